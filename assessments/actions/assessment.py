"""The verbs of a social work assessment: started, written, completed, signed, opened again. [Rules A1, A3-A5]"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.actions.signed_versions import keep_version
from assessments.models import Assessment, Monitoring, Need
from assessments.notices import enquiry as notices
from assessments.policies import assessment as policies
from assessments.policies.child_seen import seen_in
from assessments.policies.papers_seen import lacking
from assessments.policies.typed_over import why_not_over
from assessments.workflow.assessment import Category, Part, Section, Status
from referrals.models import Referral
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason, refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.lib.working_days import day_in_london
from trafficking_cases.people.models import User

NONE_NEEDED = "None needed"


def take_in(now: datetime) -> int:
    """Start the clock of the assessment for every case that a decision opened. Safe to run again. [Rule A1]"""
    clocked = Deadline.objects.filter(rule=policies.THE_LIMIT)
    opened = Referral.objects.filter(case__isnull=False).exclude(case__in=clocked.values("subject"))
    cases = list(Case.objects.filter(pk__in=opened.values("case")).select_related("authority", "opened_by"))
    for case in cases:
        _start_clock(case)
    return len(cases)


@transaction.atomic
def _start_clock(case: Case) -> None:
    """Forty-five working days, from the day on which the first referral was received. [Rule A1; procedure 4.4]"""
    referral = case.referrals.order_by("received_at").first()
    if referral is None:
        return
    deadlines.start(
        policies.THE_LIMIT,
        subject=case,
        started_at=referral.received_at,
        by=case.opened_by,
        concerning=f"Case {case.reference}",
        link=case.get_absolute_url(),
        authority=case.authority,
        case=case,
    )


def the_limit(case: Case) -> Deadline | None:
    """The time limit of a case's assessment."""
    return Deadline.objects.live().of(case, policies.THE_LIMIT).first()


@transaction.atomic
def start(case: Case, *, by: User, at: datetime | None = None) -> Assessment:
    """Start the assessment of a child. [Rule A1; procedure 4.4]"""
    require(by, Permission.WRITE_ENQUIRY, case)
    case = Case.objects.select_for_update(of=("self",)).select_related("authority", "opened_by").get(pk=case.pk)
    refuse_if(policies.why_not_start(Assessment.objects.filter(case=case).first()))
    now = at or timezone.now()
    assessment = Assessment.objects.create(case=case, author=by, started_at=now)
    _start_clock(case)
    _write_down(assessment, "assessment.started", "The social work assessment was started.", by=by, at=now)
    return assessment


@transaction.atomic
def write(
    assessment: Assessment, *, part: Part, text: str, before: str = "", by: User, at: datetime | None = None
) -> Assessment:
    """Write one part of an assessment; a signature under it lapses. [Rule A1; procedure 4.4]"""
    require(by, Permission.WRITE_ENQUIRY, assessment)
    assessment, column = _locked(assessment), Part(part).value
    there, text = getattr(assessment, column), plain(text).strip()
    refuse_if(why_not_over("A1", there, before))
    if text == there:
        return assessment
    _open_again(assessment, by=by, at=at or timezone.now())
    setattr(assessment, column, text)
    assessment.save(update_fields=[column])
    audit.record("assessment.written", assessment, by=by, part=column)
    return assessment


@transaction.atomic
def categorise(assessment: Assessment, *, category: Category, by: User, at: datetime | None = None) -> Assessment:
    """Choose what an assessment leads to; a signature under it lapses. [Rules A1, A4; procedure 4.4]"""
    require(by, Permission.WRITE_ENQUIRY, assessment)
    assessment, category = _locked(assessment), Category(category)
    if assessment.category == category:
        return assessment
    _open_again(assessment, by=by, at=at or timezone.now())
    assessment.category = category.value
    assessment.save(update_fields=["category"])
    audit.record("assessment.categorised", assessment, by=by, category=category)
    return assessment


