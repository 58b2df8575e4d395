"""Signing an NRM referral: sealed whole, as a copy that nothing changes, to be keyed in. [Rules N5, N6, N7]"""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from nrm import answers as kept
from nrm import sealed_document
from nrm.draft_notices import tell_of_sealing
from nrm.form.checks import where_the_child_is
from nrm.form.definition import AT_SEALING
from nrm.models import GuardianReferral, NrmReferral, SealedCopy
from nrm.notices import page_of
from nrm.policies.sealing import why_not_seal, why_not_seal_this, why_not_start_safeguarding
from nrm.workflow.referrals import Status
from referrals import drafts as safeguarding
from referrals.models import Referral
from referrals.workflow import Urgency
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.ages import Born
from trafficking_cases.children.models import Child
from trafficking_cases.children.models.children import BirthDateIs
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.moments import MonthOrYear
from trafficking_cases.people.models import User

CONCERN = "An NRM referral ({}) is being made for this child, and there was no safeguarding referral on the case."


@transaction.atomic
def seal(nrm: NrmReferral, *, town: str, county: str, read: str, by: User, at: datetime | None = None) -> SealedCopy:
    """Sign a referral for one's first responder organisation and keep it as it was signed. [Rules N5, N6, N7]

    Where the child is goes into the sealed copy and nowhere else. The duty is not met by this: the Home Office has
    the referral only once it was keyed in, and that clock starts here. [Rule N1; procedure 4.3]
    """
    require(by, Permission.SIGN_NRM, nrm)
    nrm = NrmReferral.objects.select_for_update(of=("self",)).with_people().get(pk=nrm.pk)
    now, given = at or timezone.now(), kept.answers_of(nrm)
    refuse_if(why_not_now(nrm, given, by=by, now=now))
    faults = where_the_child_is(town, county)
    refuse_if(why_not_seal_this(read=read, stands=kept.as_read(given), faults=faults))

    nrm.status, nrm.sealed_at, nrm.sealed_by = Status.SEALED, now, by
    nrm.save(update_fields=["status", "sealed_at", "sealed_by"])
    whole = given | dict(zip(AT_SEALING, (town, county), strict=True))
    content = sealed_document.content_of(nrm, whole, now=now)
    pdf = sealed_document.as_pdf(nrm, content, now=now)
    copy = SealedCopy.objects.create(
        nrm_referral=nrm, answers=content, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), sealed_at=now
    )
    _start_clocks(nrm, by=by, now=now)
    note(
        nrm.case,
        at=now,
        kind="nrm.sealed",
        sentence=f"NRM referral {nrm.reference} was signed. It is to be keyed in.",
        link=nrm.get_absolute_url(),
        significant=True,
        by=by,
    )
    audit.record("nrm.sealed", nrm, by=by)
    tell_of_sealing(nrm)
    return copy


def why_not_now(nrm: NrmReferral, given: dict[str, str], *, by: User, now: datetime) -> list:
    """What stands against sealing before anything is asked. [Rules N5, N6, N7; procedure 4.3]"""
    return why_not_seal(
        nrm,
        given,
        checked=kept.checked(given),
        is_first_responder=by.agency.is_first_responder(timezone.localdate(now)),
        has_safeguarding_referral=kept.has_safeguarding_referral(nrm),
    )


def _start_clocks(nrm: NrmReferral, *, by: User, now: datetime) -> None:
    """Keying it in is the signer's; the guardian is asked for once a case. [Rules N1, N11]"""
    about: dict[str, Any] = {"started_at": now, "by": by, "authority": nrm.case.authority, "case": nrm.case}
    concerning = f"NRM referral {nrm.reference}"
    deadlines.start("KEY-01", subject=nrm, concerning=concerning, link=nrm.get_absolute_url(), owner=by, **about)
    if not GuardianReferral.objects.filter(case=nrm.case_id).exists():
        link, concerning = page_of(nrm.case), f"Case {nrm.case.reference}"
        deadlines.start("ICT-01", subject=nrm.case, concerning=concerning, link=link, **about)


@transaction.atomic
def start_safeguarding_referral(nrm: NrmReferral, *, reach: str, by: User) -> Referral:
    """Tell the front door of the child, from the answers that the NRM referral has. [Rule N6; procedure 4.3]"""
    require(by, Permission.DRAFT_NRM, nrm)
    nrm = NrmReferral.objects.select_for_update(of=("self",)).with_people().get(pk=nrm.pk)
    refuse_if(why_not_start_safeguarding(kept.has_safeguarding_referral(nrm)))
    referral = safeguarding.receive(answers=_concern_of(nrm, kept.answers_of(nrm), reach), by=by)
    nrm.safeguarding_referral = referral
    nrm.save(update_fields=["safeguarding_referral"])
    note(
        nrm.case,
        at=referral.received_at,
        kind="nrm.safeguarding_started",
        sentence=f"Safeguarding referral {referral.reference} was made beside NRM referral {nrm.reference}.",
        by=by,
    )
    audit.record("nrm.safeguarding_started", nrm, by=by, referral=referral.pk)
    return referral


def _birth_of(child: Child) -> date | MonthOrYear | None:
    """The birth that is worked with, as exactly as it was said; none where it is disputed or an age was said."""
    if child.birth_date_is == BirthDateIs.DISPUTED or child.born_from is None or child.born_until is None:
        return None
    return Born(child.born_from, child.born_until).as_said


def _concern_of(nrm: NrmReferral, given: dict[str, str], reach: str) -> safeguarding.Answers:
    """The answers of the front door's own form, as far as the NRM referral has them."""
    child = nrm.case.child
    born_on = _birth_of(child)
    said = [
        CONCERN.format(nrm.reference),
        given.get("professional-insight", ""),
        given.get("how-they-were-treated", ""),
    ]
    return safeguarding.Answers(
        urgency=Urgency.STANDARD,
        concern="\n\n".join(filter(None, said))[:20_000],
        happened_on=None,
        where_seen="",
        reach_referrer=reach,
        family_contact="",
        do_not_contact="",
        reach_child="",
        known_as=child.known_as,
        also_called=child.also_called,
        description=child.description,
        sex=child.sex,
        born_on=born_on,
        about_age=None if isinstance(born_on, MonthOrYear) else child.about_age,
        nationality=child.nationality,
        language=child.language,
        adults=given.get("who-exploited-pv", "")[:5_000],
        something_else="",
        signs={},
        exploitation={one.code: one.certainty for one in nrm.case.exploitation.filter(ended_at=None)},
    )
