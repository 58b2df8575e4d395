"""Interviews and visits, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.actions.lists import adults_around
from assessments.models import Breach, Interview
from assessments.policies.interviews import why_not_as_listed
from assessments.policies.room import Standing, standings
from assessments.presenters.breaches import breach_row, breaches_of
from assessments.presenters.refused_room import refusal_of, waits_for
from assessments.presenters.room import checks_of, in_order, person_shown, without_interpreter
from assessments.workflow.interviews import Purpose, Since, Status, Subject
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, said_when, short_moment
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Fact, Link, Row, Section, Tag

CHIPS = {
    Status.DRAFT: Tag("Being put together", "slate"),
    Status.PLANNED: Tag("Planned", "leaf", "check"),
    Status.HELD: Tag("Held", "leaf", "check"),
    Status.CALLED_OFF: Tag("Called off", "slate"),
}
CONTAMINATED = Tag("Possibly contaminated", "brick", "alert")
TITLES = {Subject.CHILD: "Interview with the child", Subject.ADULTS: "Interview with adults"}
NOT_FOR_YOU = "What was said is read by those who work with the child on this case."


def section(case: Case, user: User, now: datetime) -> Section:
    """The interviews of a case, what happened that should not have, and what can be done next."""
    may = case.verbs_of(user)
    if Permission.READ_INTERVIEW not in may:
        return Section("Interviews and visits", "interviews", [], NOT_FOR_YOU)
    rows = [*rows_of(case, user, now), *(breach_row(breach, now) for breach in breaches_of(case, user))]
    verbs = []
    if Permission.PLAN_INTERVIEW in may:
        verbs = [
            Link(
                "Plan an interview",
                reverse("assessments:start_interview", args=[case.pk]),
                kind="2" if rows else "",
                icon="plus",
            ),
            Link("Record a breach", reverse("assessments:record_case_breach", args=[case.pk]), kind="2"),
        ]
    return Section("Interviews and visits", "interviews", rows, "Nobody has been interviewed yet.", verbs)


def rows_of(case: Case, user: User, now: datetime) -> list[Row]:
    """Each interview on a line of its own, the latest first."""
    interviews = Interview.objects.visible_to(user).filter(case=case).select_related("lead")
    return [
        Row(
            TITLES[Subject(interview.subject)],
            href=interview.get_absolute_url(),
            tag=CONTAMINATED if interview.contaminated_at else CHIPS[Status(interview.status)],
            meta=f"{_when(interview, now)}. {Purpose(interview.purpose).label}. Leads: {interview.lead.full_name}.",
        )
        for interview in interviews
    ]


def _when(interview: Interview, now: datetime) -> str:
    if interview.held_at:
        return f"Held {said_when(interview.held_at, now)}"
    label = Status(interview.status).label
    return f"{label}, for {said_when(interview.planned_for, now)}"


def interviews_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """All interviews of a case, and everything that happened on it that the rules forbid."""
    head = frame.head_of(case, user, now, here="enquiry")
    shown = section(case, user, now)
    interviews = rows_of(case, user, now)
    return head | {
        "section": Section(shown.title, shown.anchor, interviews, shown.empty, shown.verbs, count=len(interviews)),
        "breaches": breaches_shown(list(breaches_of(case, user)), now),
    }


def breaches_shown(breaches: Sequence[Breach], now: datetime) -> list[dict[str, Any]]:
    """Each breach whole, with the rules, who, and what was done since."""
    return [
        {"row": breach_row(breach, now), "anchor": f"breach-{breach.pk}", "facts": _told(breach)} for breach in breaches
    ]


def _told(breach: Breach) -> list[Fact]:
    by = breach.recorded_by.full_name if breach.recorded_by else "Found by the look-back"
    since = [Since(value).label for value in breach.since]
    return [
        Fact("Who", breach.who or (breach.adult.name if breach.adult else ""), "not_recorded"),
        Fact("For how long", breach.get_when_there_display(), "not_recorded"),
        Fact("What happened", breach.happened, "not_recorded"),
        Fact("Done since", ". ".join([*since, *filter(None, [breach.since_more])]), "not_recorded"),
        Fact("Recorded", f"{long_moment(breach.recorded_at)}", aside=by),
    ]


def interview_page(
    interview: Interview, user: User, now: datetime, *, refusal: Sequence[Reason] = ()
) -> dict[str, Any]:
    """One interview: when and where, who is there, what the rules say of it, and what was said."""
    case = interview.case
    head = frame.head_of(case, user, now, here="enquiry")
    adults = adults_around(case)
    checked = standings(interview, adults)
    may_plan = Permission.PLAN_INTERVIEW in head["may"]
    is_draft = interview.status == Status.DRAFT
    reasons = list(dict.fromkeys([*refusal, *(why_not_as_listed(interview, adults) if is_draft else [])]))
    return head | {
        "interview": interview,
        "title": _title(interview),
        "tag": CHIPS[Status(interview.status)],
        "contaminated": _contaminated(interview, now),
        "facts": _facts(interview, head["name"]),
        "list": [person_shown(interview, one, head["name"]) for one in in_order(interview, checked)],
        "checks": checks_of(interview, checked, adults) if is_draft else [],
        "is_draft": is_draft,
        "may_change": may_plan and is_draft,
        "asks_for_interpreter": is_draft and without_interpreter(interview, checked),
        "waits_for": waits_for(checked, reasons),
        "verbs": _verbs(interview) if may_plan else [],
        "said": _said(interview) if interview.status == Status.HELD else [],
        "breaches": breaches_shown(list(breaches_of(case, user, interview)), now),
        **_refused(interview, checked, reasons, adults, may_plan, head["allocation"], shown=bool(refusal)),
        **_addresses(interview),
    }


def _refused(
    interview: Interview,
    checked: Sequence[Standing],
    reasons: Sequence[Reason],
    adults: Sequence[Adult],
    may_plan: bool,
    allocation: Any,
    *,
    shown: bool,
) -> dict[str, Any]:
    """The refusal, where somebody on the list may not be there, or where planning was tried."""
    barred = [one for one in checked if not one.may_be_there]
    if not may_plan or not reasons or not (barred and interview.status == Status.DRAFT or shown):
        return {"refusal": [], "refused": "", "why": "", "ways": [], "happened": None}
    return refusal_of(interview, barred, reasons, adults, manager=allocation.manager.full_name if allocation else "")


def _addresses(interview: Interview) -> dict[str, str]:
    return {
        "add_at": reverse("assessments:add_person", args=[interview.pk]),
        "take_off_at": reverse("assessments:take_off", args=[interview.pk]),
        "plan_at": reverse("assessments:plan_interview", args=[interview.pk]),
        "all_at": reverse("assessments:interviews", args=[interview.case_id]),
        "change_at": reverse("assessments:change_plan", args=[interview.pk]),
    }


def _title(interview: Interview) -> str:
    whom = "the child" if interview.subject == Subject.CHILD else "adults"
    return f"Plan an interview with {whom}" if interview.status == Status.DRAFT else f"Interview with {whom}"


def _contaminated(interview: Interview, now: datetime) -> str:
    return f"Marked {short_moment(interview.contaminated_at, now)}." if interview.contaminated_at else ""


def _facts(interview: Interview, name: str) -> list[Fact]:
    alone = "" if interview.status == Status.HELD else ", alone"
    whom = f"{name}, the child{alone}" if interview.subject == Subject.CHILD else Subject.ADULTS.label
    facts = [
        Fact("Who is interviewed", whom),
        Fact("What for", Purpose(interview.purpose).label),
        Fact("When", long_moment(interview.held_at or interview.planned_for)),
        Fact("Kind of place", interview.kind_of_place, "not_recorded"),
        Fact("How", interview.how, "not_recorded"),
        Fact("Language", interview.language),
        Fact("Leads", interview.lead.full_name),
    ]
    if interview.called_off_because:
        facts.append(Fact("Called off because", interview.called_off_because))
    return facts


def _said(interview: Interview) -> list[Fact]:
    """What was written down; the child's own words first."""
    facts = [Fact("In their own words", interview.own_words, "not_recorded")]
    if interview.subject == Subject.CHILD:
        facts += [
            Fact("Wishes and feelings", interview.wishes, "not_recorded"),
            Fact("Seen", "Yes" if interview.child_seen else "No"),
            Fact("Spoken with alone", "Yes" if interview.child_spoken_with else "No"),
        ]
    by = interview.held_by.full_name if interview.held_by else ""
    return [*facts, Fact("Account", interview.account, "not_recorded"), Fact("Written down by", by)]


def _verbs(interview: Interview) -> list[Link]:
    """What can be done next with this interview."""

    def at(name: str) -> str:
        return reverse(f"assessments:{name}", args=[interview.pk])

    known = next((str(breach.adult_id) for breach in interview.breaches.all() if breach.adult_id), "")
    about = f"?adult={known}" if known else ""
    happened = Link("Record a breach", f"{at('record_breach')}{about}", kind="2")
    call_off = Link("Call it off", at("call_off_interview"), kind="2")
    hold = Link("Write down the interview", at("hold_interview"), kind="2")
    if interview.status == Status.DRAFT:
        return [hold, call_off]
    if interview.status == Status.PLANNED:
        return [Link(hold.text, hold.href), happened, call_off]
    return [happened] if interview.status == Status.HELD else []
