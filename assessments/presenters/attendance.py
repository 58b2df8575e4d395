"""Any meeting of an enquiry in words: who was asked and came, what they undertook, and the pages of its verbs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.policies import attendance as policies
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.deadlines import presenters as due
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import said_when, spoken_day
from trafficking_cases.meetings.models import Action, Attendance, Meeting
from trafficking_cases.meetings.workflow import Part, Presence, Status
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Fact, Link, Row, Tag, Way

CHIPS = {
    Presence.INVITED: Tag("Asked", "slate"),
    Presence.THERE: Tag("Took part", "leaf", "check"),
    Presence.APOLOGIES: Tag("Sent apologies", "amber"),
    Presence.NOT_INVITED: Tag("Left out", "line"),
}
DONE = {Status.DONE: Tag("Done", "leaf", "check"), Status.WITHDRAWN: Tag("Withdrawn", "line")}
# What is said with one press, of somebody who was asked by name.
ONE_PRESS = ((Presence.THERE, "Took part"), (Presence.APOLOGIES, "Sent apologies"))
OF_A_MEETING = ("Never a purported parent, sponsor or carer: they are not at meetings about the child.",)


@dataclass(frozen=True)
class Asked:
    """One line of the list of those who were asked."""

    key: str
    name: str
    said: str
    chip: Tag
    because: str
    answers: Sequence[tuple[str, str]]
    links: Sequence[Link]
    # Where agencies agree or dissent: what was said for this one, and why.
    view: Tag | None = None
    view_because: str = ""


def asked_to(meeting: Meeting, *, may_mark: bool) -> list[Asked]:
    """Everybody who was asked, those first whom it cannot do without, with what can be said of them in one press."""
    rows = meeting.attendances.select_related("person", "agency", "adult")
    mark_at = reverse("assessments:mark", args=[meeting.pk])
    in_order = sorted(rows, key=lambda attendance: list(Part).index(Part(attendance.part)))
    return [_asked(attendance, mark_at, may_mark=may_mark) for attendance in in_order]


def _asked(attendance: Attendance, mark_at: str, *, may_mark: bool) -> Asked:
    works = [attendance.person.job_title] if attendance.person else []
    agency = attendance.agency
    works += [agency.name] if agency and agency.name != attendance.name else []
    by_name = attendance.person is not None or attendance.agency is None
    to_say = may_mark and by_name and attendance.presence == Presence.INVITED
    text = "Something else" if to_say else "Change" if attendance.presence != Presence.INVITED else "Record who came"
    # Whoever asks who came for a unit mostly has somebody who did.
    came = "" if by_name or attendance.presence != Presence.INVITED else f"&presence={Presence.THERE}"
    other = Link(text, f"{mark_at}?attendance={attendance.pk}{came}", kind="2", hidden=attendance.name)
    return Asked(
        key=str(attendance.pk),
        name=attendance.name,
        said=". ".join(dict.fromkeys([Part(attendance.part).label, *works])),
        chip=CHIPS[Presence(attendance.presence)],
        because=attendance.because,
        answers=[(answer.value, text) for answer, text in ONE_PRESS] if to_say else [],
        links=[other] if may_mark else [],
    )


def actions_of(meeting: Meeting, user: User, now: datetime, *, may_run: bool) -> list[Row]:
    """What was undertaken: whose it is, by when, and what came of it."""
    actions = list(meeting.actions.select_related("owner__agency", "ended_by"))
    clocks = Deadline.objects.live().filter(rule="ACT-01", subject__in=[action.pk for action in actions])
    by_action = {clock.subject: clock for clock in clocks}
    return [_action_row(action, by_action.get(action.pk), user, now, may_run=may_run) for action in actions]


def _action_row(action: Action, clock: Deadline | None, user: User, now: datetime, *, may_run: bool) -> Row:
    mine = action.owner_id == user.pk
    whose = "You" if mine else f"{action.owner.full_name}, {action.owner.agency.name}"
    meta = f"{whose}. By {spoken_day(action.due_on)}."
    if action.ended_at and action.ended_by:
        meta = f"{meta} {action.outcome} ({action.ended_by.full_name}, {said_when(action.ended_at, now)})"
    is_open = action.status == Status.OPEN
    verb, text = ("finish", "Record what came of it") if mine or not may_run else ("withdraw", "Withdraw")
    return Row(
        action.what,
        clock=due.clock(clock, now) if clock and is_open else None,
        tag=DONE.get(Status(action.status)),
        meta=meta,
        action=Link(text, reverse(f"assessments:{verb}", args=[action.pk]), kind="2", hidden=action.what)
        if is_open and (mine or may_run)
        else None,
    )


def _page(meeting: Meeting, form: VerbForm, user: User, standing: Sequence[Reason], **said: Any) -> dict[str, Any]:
    process = policies.process_of(meeting)
    back = process.get_absolute_url()
    ways = [Way(f"Open the {_called(meeting)}", back)]
    return frame.verb_page(
        meeting.case,
        form,
        user,
        back=back,
        back_to=f"the {_called(meeting)}",
        standing=standing,
        ways=[*said.pop("ways", []), *ways],
        **said,
    )


def _called(meeting: Meeting) -> str:
    return "strategy discussion" if hasattr(meeting, "strategy_discussion") else "multi-agency meeting"


def _rule_of(meeting: Meeting) -> str:
    """Which rule says who has to be there."""
    return "S1" if hasattr(meeting, "strategy_discussion") else "M1"


def ask_page(meeting: Meeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Whom to ask, and why an adult around the child cannot be."""
    people = Way("Look at the people around the child", reverse("casefile:people", args=[meeting.case_id]))
    barred = any(reason.rule == "M5" for reason in form.refusal)
    return _page(
        meeting,
        form,
        user,
        policies.why_not_change(meeting),
        question="Whom do you ask?",
        button="Ask them",
        refused="They cannot be asked",
        guidance=OF_A_MEETING,
        rules=("M5",),
        why="Whoever presents a child as theirs may be part of what happened to them, or be afraid of those who are."
        if barred
        else "",
        ways=[people] if barred and meeting.case.allows(user, Permission.RECORD_ADULT) else [],
        happened=_happened(meeting, form, user),
    )


