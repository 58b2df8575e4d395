"""The verbs of an interview: put together, planned, held and written down, called off. [Rules S2, S3, A1]"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.actions.breaches import found_there
from assessments.actions.enquiry import note_child_seen
from assessments.actions.lists import adults_around, put_on, the_first_on
from assessments.models import Attendant, Interview
from assessments.policies.interviews import forbidden, why_not_call_off, why_not_hold, why_not_plan
from assessments.workflow.interviews import WORKFLOW, Capacity, Purpose, Status, Subject
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.moments import day_and_time
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User

WITH = {Subject.CHILD: "with the child", Subject.ADULTS: "with one or more adults"}


@transaction.atomic
def start_interview(
    case: Case,
    *,
    subject: Subject,
    purpose: Purpose,
    planned_for: datetime,
    language: str,
    lead: User | None = None,
    kind_of_place: str = "",
    how: str = "",
    adult: Adult | None = None,
    by: User,
    at: datetime | None = None,
) -> Interview:
    """Begin to put an interview together: with the child alone, or with adults. [Rule S2; procedure 4.5]"""
    require(by, Permission.PLAN_INTERVIEW, case)
    now = at or timezone.now()
    interview = Interview.objects.create(
        case=case,
        subject=subject,
        purpose=purpose,
        planned_for=planned_for,
        language=plain(language).strip(),
        kind_of_place=plain(kind_of_place).strip(),
        how=plain(how).strip(),
        lead=lead or by,
        added_at=now,
        added_by=by,
    )
    the_first_on(interview, adult=adult, by=by, at=now)
    audit.record("interview.started", interview, by=by, whom=subject, purpose=purpose)
    return interview


@transaction.atomic
def plan(interview: Interview, *, without: Collection[UUID] = (), by: User, at: datetime | None = None) -> Interview:
    """Plan an interview with those on its list, less whoever is taken off in the same step.

    [Rules S2, S3, A1, C3; procedure 4.4, 4.5]
    """
    require(by, Permission.PLAN_INTERVIEW, interview)
    interview = locked(interview)
    leaving = [there for there in interview.attendants.all() if there.pk in set(without) and there.capacity != "child"]
    refuse_if(why_not_plan(interview, adults_around(interview.case), without=leaving))
    now = at or timezone.now()
    for attendant in leaving:
        audit.record("interview.person_taken_off", interview, by=by, attendant=attendant.pk)
        attendant.delete()
    interview.status, interview.set_back_because = Status.PLANNED, ""
    interview.save(update_fields=["status", "set_back_because"])
    said = f"An interview {WITH[Subject(interview.subject)]} is planned for {day_and_time(interview.planned_for)}."
    note(interview.case, at=now, kind="interview.planned", sentence=said, link=interview.get_absolute_url(), by=by)
    audit.record("interview.planned", interview, by=by)
    return Interview.objects.get(pk=interview.pk)


@transaction.atomic
def change_plan(interview: Interview, *, by: User, at: datetime | None = None) -> Interview:
    """Open a planned interview again, so that who will be there can be changed and is checked anew. [Rule S2]"""
    require(by, Permission.PLAN_INTERVIEW, interview)
    interview = locked(interview)
    refuse_if(WORKFLOW.why_not(interview.status, Status.DRAFT))
    interview.status = Status.DRAFT
    interview.save(update_fields=["status"])
    said = "A planned interview is being planned anew."
    link = interview.get_absolute_url()
    note(
        interview.case, at=at or timezone.now(), kind="interview.set_back", sentence=said, link=link, by=by
    )  # fmt: skip
    audit.record("interview.set_back", interview, by=by)
    return interview


@transaction.atomic
def hold(
    interview: Interview,
    *,
    held_at: datetime,
    own_words: str = "",
    account: str = "",
    wishes: str = "",
    child_seen: bool | None = None,
    child_spoken_with: bool | None = None,
    not_there: Collection[UUID] = (),
    adults_there: Iterable[Adult] = (),
    interpreter_number: str = "",
    by: User,
    at: datetime | None = None,
) -> Interview:
    """Write down an interview as it was. Whoever was there and may not be is recorded as a breach, never refused.

    [Rules S2, S3, A1; procedure 4.4, 4.5]
    """
    require(by, Permission.PLAN_INTERVIEW, interview)
    interview, now, number = locked(interview), at or timezone.now(), plain(interpreter_number).strip()
    refuse_if(why_not_hold(interview, held_at=held_at, now=now, number=number))
    interview.held_at, interview.held_by, interview.status = held_at, by, Status.HELD
    interview.own_words, interview.account = plain(own_words).strip(), plain(account).strip()
    interview.wishes = plain(wishes).strip()
    if interview.subject == Subject.CHILD:
        interview.child_seen, interview.child_spoken_with = child_seen, child_spoken_with
    interview.save()
    _list_as_it_was(interview, not_there, adults_there, number, by=by, at=now)
    said, link = f"An interview {WITH[Subject(interview.subject)]} was held.", interview.get_absolute_url()
    note(interview.case, at=held_at, kind="interview.held", sentence=said, link=link, significant=True, by=by)
    audit.record("interview.held", interview, by=by)
    interview = locked(interview)
    there = [one for one in forbidden(interview, adults_around(interview.case)) if one.attendant.was_there]
    found_there(interview, there, by=by, at=now)
    note_child_seen(interview.case, by=by)
    return Interview.objects.get(pk=interview.pk)


def _list_as_it_was(
    interview: Interview, not_there: Collection[UUID], adults: Iterable[Adult], number: str, *, by: User, at: datetime
) -> None:
    """Who of the list was there, and who was there besides."""
    for adult in adults:
        if not any(there.adult_id == adult.pk for there in interview.attendants.all()):
            capacity = Capacity.COMPANION if interview.subject == Subject.CHILD else Capacity.INTERVIEWED
            put_on(interview, capacity=capacity, adult=adult, by=by, at=at)
    there = Attendant.objects.filter(interview=interview)
    there.update(was_there=True)
    there.filter(pk__in=list(not_there)).exclude(capacity=Capacity.CHILD).update(was_there=False)
    if number:
        there.filter(interpreter__isnull=False, interpreter_number="").update(interpreter_number=number)


@transaction.atomic
def call_off(interview: Interview, *, because: str, by: User, at: datetime | None = None) -> Interview:
    """Record that an interview does not take place, and why. [Rule S2; procedure 4.5]"""
    require(by, Permission.PLAN_INTERVIEW, interview)
    interview, because = locked(interview), plain(because).strip()
    refuse_if(why_not_call_off(interview, because))
    interview.status, interview.called_off_because = Status.CALLED_OFF, because
    interview.save(update_fields=["status", "called_off_because"])
    said, link = "An interview was called off.", interview.get_absolute_url()
    note(
        interview.case, at=at or timezone.now(), kind="interview.called_off", sentence=said, link=link, by=by
    )  # fmt: skip
    audit.record("interview.called_off", interview, by=by)
    return interview


def locked(interview: Interview) -> Interview:
    """The interview as it stands now, for this step alone, with its list."""
    return Interview.objects.with_list().select_for_update(of=("self",)).get(pk=interview.pk)