@transaction.atomic
def answer_need(
    assessment: Assessment,
    *,
    section: Section,
    answer: str,
    arises: bool = True,
    action: str = "",
    owner: User | None = None,
    due_on: date | None = None,
    by: User,
    at: datetime | None = None,
) -> Need:
    """Answer one section of the needs plan; that it does not arise is an answer, with its reason. [Rule A5]"""
    require(by, Permission.WRITE_ENQUIRY, assessment)
    assessment, now = _locked(assessment), at or timezone.now()
    answer, action = plain(answer).strip(), plain(action).strip()
    refuse_if(
        policies.why_not_answer_need(
            arises=arises, answer=answer, action=action, owner=owner, due_on=due_on, today=day_in_london(now)
        )
    )
    _open_again(assessment, by=by, at=now)
    need, _ = Need.objects.update_or_create(
        assessment=assessment,
        section=Section(section).value,
        defaults={
            "arises": arises,
            "answer": answer,
            "action": action if arises else NONE_NEEDED,
            "owner": owner if arises and owner else by,
            "due_on": due_on if arises else None,
            "written_at": now,
            "written_by": by,
        },
    )
    audit.record("assessment.need_answered", assessment, by=by, section=need.section, arises=arises)
    return need


@transaction.atomic
def agree_not_seen(assessment: Assessment, *, because: str, by: User, at: datetime | None = None) -> Assessment:
    """Record, as a manager, why the child was not seen, so that the assessment can be completed. [Rule A1]"""
    require(by, Permission.SIGN_ENQUIRY, assessment)
    assessment, because, now = _locked(assessment), plain(because).strip(), at or timezone.now()
    refuse_if(policies.why_not_agree_not_seen(assessment, seen_in(assessment.case), by=by, because=because))
    assessment.not_seen_because, assessment.not_seen_agreed_at, assessment.not_seen_agreed_by = because, now, by
    assessment.save(update_fields=["not_seen_because", "not_seen_agreed_at", "not_seen_agreed_by"])
    said = "A manager recorded why the child was not seen in the assessment."
    _write_down(assessment, "assessment.not_seen_agreed", said, significant=True, by=by, at=now)
    return assessment


@transaction.atomic
def complete(
    assessment: Assessment,
    *,
    without_photograph: str = "",
    without_copies: str = "",
    late_because: str = "",
    by: User,
    at: datetime | None = None,
) -> Assessment:
    """Complete an assessment and put it before a manager. [Rules A1, A3-A5; procedure 4.4, 5]"""
    require(by, Permission.WRITE_ENQUIRY, assessment)
    assessment, now = _locked(assessment), at or timezone.now()
    without_photograph, without_copies = plain(without_photograph).strip(), plain(without_copies).strip()
    late_because, lacks, limit = plain(late_because).strip(), lacking(assessment.case), the_limit(assessment.case)
    refuse_if(
        [
            *_why_not_complete(assessment),
            *policies.why_not_without_papers(
                lacks, without_photograph=without_photograph, without_copies=without_copies
            ),
            *policies.why_not_so_late(limit, late_because, now),
        ]
    )
    assessment.status, assessment.completed_at, assessment.completed_by = Status.COMPLETED, now, by
    assessment.without_photograph = without_photograph if lacks.photograph else ""
    assessment.without_copies = without_copies if lacks.copies else ""
    assessment.sent_back_because = ""
    assessment.save(
        update_fields=[
            "status", "completed_at", "completed_by", "without_photograph", "without_copies", "sent_back_because"
        ]
    )  # fmt: skip
    if limit and late_because and policies.is_unexplained(limit, now):
        deadlines.explain_lateness(limit, reason=late_because[:500], by=by)
    said = "The social work assessment was completed and waits for a manager's signature."
    _write_down(assessment, "assessment.completed", said, by=by, at=now, category=assessment.category)
    notices.tell_managers("assessment.awaiting_signature", assessment, but=by)
    return assessment


