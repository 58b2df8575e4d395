"""Histories of the duty to notify, made through the real actions of the NRM."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from nrm.actions import duties, guardians, sending
from nrm.models import Duty, ListedCountry, NrmReferral, Review
from nrm.workflow.referrals import SentKnownBy
from tests.builders import a_share, somebody
from tests.builders_nrm import a_whole_draft, sealed
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import exploitation as exploiting
from trafficking_cases.children import identity
from trafficking_cases.children.catalogue import Certainty
from trafficking_cases.children.models import Case, Claim, Exploitation
from trafficking_cases.children.workflow.claims import Asylum, Kind
from trafficking_cases.children.workflow.claims import Status as ClaimStatus
from trafficking_cases.lib.references import random_reference
from trafficking_cases.people.models import User

LISTED_SINCE = date(2015, 11, 1)


def exploitation(
    case: Case, code: str = "forced_labour_catering", *, by: User | None = None, at: datetime | None = None
) -> Exploitation:
    """A form of exploitation that a first responder suspects, and so has accepted."""
    because = "What he says of his work fits together."
    by = by or somebody("social.worker")
    return exploiting.record_exploitation(case, code=code, certainty=Certainty.SUSPECTED, because=because, by=by, at=at)


def somebodys_suspicion(case: Case, code: str = "sexual", *, by: User | None = None) -> Exploitation:
    """A form of exploitation that somebody else said, and no first responder has accepted."""
    by = by or somebody("education")
    if not case.allows(by, Permission.RECORD_EXPLOITATION):
        a_share(case, to=by)
    return exploitation(case, code, by=User.objects.get(pk=by.pk))


def claim(case: Case, kind: Kind, value: str, *, at: datetime | None = None, status: str = "claimed") -> Claim:
    """Something said of who a child is, and whether it was checked since."""
    worker, now = somebody("social.worker"), at or timezone.now()
    source = f"What the child said, {Claim.objects.filter(child=case.child).count() + 1}"
    made = identity.add_claim(
        case.child, kind=kind, value=value, source=source, said_on=timezone.localdate(now), by=worker, at=now
    )
    if status == "claimed":
        return made
    return identity.check_claim(made, found=ClaimStatus(status), reason="The Embassy says so.", by=worker)


def nationality(case: Case, value: str = "Vietnamese", **said: object) -> Claim:
    return claim(case, Kind.NATIONALITY, value, **said)  # type: ignore[arg-type]


def asylum(case: Case, value: str = Asylum.SEEKING, **said: object) -> Claim:
    return claim(case, Kind.ASYLUM, value, **said)  # type: ignore[arg-type]


def a_sealed_nrm(case: Case, *, by: User | None = None, at: datetime | None = None) -> NrmReferral:
    """A referral that was signed an hour ago and is to be keyed in."""
    at = at or timezone.now() - timedelta(hours=1)
    nrm = a_whole_draft(case, by=by)
    sealed(nrm, by=by, at=at)
    return NrmReferral.objects.get(pk=nrm.pk)


def listed(country: str = "Vietnam", called: str = "Vietnamese", **dates: object) -> ListedCountry:
    """A country on the list. Tests that empty the tables empty what the migration wrote as well."""
    return ListedCountry.objects.get_or_create(
        country=country, nationality=called, until_on=dates.get("until_on"),
        defaults={"from_on": dates.get("from_on", LISTED_SINCE)},
    )[0]  # fmt: skip


def a_duty(case: Case, code: str = "forced_labour_catering", *, at: datetime | None = None) -> Duty:
    """A duty to notify that arose from accepted exploitation."""
    exploitation(case, code, at=at)
    duties.take_in(timezone.now())
    return Duty.objects.filter(case=case).latest("raised_at")


def a_sent_nrm(case: Case, *, by: User | None = None, at: datetime | None = None) -> NrmReferral:
    """A referral that the Home Office has, and the Police; no reference has come yet."""
    at = at or timezone.now()
    referral = a_sealed_nrm(case, by=by, at=at - timedelta(hours=1))
    by = by or somebody("social.worker")
    return sending.record_sent(referral, at=at, known_by=SentKnownBy.CONFIRMATION, by=by)


def an_acknowledged_nrm(case: Case, *, reference: str = "", at: datetime | None = None) -> NrmReferral:
    """A referral with its Home Office reference."""
    referral = a_sent_nrm(case, at=at)
    reference = reference or random_reference("HO")
    return sending.record_reference(referral, reference=reference, by=somebody("social.worker"))


def a_review(case: Case) -> Review:
    """A referral in the queue of the Police."""
    return Review.objects.get(nrm_referral=a_sent_nrm(case))


def a_guardian(case: Case) -> User:
    """A named guardian."""
    named = guardians.name_guardian(case, guardian=somebody("guardian"), by=somebody("manager"))
    assert named.guardian is not None
    return named.guardian