def _happened(meeting: Meeting, form: VerbForm, user: User) -> Link | None:
    """The rules bind plans, not the truth: where somebody was there who may not be, it is written down. [Rule M5]"""
    barred = any(reason.rule == "M5" for reason in form.refusal)
    if not barred or not meeting.case.allows(user, Permission.PLAN_INTERVIEW):
        return None
    said = "If they were at the meeting, write it down as it was. Whoever supervises the case is told."
    at = reverse("assessments:record_meeting_breach", args=[meeting.pk])
    adult = form["adult"].value() if "adult" in form.fields else None
    return Link(said, f"{at}?adult={adult}" if adult else at)


def mark_page(meeting: Meeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Who came: for a unit, which of its people."""
    return _page(
        meeting,
        form,
        user,
        policies.why_not_change(meeting),
        question="Who came?",
        button="Record it",
        guidance=("Whoever took part and has an account is sent the signed record.",),
        rules=(_rule_of(meeting),),
        happened=_happened(meeting, form, user),
    )


def undertake_page(meeting: Meeting, form: VerbForm, user: User) -> dict[str, Any]:
    """One action, one owner, one day."""
    return _page(
        meeting,
        form,
        user,
        policies.why_not_undertake(meeting),
        question="What is to be done, by whom, by when?",
        button="Record the action",
        guidance=("One owner, so that nobody waits for somebody else. It comes to them with its own time limit.",),
        rules=(_rule_of(meeting),),
    )


def finish_page(action: Action, form: VerbForm, user: User) -> dict[str, Any]:
    """What was undertaken, and what came of it."""
    return _ending(action, form, user, question="Is this done?", button="Record that it is done")


def withdraw_page(action: Action, form: VerbForm, user: User) -> dict[str, Any]:
    """What was undertaken, and why it no longer has to be done."""
    return _ending(action, form, user, question="Does this no longer have to be done?", button="Withdraw the action")


def _ending(action: Action, form: VerbForm, user: User, *, question: str, button: str) -> dict[str, Any]:
    reads_meeting = Meeting.objects.visible_to(user).filter(pk=action.meeting_id).exists()
    process = policies.process_of(action.meeting)
    return frame.verb_page(
        action.meeting.case,
        form,
        user,
        question=question,
        button=button,
        back=process.get_absolute_url() if reads_meeting else reverse("casefile:my_work"),
        back_to=f"the {_called(action.meeting)}" if reads_meeting else "my work",
        standing=_over(action),
        ways=[Way("Go to my work", reverse("casefile:my_work"))],
        refused="This action is over",
    ) | {"facts": _facts(action), "is_over": action.status != Status.OPEN}


def _over(action: Action) -> list[Reason]:
    if action.status == Status.OPEN:
        return []
    return [Reason("S1", f"It is {Status(action.status).label.lower()} already. What came of it stands below.")]


def _facts(action: Action) -> list[Fact]:
    facts = [
        Fact("What", action.what),
        Fact("Who", f"{action.owner.full_name}, {action.owner.job_title}"),
        Fact("By", spoken_day(action.due_on)),
    ]
    return [*facts, Fact("What came of it", action.outcome)] if action.outcome else facts


def named(people: Iterable[Attendance]) -> str:
    """People in a row, as a sentence lists them."""
    return ", ".join(attendance.name for attendance in people)
