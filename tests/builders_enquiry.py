"""Enquiries, assessments and watches at every point of their way, through the real actions."""

from datetime import datetime, timedelta

from django.utils import timezone

from assessments.actions import assessment, enquiry, monitoring, strategy
from assessments.models import Assessment, Interview, Monitoring, Section47Enquiry, StrategyDiscussion
from assessments.policies.strategy import token
from assessments.workflow.assessment import Category, Part, Section
from assessments.workflow.enquiry import Outcome
from assessments.workflow.interviews import Purpose
from assessments.workflow.strategy import Enquiry
from tests.builders import a_case, somebody
from tests.builders_interviews import an_interview, held
from tests.builders_strategy import DECIDED, a_planned_strategy, who_came
from trafficking_cases.children import grants
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.people.models import User


def a_signed_discussion(
    case: Case, *, decides: Enquiry = Enquiry.JOINT, at: datetime | None = None, lead: User | None = None
) -> StrategyDiscussion:
    """A strategy discussion whose record is signed, held by those to whom the case is allocated."""
    at, allocation = at or timezone.now(), Allocation.objects.get(case=case, ended_at=None)
    worker, manager = allocation.worker, allocation.manager
    discussion = a_planned_strategy(case, planned_for=at, chair=manager, by=worker)
    who_came(discussion, by=worker)
    decided = DECIDED | {"enquiry": decides, "lead": lead or worker}
    strategy.hold(discussion, by=worker, held_at=at, at=at, **decided)  # type: ignore[arg-type]
    discussion = StrategyDiscussion.objects.get(pk=discussion.pk)
    strategy.sign(discussion, read=token(discussion), by=manager, at=at)
    return StrategyDiscussion.objects.get(pk=discussion.pk)


def a_held_interview(
    case: Case, *, at: datetime | None = None, purpose: Purpose = Purpose.ENQUIRY, **changed: object
) -> Interview:
    """An interview in which the child was seen alone and spoken with; `changed` is what came of it since."""
    interview = held(an_interview(case, purpose=purpose), held_at=at or timezone.now(), seen=not changed)
    if changed:
        # Recorded as unseen first, so that no clock was met before what came of it since.
        interview.attendants.all().delete()
        rows = Interview.objects.filter(pk=interview.pk)
        rows.update(**({"child_seen": True, "child_spoken_with": True} | changed))
    return Interview.objects.get(pk=interview.pk)


def another_manager(case: Case, username: str = "manager.2") -> User:
    """A second manager who answers for a case, and so can sign what the first one completed."""
    manager = somebody(username)
    grants.give(
        case, to=manager, relation=Relation.ANSWERING, reason="Stands in for the manager", by=somebody("manager")
    )
    return User.objects.get(pk=manager.pk)


def an_enquiry(case: Case | None = None, *, at: datetime | None = None, **decided: object) -> Section47Enquiry:
    """An enquiry that a signed strategy discussion started."""
    case = case or a_case()
    discussion = a_signed_discussion(case, at=at, **decided)
    enquiry.take_in(at or timezone.now())
    return Section47Enquiry.objects.get(strategy=discussion)


def a_written_enquiry(case: Case | None = None, *, seen: bool = True, **started: object) -> Section47Enquiry:
    """An enquiry that can be completed: the child was seen, and everything is written."""
    made, worker = an_enquiry(case, **started), somebody("social.worker")
    if seen:
        a_held_interview(made.case)
    for part, text in {
        "checks": "The Police know the address.",
        "wishes": "“I want to go to school.”",
        "told_family": "Nothing: it is not safe.",
        "analysis": "He works at night and is afraid of the man.",
    }.items():
        enquiry.write(made, part=part, text=text, by=worker)
    return anew(made)


def a_completed_enquiry(
    case: Case | None = None, *, outcome: Outcome = Outcome.CONTINUING_RISK, by: User | None = None, **written: object
) -> Section47Enquiry:
    """An enquiry whose outcome waits for a manager's signature; its meeting waits to be convened."""
    made = a_written_enquiry(case, **written)
    return anew(enquiry.complete(made, outcome=outcome, by=by or somebody("social.worker")))


def a_signed_enquiry(case: Case | None = None, **completed: object) -> Section47Enquiry:
    """An enquiry whose outcome a manager signed."""
    made = a_completed_enquiry(case, **completed)
    return anew(enquiry.sign(made, read=made.version, by=somebody("manager")))


def an_assessment(case: Case | None = None, *, by: User | None = None) -> Assessment:
    """An assessment that was just started."""
    return assessment.start(case or a_case(), by=by or somebody("social.worker"))


def answer_every_need(made: Assessment, *, by: User | None = None, but: Section | None = None) -> None:
    """Answer the nine sections of the needs plan; one of them does not arise."""
    by = by or somebody("social.worker")
    in_a_week = timezone.localdate() + timedelta(days=7)
    for section in Section:
        if section == but:
            continue
        if section == Section.RETURN_RISK:
            assessment.answer_need(made, section=section, arises=False, answer="Nobody plans a return.", by=by)
            continue
        assessment.answer_need(
            made, section=section, answer="He needs it.", action="Ask for it", owner=by, due_on=in_a_week, by=by
        )


def a_written_assessment(
    case: Case | None = None, *, seen: bool = True, category: Category = Category.CHILD_IN_NEED
) -> Assessment:
    """An assessment that can be completed, less the photograph."""
    made, worker = an_assessment(case), somebody("social.worker")
    if seen:
        a_held_interview(made.case, purpose=Purpose.VISIT)
    for part in Part:
        assessment.write(made, part=part, text=f"About {part.label.lower()}.", by=worker)
    answer_every_need(made)
    assessment.categorise(made, category=category, by=worker)
    return anew(made)


NO_PHOTOGRAPH = "He does not want to be photographed."


def a_completed_assessment(case: Case | None = None, *, by: User | None = None, **written: object) -> Assessment:
    """An assessment that waits for a manager's signature."""
    made = a_written_assessment(case, **written)
    return anew(assessment.complete(made, without_photograph=NO_PHOTOGRAPH, by=by or somebody("social.worker")))


def a_signed_assessment(case: Case | None = None, **completed: object) -> Assessment:
    """An assessment that a manager signed."""
    made = a_completed_assessment(case, **completed)
    return anew(assessment.sign(made, read=made.version, by=somebody("manager")))


def a_watch(case: Case | None = None, *, every: int = 10, weeks: int = 12, at: datetime | None = None) -> Monitoring:
    """A child whom the social worker looks at regularly."""
    worker, now = somebody("social.worker"), at or timezone.now()
    return monitoring.watch(
        case or a_case(),
        watched_by=worker,
        every_working_days=every,
        until_on=timezone.localdate(now) + timedelta(weeks=weeks),
        plan="Sees him at school.",
        by=worker,
        at=at,
    )


def anew(record):
    """The same record as the database has it now."""
    return type(record).objects.get(pk=record.pk)
