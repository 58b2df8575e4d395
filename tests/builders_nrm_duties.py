"""Histories of the duty to notify, made through the real actions of the NRM."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from nrm.actions import duties, guardians, sending
from nrm.models import Duty, ListedCountry, NrmReferral, Review, SealedCopy
from nrm.workflow.referrals import SentKnownBy, Status
from tests.builders import somebody
from trafficking_cases.children.models import Case, Child, Claim, Exploitation
from trafficking_cases.children.workflow.claims import Asylum, Kind
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.references import random_reference
from trafficking_cases.people.models import User

LISTED_SINCE = date(2015, 11, 1)


# Facts of other processes, as rows ----------------------------------------------------------------------------------
# In one place: the verbs that record exploitation, claims and sealed referrals stand in other modules.


def exploitation(
    case: Case, code: str = "forced_labour_catering", *, by: User | None = None, at: datetime | None = None
) -> Exploitation:
    """A form of exploitation that a first responder recorded, and so accepted."""
    by, now = by or somebody("social.worker"), at or timezone.now()
    return Exploitation.objects.create(
        case=case, code=code, certainty="suspected", recorded_at=now, recorded_by=by, accepted_at=now, accepted_by=by
    )


def somebodys_suspicion(case: Case, code: str = "sexual", *, by: User | None = None) -> Exploitation:
    """A form of exploitation that somebody else said, and no first responder has accepted."""
    return Exploitation.objects.create(
        case=case,
        code=code,
        certainty="suspected",
        recorded_at=timezone.now(),
        recorded_by=by or somebody("education"),
    )


def claim(child: Child, kind: Kind, value: str, *, at: datetime | None = None, status: str = "claimed") -> Claim:
    """Something said of who a child is."""
    checked = {} if status == "claimed" else {"checked_at": timezone.now(), "checked_by": somebody("social.worker")}
    return Claim.objects.create(
        child=child,
        kind=kind,
        value=value,
        source="The child",
        said_on=timezone.localdate(),
        added_at=at or timezone.now(),
        added_by=somebody("social.worker"),
        status=status,
        **checked,
    )


def nationality(case: Case, value: str = "Vietnamese", **said: object) -> Claim:
    return claim(case.child, Kind.NATIONALITY, value, **said)  # type: ignore[arg-type]


def asylum(case: Case, value: str = Asylum.SEEKING, **said: object) -> Claim:
    return claim(case.child, Kind.ASYLUM, value, **said)  # type: ignore[arg-type]


def a_sealed_nrm(case: Case, *, by: User | None = None, at: datetime | None = None) -> NrmReferral:
    """A referral that was signed and is to be keyed in, with the clocks that sealing starts."""
    by, now = by or somebody("social.worker"), at or timezone.now() - timedelta(hours=1)
    referral = NrmReferral.objects.create(
        reference=random_reference("N"),
        case=case,
        status=Status.SEALED,
        author=by,
        form_version="2026-11",
        started_at=now,
        saved_at=now,
        sealed_at=now,
        sealed_by=by,
    )
    SealedCopy.objects.create(nrm_referral=referral, answers={}, pdf=b"%PDF", sha256="0" * 64, sealed_at=now)
    for rule in ("KEY-01", "ICT-01"):
        deadlines.start(
            rule,
            subject=referral,
            started_at=now,
            by=by,
            owner=by if rule == "KEY-01" else None,
            concerning=f"NRM referral {referral.reference}",
            link=f"/nrm/cases/{case.pk}/",
            authority=case.authority,
            case=case,
        )
    return referral


# Through the actions ------------------------------------------------------------------------------------------------


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