def _why_not_complete(assessment: Assessment) -> list[Reason]:
    """What stands against it, whatever is answered on the way."""
    answered = assessment.needs.values_list("section", flat=True)
    is_watched = Monitoring.objects.going_on().filter(case=assessment.case).exists()
    return policies.why_not_complete(assessment, seen_in(assessment.case), answered, is_watched=is_watched)


@transaction.atomic
def send_back(assessment: Assessment, *, because: str, by: User, at: datetime | None = None) -> Assessment:
    """Give a completed assessment back to whoever wrote it, with what is missing. [Rule A1; procedure 4.4]"""
    require(by, Permission.SIGN_ENQUIRY, assessment)
    assessment, because, now = _locked(assessment), plain(because).strip(), at or timezone.now()
    refuse_if(policies.why_not_send_back(assessment, because))
    completed_by = assessment.completed_by
    _move_to_writing(assessment)
    assessment.sent_back_because = because
    assessment.save(update_fields=["sent_back_because"])
    said = "The social work assessment was sent back by a manager."
    _write_down(assessment, "assessment.sent_back", said, by=by, at=now)
    notices.tell("assessment.sent_back", assessment, completed_by, assessment.author, but=by)
    return assessment


@transaction.atomic
def sign(assessment: Assessment, *, read: int, by: User, at: datetime | None = None) -> Assessment:
    """Sign the version that was read, as a manager who did not complete it; it is kept word for word. [Rule A1]"""
    require(by, Permission.SIGN_ENQUIRY, assessment)
    assessment, now = _locked(assessment), at or timezone.now()
    refuse_if(policies.why_not_sign(assessment, by) or policies.why_not_sign_this(assessment, read))
    assessment.status, assessment.signed_at, assessment.signed_by = Status.SIGNED, now, by
    assessment.save(update_fields=["status", "signed_at", "signed_by"])
    version = keep_version(assessment, by=by, at=now)
    deadlines.meet(policies.THE_LIMIT, subject=assessment.case, at=now, by=by)
    said = "The social work assessment was signed by a manager."
    _write_down(
        assessment, "assessment.signed", said, significant=True, by=by, at=now,
        category=assessment.category, version=version.version, sha256=version.sha256,
    )  # fmt: skip
    notices.tell("assessment.signed", assessment, assessment.completed_by, assessment.author, but=by)
    return assessment


def _open_again(assessment: Assessment, *, by: User, at: datetime) -> None:
    """Whoever edits what was completed opens it again; a signature lapses, aloud. [Rule A1; procedure 4.4]"""
    if assessment.status == Status.WRITING:
        return
    was_signed, signed_by = assessment.status == Status.SIGNED, assessment.signed_by
    _move_to_writing(assessment)
    if was_signed:
        said = "The assessment was changed after it was signed: the signature has lapsed, the signed version is kept."
        _write_down(assessment, "assessment.lapsed", said, significant=True, by=by, at=at)
        managers = [signed_by, *notices.managers_of(assessment.case)]
        notices.tell("assessment.lapsed", assessment, *managers, but=by)
    else:
        said = "The assessment was changed after it was completed, and has to be completed again."
        _write_down(assessment, "assessment.opened_again", said, by=by, at=at)


def _move_to_writing(assessment: Assessment) -> None:
    assessment.status = Status.WRITING
    assessment.version += 1
    assessment.completed_at = assessment.completed_by = None
    assessment.signed_at = assessment.signed_by = None
    assessment.save(
        update_fields=["status", "version", "completed_at", "completed_by", "signed_at", "signed_by"]
    )  # fmt: skip


def _locked(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(of=("self",)).with_people().get(pk=assessment.pk)


def _write_down(
    assessment: Assessment,
    name: str,
    sentence: str,
    *,
    significant: bool = False,
    by: User,
    at: datetime,
    **codes: Any,
) -> None:
    """A line of the chronology without anything of what was written, and the audit in codes."""
    link = assessment.get_absolute_url()
    note(assessment.case, at=at, kind=name, sentence=sentence, link=link, significant=significant, by=by)
    audit.record(name, assessment, by=by, **codes)
