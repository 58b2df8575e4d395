"""Steps that follow the agencies' agreement, in words; and the pages of their verbs. [Rules M2, M3]"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.models import MultiAgencyMeeting, Onward
from assessments.policies.onward import why_not_end_onward
from assessments.workflow.agreement import Status, StepStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.models.holds import Hold, OnwardStep
from trafficking_cases.children.policies.holds import why_not_go_on
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Link, Row, Section, Tag, Way

CHIPS = {
    StepStatus.PLANNED: Tag("Planned", "slate", "clock"),
    StepStatus.TAKEN: Tag("Taken", "leaf", "check"),
    StepStatus.DROPPED: Tag("Dropped", "line"),
}


def section(case: Case, user: User, now: datetime) -> Section:
    """What is planned for the child, and what waits."""
    steps = Onward.objects.visible_to(user).filter(case=case)
    may = case.verbs_of(user)
    writes = Permission.WRITE_ENQUIRY in may
    is_held = Hold.objects.in_force().filter(case=case).exists()
    verbs = [Link("Plan an onward step", _at(case, "plan_onward"), kind="2")] if writes else []
    if Permission.OVERRIDE_HOLD in may and is_held:
        verbs.append(Link("Let a step go ahead", _at(case, "exempt"), kind="2"))
    return Section(
        "What follows",
        "onward",
        [_row(step, writes=writes) for step in steps],
        "No conference, plan, move, return or closure is planned.",
        verbs=verbs,
    )


def _row(onward: Onward, *, writes: bool) -> Row:
    went_ahead = "Before the agencies agreed: " if onward.went_ahead_because else ""
    can_end = writes and onward.status == StepStatus.PLANNED
    ends = Link(
        "Record what became of it",
        reverse("assessments:end_onward", args=[onward.pk]),
        kind="2",
        hidden=onward.get_step_display(),
    )
    return Row(
        onward.get_step_display(),
        tag=CHIPS[StepStatus(onward.status)],
        aside=spoken_day(onward.planned_for),
        meta=f"{went_ahead}{onward.went_ahead_because or onward.reasons}",
        rules=["M2"] if onward.went_ahead_because else [],
        action=ends if can_end else None,
    )


def place_of(case: Case) -> str:
    """Where the onward steps of a case stand."""
    return f"{reverse('assessments:overview', args=[case.pk])}#onward"


def _at(case: Case, verb: str) -> str:
    return reverse(f"assessments:{verb}", args=[case.pk])


def plan_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """What is planned; while the case is held, why it waits and the two ways on."""
    step = _chosen(form)
    held = Hold.objects.in_force().filter(case=case).first()
    return _page(
        case,
        form,
        user,
        question="Which step follows?",
        button="Plan the step",
        lede=held.sentence if held else "",
        refused="This step cannot be planned yet",
        standing=why_not_go_on(case, step) if step and _all_wait(case) else [],
        why="The agencies may know of a danger that this step would bring. They agree first; protecting the child "
        "at once never waits for them.",
        ways=ways_on(case, step),
        rules=["M2", "M3"],
    )


def _all_wait(case: Case) -> bool:
    """Whether no step at all may be taken; where one may, the page lets the reader choose it."""
    return all(why_not_go_on(case, each) for each in OnwardStep)


def ways_on(case: Case, step: OnwardStep | None) -> list[Way]:
    """On from a hold: to the meeting, or to the service manager where a court or a statute will not wait."""
    agreement = MultiAgencyMeeting.objects.filter(case=case, status__in=[Status.TO_CONVENE, Status.CONVENED]).first()
    ways = []
    if agreement and agreement.status == Status.TO_CONVENE:
        ways.append(Way("Invite to the meeting", _at(case, "convene_agreement"), note="It is not convened yet."))
    elif agreement:
        at = reverse("assessments:ask", args=[agreement.meeting_id])
        ways.append(Way("Invite to the meeting", at))
        ways.append(Way("Go to the meeting", agreement.get_absolute_url()))
    asked = f"?step={step}" if step else ""
    ways.append(
        Way(
            "Ask the service manager to allow it",
            f"{_at(case, 'ask_exemption')}{asked}",
            note="For what a court or a statute requires by a date.",
        )
    )
    return ways


def end_page(onward: Onward, form: VerbForm, user: User) -> dict[str, Any]:
    """What became of a step."""
    waits = why_not_end_onward(onward, status=StepStatus.TAKEN)
    return _page(
        onward.case,
        form,
        user,
        question=f"What became of the step: {within_a_sentence(onward.get_step_display())}?",
        button="Record it",
        refused="This cannot be recorded yet",
        lede=waits[0].message if waits else "",
        ways=ways_on(onward.case, OnwardStep(onward.step)),
        rules=["M2"],
    )


def ask_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """What cannot wait."""
    return _page(
        case,
        form,
        user,
        question="What cannot wait until the agencies agree?",
        button="Ask the service manager",
        lede="The service manager is told at once, and can open the case for 28 days to decide.",
        refused="The service manager cannot be asked for this",
        standing=_nothing_held(case),
        ways=[Way("Plan the step", _at(case, "plan_onward"))],
        rules=["M2"],
    )


def exempt_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """What is asked for, beside the answer."""
    asked = Grant.objects.live(timezone.now()).filter(case=case, relation=Relation.ANSWERING, user=user)
    rows = [
        Row(
            grant.given_by.full_name if grant.given_by else "",
            aside=grant.reason,
            meta=f"Asked {spoken_day(grant.from_at.date())}",
        )
        for grant in asked.select_related("given_by")
    ]
    return _page(
        case,
        form,
        user,
        question="Which step may go ahead before the agencies agree?",
        button="Let it go ahead",
        lede="Only what a court or a statute requires by a date. It stands in the chronology and on the agenda of "
        "the meeting as a step that went ahead before agreement.",
        refused="This step cannot be let through",
        standing=_nothing_held(case),
        ways=[Way("Go to the enquiry", reverse("assessments:overview", args=[case.pk]))],
        rules=["M2"],
        aside={"You were asked": rows} if rows else None,
    )


def _nothing_held(case: Case) -> list[Reason]:
    if Hold.objects.in_force().filter(case=case).exists():
        return []
    return [Reason("M2", "Nothing holds this case back. Take the step as usual.")]


def _chosen(form: VerbForm) -> OnwardStep | None:
    """The step that the page is about, as typed or as the address says."""
    value = form["step"].value()
    return OnwardStep(value) if value in OnwardStep.values else None


def _page(case: Case, form: VerbForm, user: User, **said: Any) -> dict[str, Any]:
    return frame.verb_page(case, form, user, back=place_of(case), back_to="the enquiry", **said)
