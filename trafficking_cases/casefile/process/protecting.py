"""The strands of protection and assessment, step by step. [Rule K4]"""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from assessments.workflow import agreement, assessment, enquiry, interviews, strategy
from referrals.workflow import Status as ReferralStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.process.reading import Facts, read
from trafficking_cases.casefile.process.steps import Phase, State, Step, Strand
from trafficking_cases.children.models.holds import OnwardStep
from trafficking_cases.children.papers import missing
from trafficking_cases.lib.text import sentence_begins

PROTECTION, ASSESSMENT = Strand.PROTECTION, Strand.ASSESSMENT
NOTHING_NOW = "Nothing now"


def protection(facts: Facts) -> Iterator[Step]:
    """From the concern to the day the child is settled."""
    yield from _concern(facts)
    if Permission.READ_ENQUIRY not in facts.may:
        return
    yield _strategy(facts)
    yield _enquiry(facts)
    yield _agreement(facts)
    yield _onward(facts, OnwardStep.CONFERENCE, Phase.CONFERENCE, "Protection conference", "ICP-01")
    yield _onward(facts, OnwardStep.PLAN, Phase.PLAN, "Plan agreed and kept")
    yield _onward(facts, OnwardStep.CLOSURE, Phase.SETTLED, "Settled, case closed")


def _concern(facts: Facts) -> Iterator[Step]:
    referral = facts.referral
    if referral is None:
        return
    who = referral.agency.get_kind_display()
    yield Step(PROTECTION, Phase.CONCERN, "Concern received", State.DONE, facts.on(referral.received_at), who)
    state = read(ReferralStatus(referral.status))
    when = facts.on(referral.decided_at) or facts.when_due("REF-03", "REF-08")
    yield Step(PROTECTION, Phase.DECISION, "Referral decided", state, when, facts.manager)


def _strategy(facts: Facts) -> Step:
    name, at = "Strategy discussion", Phase.STRATEGY
    held = [one for one in facts.discussions if one.status != strategy.Status.CALLED_OFF]
    if not held:
        due = facts.when_due("STR-01", "IMM-06")
        return Step(
            PROTECTION,
            at,
            name,
            State.DUE if due else State.LATER,
            due or "once it is needed",
            facts.manager,
            "Convene it with the Police and health" if due else "",
            "S1",
            href=reverse("assessments:overview", args=[facts.case.pk]),
        )
    latest = max(held, key=lambda one: one.meeting.planned_for)
    to_do = {
        strategy.Status.PLANNED: "Record who came and what was decided",
        strategy.Status.HELD: "The chair signs the record",
    }
    when = facts.on(latest.signed_at or latest.decided_at or latest.meeting.planned_for)
    status = strategy.Status(latest.status)
    return Step(
        PROTECTION,
        at,
        name,
        read(status),
        when,
        facts.manager,
        to_do.get(status, ""),
        "S1",
        href=latest.get_absolute_url(),
    )


def _enquiry(facts: Facts) -> Step:
    name, at = "Section 47 enquiry", Phase.ENQUIRY
    if not facts.enquiries:
        decided = [one for one in facts.discussions if one.status == strategy.Status.RECORDED]
        if decided and all(one.enquiry == strategy.Enquiry.NONE for one in decided):
            return Step(PROTECTION, at, name, State.NOT_NEEDED, "decided without", facts.worker)
        return Step(PROTECTION, at, name, State.LATER, "after the discussion", facts.worker)
    latest = max(facts.enquiries, key=lambda one: one.started_at)
    status = enquiry.Status(latest.status)
    to_do = {
        enquiry.Status.UNDER_WAY: "See the child, weigh what was found, complete it",
        enquiry.Status.COMPLETED: "A manager signs the outcome",
    }
    when = facts.on(latest.signed_at) or facts.when_due("S47-01", "S47-02") or facts.on(latest.completed_at)
    who = facts.manager if status == enquiry.Status.COMPLETED else facts.worker
    return Step(
        PROTECTION, at, name, read(status), when, who, to_do.get(status, ""), "S4", href=latest.get_absolute_url()
    )


def _agreement(facts: Facts) -> Step:
    name, at = "Multi-agency meeting", Phase.AGREEMENT
    if not facts.agreements:
        return Step(PROTECTION, at, name, State.LATER, "after the enquiry", facts.worker)
    latest = max(facts.agreements, key=lambda one: one.opened_at)
    status = agreement.Status(latest.status)
    to_do = {
        agreement.Status.TO_CONVENE: "Invite the agencies: Police and manager must be there",
        agreement.Status.CONVENED: "Record what each agency says, and conclude",
        agreement.Status.CONCLUDED: "The chair signs the minutes",
    }
    when = facts.on(latest.concluded_at) or facts.when_due("S47-03")
    return Step(
        PROTECTION,
        at,
        name,
        read(status),
        when,
        facts.worker,
        to_do.get(status, ""),
        "M1",
        href=latest.get_absolute_url(),
    )


