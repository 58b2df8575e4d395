"""Looking back: when an adult turns out to be another, what was planned and held is checked again. [Rules C3, S2, A1]

A higher process finds what a lower one has changed. It can run at any time and as often as one likes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from assessments import interview_notices as notices
from assessments.actions.breaches import found_there, write_down
from assessments.actions.interviews import locked
from assessments.actions.lists import adults_around
from assessments.models import Breach, Interview
from assessments.policies.breaches import AT_A_MEETING
from assessments.policies.interviews import forbidden, why_not_as_listed
from assessments.policies.room import Standing, most_like
from assessments.workflow.interviews import Status
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.children.models import Standing as HowTheyStood
from trafficking_cases.lib.likeness import Likeness
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Presence


@dataclass(frozen=True)
class Found:
    """What looking back has found."""

    breaches: int = 0
    set_back: int = 0


def take_in(now: datetime, *, since: datetime | None = None) -> Found:
    """Check every case on which an adult, a list or a meeting has changed since a moment; without one, every case."""
    found = Found()
    for case in _cases(since):
        one = look_back_on(case, now)
        found = Found(found.breaches + one.breaches, found.set_back + one.set_back)
    return found


def _cases(since: datetime | None) -> Iterable[Case]:
    cases = Case.objects.filter(adults__isnull=False)
    if since:
        stood = HowTheyStood.objects.filter(at__gte=since)
        asked = Attendance.objects.filter(Q(asked_at__gte=since) | Q(meeting__held_at__gte=since))
        listed = Interview.objects.standing().filter(
            Q(attendants__added_at__gte=since) | Q(added_at__gte=since) | Q(held_at__gte=since)
        )
        cases = cases.filter(
            Q(pk__in=stood.values("adult__case"))
            | Q(pk__in=asked.values("meeting__case"))
            | Q(pk__in=listed.values("case"))
        )
    return cases.distinct().order_by("pk")


@transaction.atomic
def look_back_on(case: Case, now: datetime) -> Found:
    """Check the interviews and meetings of one case against its adults as they stand now."""
    adults, breaches, set_back = adults_around(case), 0, 0
    for interview in Interview.objects.standing().filter(case=case):
        interview = locked(interview)
        if interview.status == Status.PLANNED:
            set_back += _set_back(interview, adults, now)
        elif interview.status == Status.HELD:
            there = [one for one in forbidden(interview, adults) if one.attendant.was_there and _is_about_them(one)]
            breaches += len(found_there(interview, there, by=None, at=now))
    return Found(breaches + _at_meetings(case, adults, now), set_back)


def _is_about_them(one: Standing) -> bool:
    """Found later is who somebody is; that a check has lapsed since says nothing of the day of the interview."""
    return one.is_adult is not None


def _set_back(interview: Interview, adults: list[Adult], now: datetime) -> bool:
    """A plan that no longer stands is a draft again, and says why."""
    reasons = why_not_as_listed(interview, adults)
    if not reasons:
        return False
    interview.status = Status.DRAFT
    interview.set_back_because = " ".join(reason.message for reason in reasons)[:2_000]
    interview.save(update_fields=["status", "set_back_because"])
    said = "A planned interview no longer stands: what is known of somebody on its list has changed."
    link = interview.get_absolute_url()
    note(
        interview.case, at=now, kind="interview.set_back", sentence=said, link=link, significant=True, by=None
    )  # fmt: skip
    audit.record("interview.set_back", interview, by=None)
    notices.tell_of_set_back(interview, fact=now.isoformat(), now=now)
    return True


def _at_meetings(case: Case, adults: list[Adult], now: datetime) -> int:
    """Those who took part in a meeting, under whichever name, and are purported now. [Rules A1, M5, C3]"""
    there = Attendance.objects.filter(meeting__case=case, presence=Presence.THERE, person=None)
    known = set(Breach.objects.filter(case=case, meeting__isnull=False).values_list("meeting", "adult"))
    found = 0
    for attendance in there.select_related("adult", "meeting"):
        adult = attendance.adult or _certainly([attendance.name], adults)
        if adult is None or not adult.is_purported or (attendance.meeting_id, adult.pk) in known:
            continue
        known.add((attendance.meeting_id, adult.pk))
        breach = Breach(
            case=case,
            meeting=attendance.meeting,
            rules=list(AT_A_MEETING),
            adult=adult,
            who=attendance.name,
            found_later=True,
            at=attendance.meeting.held_at or now,
        )
        write_down(breach, by=None, at=now)
        found += 1
    return found


def _certainly(names: list[str], adults: list[Adult]) -> Adult | None:
    like, adult = most_like(names, set(), adults)
    return adult if like == Likeness.CERTAIN else None
