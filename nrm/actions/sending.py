"""That the Home Office has a referral: sent, its reference, one made elsewhere; and then the Police have it too."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from nrm import notices
from nrm.actions.duties import meet_all
from nrm.models import GuardianReferral, NrmReferral, Review
from nrm.policies import sending as policies
from nrm.workflow.referrals import SentKnownBy, Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children import grants
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.references import random_reference
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import Agency, User

ELSEWHERE = "elsewhere"


def locked(referral: NrmReferral) -> NrmReferral:
    """The row as it stands now, kept from everybody else until the verb is done."""
    return (
        NrmReferral.objects.select_for_update(of=("self",))
        .select_related("case__child", "case__authority")
        .get(pk=referral.pk)
    )


@transaction.atomic
def record_sent(
    referral: NrmReferral, *, at: datetime, known_by: SentKnownBy, by: User, recorded_at: datetime | None = None
) -> NrmReferral:
    """Record as a first responder that the Home Office has it: the duty is met, and the Police find it in their queue.

    [Rules N1, N5, N8; procedure 4.3]
    """
    require(by, Permission.SIGN_NRM, referral)
    referral, now = locked(referral), recorded_at or timezone.now()
    refuse_if(policies.why_not_record_sent(referral, at, by, now=now, on=timezone.localdate(now)))

    referral.status, referral.sent_at, referral.sent_known_by = Status.SENT, at, known_by
    referral.sent_recorded_by = by
    referral.save(update_fields=["status", "sent_at", "sent_known_by", "sent_recorded_by"])
    deadlines.meet("KEY-01", subject=referral, at=at, by=by)
    _start("HOR-01", referral, at=at, by=by, owner=by)
    said = f"NRM referral {referral.reference} was sent to the Home Office."
    audit.record("nrm.sent", referral, by=by, known_by=known_by)
    _the_home_office_has_it(referral, said, at=at, now=now, by=by)
    return referral


@transaction.atomic
def record_reference(referral: NrmReferral, *, reference: str, by: User, at: datetime | None = None) -> NrmReferral:
    """Record the reference that the Home Office gave, or put one right that was mistyped. [Rule N1; procedure 4.3]"""
    require(by, Permission.SIGN_NRM, referral)
    referral, now = locked(referral), at or timezone.now()
    reference = policies.as_reference(plain(reference))
    is_taken = _is_taken(reference, but=referral)
    on = timezone.localdate(now)
    refuse_if(policies.why_not_record_reference(referral, reference, by, is_taken=is_taken, on=on))

    said = "The Home Office reference of NRM referral {} was put right."
    if referral.status == Status.SENT:
        said = "The Home Office has acknowledged NRM referral {}."
        referral.status, referral.referenced_at = Status.ACKNOWLEDGED, now
    _save_reference(referral, reference)
    deadlines.meet("HOR-01", subject=referral, at=now, by=by)
    _write_down(referral, "nrm.acknowledged", said.format(referral.reference), at=now, by=by)
    audit.record("nrm.acknowledged", referral, by=by)
    return referral


def _save_reference(referral: NrmReferral, reference: str) -> None:
    """Two people at once with one reference: the second is told what the first would have been."""
    referral.home_office_reference = reference
    try:
        with transaction.atomic():
            referral.save(update_fields=["status", "referenced_at", "home_office_reference"])
    except IntegrityError:
        refuse_if(policies.why_not_this_reference(reference, is_taken=True))
        raise


@transaction.atomic
def record_elsewhere(
    case: Case, *, made_by: str, at: datetime, reference: str, by: User, recorded_at: datetime | None = None
) -> NrmReferral:
    """Record a referral that somebody made elsewhere: the duty is met, and the Police find it in their queue.

    [Rules N1, N5, N8; procedure 4.3]
    """
    require(by, Permission.SIGN_NRM, case)
    case = (
        Case.objects.select_for_update(no_key=True, of=("self",)).select_related("child", "authority").get(pk=case.pk)
    )
    now, made_by = recorded_at or timezone.now(), plain(made_by).strip()
    reference = policies.as_reference(plain(reference))
    is_taken = _is_taken(reference)
    on = timezone.localdate(now)
    refuse_if(policies.why_not_record_elsewhere(reference, at, by, is_taken=is_taken, now=now, on=on))

    referral = _with_a_reference(
        NrmReferral(
            case=case,
            status=Status.ACKNOWLEDGED,
            author=by,
            form_version=ELSEWHERE,
            started_at=at,
            saved_at=now,
            sent_at=at,
            sent_known_by=SentKnownBy.REFERENCE,
            sent_recorded_by=by,
            home_office_reference=reference,
            referenced_at=now,
            is_elsewhere=True,
            made_by=made_by,
        )
    )
    said = f"NRM referral {referral.reference}, made elsewhere, was recorded with its Home Office reference."
    audit.record("nrm.made_elsewhere", referral, by=by)
    _the_home_office_has_it(referral, said, at=at, now=now, by=by)
    notices.tell_of_elsewhere(referral)
    return referral


def _with_a_reference(referral: NrmReferral) -> NrmReferral:
    for _ in range(20):
        referral.reference = random_reference("N")
        if not NrmReferral.objects.filter(reference=referral.reference).exists():
            referral.save(force_insert=True)
            return referral
    raise RuntimeError("no free NRM reference in twenty tries")


def _is_taken(reference: str, *, but: NrmReferral | None = None) -> bool:
    same = NrmReferral.objects.filter(home_office_reference=reference)
    others = same.exclude(pk=but.pk) if but else same
    return bool(reference) and others.exists()


def _the_home_office_has_it(referral: NrmReferral, said: str, *, at: datetime, now: datetime, by: User) -> None:
    """What follows however it came there: the duties are met, a decision is expected, the Police have it. [N1, N8]"""
    # With the case held, so that no sweep raises a duty beside this that nothing would meet.
    Case.objects.select_for_update(no_key=True).get(pk=referral.case_id)
    meet_all(referral.case, at=at, by=by)
    _expect_a_guardian(referral.case, by=by, at=now)
    _start("NRM-03", referral, at=at, by=by)
    _write_down(referral, "nrm.sent", said, at=at, by=by)
    share_with_police(referral, by=by, at=now)


def _expect_a_guardian(case: Case, *, by: User, at: datetime) -> None:
    """With every NRM referral, one made elsewhere too, a guardian is asked for once a case, or a reason given. [N11]"""
    if GuardianReferral.objects.filter(case=case).exists():
        deadlines.meet("ICT-01", subject=case, at=at, by=by)
        return
    deadlines.start(
        "ICT-01",
        subject=case,
        started_at=at,
        by=by,
        concerning=f"Case {case.reference}",
        link=notices.page_of(case),
        authority=case.authority,
        case=case,
    )


def share_with_police(referral: NrmReferral, *, by: User, at: datetime | None = None) -> Review | None:
    """Put the referral in the queue of the Police to whom the authority turns; their clock starts. [Rule N8]"""
    police = Agency.objects.police_of(referral.case.authority).first()
    if police is None or Review.objects.filter(nrm_referral=referral).exists():
        return None
    now = at or timezone.now()
    theirs = Grant.objects.live(now).filter(case=referral.case, agency=police, relation=Relation.POLICE)
    if not theirs.exists():
        reason = "An NRM referral is shared with the Police"
        grants.give(referral.case, to=police, relation=Relation.POLICE, reason=reason, by=by, now=now)
    review = Review.objects.create(nrm_referral=referral, police=police, shared_at=now)
    deadlines.start(
        "POL-01",
        subject=review,
        started_at=now,
        by=by,
        concerning=f"NRM referral {referral.reference}",
        link=review.get_absolute_url(),
        authority=referral.case.authority,
        case=referral.case,
    )
    said = f"NRM referral {referral.reference} was shared with the Police."
    _write_down(referral, "nrm.shared", said, at=now, by=by)
    audit.record("nrm.shared", review, by=by)
    notices.tell_police(review)
    return review


def _start(rule: str, referral: NrmReferral, *, at: datetime, by: User, owner: User | None = None) -> Deadline:
    return deadlines.start(
        rule,
        subject=referral,
        started_at=at,
        by=by,
        owner=owner,
        concerning=f"NRM referral {referral.reference}",
        link=notices.page_of(referral.case),
        authority=referral.case.authority,
        case=referral.case,
    )


def _write_down(referral: NrmReferral, kind: str, sentence: str, *, at: datetime, by: User) -> None:
    link = notices.page_of(referral.case)
    note(referral.case, at=at, kind=kind, sentence=sentence, link=link, significant=True, by=by)