def _onward(facts: Facts, step: OnwardStep, phase: Phase, name: str, *clocks: str) -> Step:
    """A step that waits for the agencies: blocked while a hold stands that nobody entitled has lifted for it."""
    taken = [one for one in facts.onward if one.step == step]
    done = next((one for one in taken if one.status == agreement.StepStatus.TAKEN), None)
    planned = next((one for one in taken if one.status == agreement.StepStatus.PLANNED), None)
    if done:
        return Step(PROTECTION, phase, name, State.DONE, facts.on(done.ended_at), facts.manager)
    if planned:
        return Step(PROTECTION, phase, name, State.DUE, f"{planned.planned_for:%d %b}".lstrip("0"), facts.manager)
    if facts.holds:
        hold = facts.holds[0]
        return Step(
            PROTECTION,
            phase,
            name,
            State.BLOCKED,
            f"blocked: {hold.rule}",
            facts.manager,
            "Hold the multi-agency meeting first",
            hold.rule,
            f"{hold.sentence} Urgent protection is never blocked.",
            reverse("assessments:overview", args=[facts.case.pk]),
            "Go to the meeting",
        )
    if step == OnwardStep.CONFERENCE and _no_conference(facts):
        return Step(PROTECTION, phase, name, State.NOT_NEEDED, "decided without", facts.manager)
    due = facts.when_due(*clocks)
    return Step(PROTECTION, phase, name, State.DUE if due else State.LATER, due, facts.manager)


def _no_conference(facts: Facts) -> bool:
    return any(one.conference == agreement.Conference.NOT_NEEDED and one.concluded_at for one in facts.agreements)


def assessing(facts: Facts) -> Iterator[Step]:
    """Seeing the child, the papers, the assessment and the watch that is kept."""
    if Permission.READ_ENQUIRY not in facts.may:
        return
    yield _seen(facts)
    if Permission.READ_PAPERS in facts.may:
        yield _papers(facts)
    yield _assessment(facts)


def _seen(facts: Facts) -> Step:
    seen = [one for one in facts.interviews if one.status == interviews.Status.HELD and one.child_seen]
    name, phase = "Child seen alone", Phase.STRATEGY
    if seen:
        first = min(seen, key=_when_held)
        return Step(ASSESSMENT, phase, name, State.DONE, facts.on(first.held_at), facts.worker, rule="A1")
    planned = [one for one in facts.interviews if one.status in (interviews.Status.DRAFT, interviews.Status.PLANNED)]
    at = reverse("assessments:overview", args=[facts.case.pk])
    if planned:
        return Step(
            ASSESSMENT,
            phase,
            name,
            State.NOW,
            facts.on(planned[0].planned_for),
            facts.worker,
            "Go through who will be there, and hold it",
            "A1",
            href=planned[0].get_absolute_url(),
        )
    due = facts.when_due("STR-05", "ASM-03")
    to_do = "Plan to see the child, with an interpreter where needed" if due else ""
    return Step(ASSESSMENT, phase, name, State.DUE if due else State.LATER, due, facts.worker, to_do, "A1", href=at)


def _when_held(interview: object) -> datetime:
    held: datetime = interview.held_at  # type: ignore[attr-defined]
    return held


def _papers(facts: Facts) -> Step:
    lacks = missing(facts.case)
    state = State.DUE if lacks else State.DONE
    to_do = _in_short([one.sentence for one in lacks])
    at = reverse("casefile:papers", args=[facts.case.pk])
    return Step(ASSESSMENT, Phase.ENQUIRY, "Papers and photograph", state, "", facts.worker, to_do, "A3", href=at)


def _in_short(sentences: list[str]) -> str:
    """The first that is missing, and how many more: the page of the papers names them all."""
    if len(sentences) < 2:
        return sentence_begins("".join(sentences)).rstrip(".")
    return f"{sentence_begins(sentences[0])} {len(sentences) - 1} more on the page of the papers"


def _assessment(facts: Facts) -> Step:
    name, phase = "Assessment completed", Phase.CONFERENCE
    if not facts.assessments:
        due = facts.when_due("ASM-01")
        return Step(
            ASSESSMENT,
            phase,
            name,
            State.DUE if due else State.LATER,
            due,
            facts.worker,
            "Start it" if due else "",
            "A1",
        )
    latest = max(facts.assessments, key=lambda one: one.started_at)
    status = assessment.Status(latest.status)
    to_do = {
        assessment.Status.WRITING: "Complete every section and the needs plan",
        assessment.Status.COMPLETED: "A manager signs it",
    }
    when = facts.on(latest.signed_at) or facts.when_due("ASM-01")
    who = facts.manager if status == assessment.Status.COMPLETED else facts.worker
    return Step(
        ASSESSMENT, phase, name, read(status), when, who, to_do.get(status, ""), "A1", href=latest.get_absolute_url()
    )
