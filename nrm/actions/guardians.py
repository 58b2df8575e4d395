"""The independent guardian: asked for with every NRM referral, named, and at once at work on the case."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nrm import notices
from nrm.models import GuardianReferral
from nrm.policies import guardians as policies
from nrm.workflow.decisions import GuardianModel
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import grants
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User

CHANGED = "Another guardian was named"


def _standing(case: Case) -> GuardianReferral | None:
    """What is recorded so far, with the case held, so that two people write one row."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    return GuardianReferral.objects.select_related("guardian").filter(case=case).first()


@transaction.atomic
def ask_for_guardian(
    case: Case,
    *,
    is_asked: bool,
    service_reference: str = "",
    model: str = "",
    because: str = "",
    by: User,
    at: datetime | None = None,
) -> GuardianReferral:
    """Record that the guardianship service was asked for a guardian, or why it was not. [Rule N11; procedure 2]"""
    require(by, Permission.RECORD_NRM_DECISION, case)
    standing, now, because = _standing(case), at or timezone.now(), plain(because).strip()
    refuse_if(policies.why_not_ask_for_guardian(standing, is_asked=is_asked, because=because))
    referral = standing or GuardianReferral(case=case)
    referral.asked_at, referral.not_asked_because = (now, "") if is_asked else (None, because)
    referral.service_reference = plain(service_reference).strip() if is_asked else ""
    referral.model = GuardianModel(model) if is_asked and model else ""
    _save(referral, by=by, at=now)
    said = "The guardianship service was asked for a guardian."
    if not is_asked:
        said = "The guardianship service was not asked; the reason is recorded."
    _write_down(referral, "nrm.guardian_asked", said, by=by, at=now, is_asked=is_asked)
    return referral


@transaction.atomic
def name_guardian(
    case: Case, *, guardian: User, model: str = "", by: User, at: datetime | None = None
) -> GuardianReferral:
    """Name the child's guardian, who sees the case and what is due on it from that moment. [Rule N11; procedure 2]"""
    require(by, Permission.RECORD_NRM_DECISION, case)
    standing, now = _standing(case), at or timezone.now()
    refuse_if(policies.why_not_name_guardian(standing, guardian))
    referral = standing or GuardianReferral(case=case)
    if referral.guardian_id:
        for grant in Grant.objects.live(now).filter(case=case, user=referral.guardian_id, relation=Relation.GUARDIAN):
            grants.end(grant, reason=CHANGED, by=by, now=now)
    referral.asked_at, referral.not_asked_because = referral.asked_at or now, ""
    referral.guardian, referral.named_at = guardian, now
    referral.model = GuardianModel(model) if model else referral.model
    _save(referral, by=by, at=now)
    reason = "Named as the child's guardian"
    grant = grants.give(case, to=guardian, relation=Relation.GUARDIAN, reason=reason, by=by, now=now)
    _write_down(referral, "nrm.guardian_named", "An independent guardian was named for the child.", by=by, at=now)
    notices.tell_guardian(case, guardian, grant.pk)
    return referral


def _save(referral: GuardianReferral, *, by: User, at: datetime) -> None:
    """Keep it; with every NRM referral the service is asked or a reason given, and now one of both is so."""
    referral.recorded_at, referral.recorded_by = at, by
    referral.save()
    deadlines.meet("ICT-01", subject=referral.case, at=at, by=by)


def _write_down(
    referral: GuardianReferral, kind: str, sentence: str, *, by: User, at: datetime, is_asked: bool = True
) -> None:
    link = notices.page_of(referral.case)
    note(referral.case, at=at, kind=kind, sentence=sentence, link=link, by=by)
    audit.record(kind, referral, by=by, is_asked=is_asked)
