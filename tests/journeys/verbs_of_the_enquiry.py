"""What is done on one case from its protection to what waits for the agencies."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from assessments.actions import (
    agreement,
    agreement_people,
    attendance,
    enquiry,
    interviews,
    minutes,
    onward,
    protection,
    strategy,
)
from assessments.actions import assessment as assessments
from assessments.models.protection import TakenBy
from assessments.policies.strategy import token
from assessments.workflow.enquiry import Outcome
from assessments.workflow.interviews import Purpose, Subject
from assessments.workflow.strategy import Enquiry
from nrm.actions import duties
from tests.builders import somebody
from tests.builders_agreement import DECIDED as AGREED
from tests.builders_strategy import DECIDED, who_came
from tests.journeys.newest import listed, newest
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import OnwardStep
from trafficking_cases.meetings.models import Attendance, How
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.people.models import User

# The child, at once ---------------------------------------------------------------------------------------------------


def protect(case: Case, by: User, how: str) -> None:
    protection.protect(case, taken_by=TakenBy.POLICE, at=timezone.now(), what="", by=by)


# The strategy discussion ----------------------------------------------------------------------------------------------


def convene_strategy(case: Case, by: User, how: str) -> None:
    when = timezone.now() + timedelta(minutes=case.strategy_discussions.count())
    health = somebody("health")
    strategy.convene(case, planned_for=when, how=How.VIDEO, chair=somebody("manager"), health=health, by=by)


def come_to_strategy(case: Case, by: User, how: str) -> None:
    parts = (Part.SOCIAL_WORKER, Part.POLICE, Part.HEALTH)
    who_came(
        newest(case.strategy_discussions, "meeting__planned_for"), parts=parts[:1] if how == "few" else parts, by=by
    )


def hold_strategy(case: Case, by: User, how: str) -> None:
    decided: Any = DECIDED | {"enquiry": Enquiry.NONE if how == "against" else Enquiry.JOINT}
    lead = None if how == "few" else somebody("social.worker")
    discussion = newest(case.strategy_discussions, "meeting__planned_for")
    strategy.hold(discussion, held_at=timezone.now(), lead=lead, by=by, **decided)


def sign_strategy(case: Case, by: User, how: str) -> None:
    discussion = newest(case.strategy_discussions, "meeting__planned_for")
    strategy.sign(discussion, read="x" if how == "few" else token(discussion), by=by)


def call_off_strategy(case: Case, by: User, how: str) -> None:
    strategy.call_off(newest(case.strategy_discussions, "meeting__planned_for"), because="Nobody can.", by=by)


def sweep(case: Case, by: User, how: str) -> None:
    """What the clock of the service does each minute, whoever is at work."""
    enquiry.take_in(timezone.now())
    duties.take_in(timezone.now())


# Interviews -----------------------------------------------------------------------------------------------------------


def start_interview(case: Case, by: User, how: str) -> None:
    interviews.start_interview(
        case,
        subject=Subject.ADULTS if how == "against" else Subject.CHILD,
        purpose=Purpose.ENQUIRY,
        planned_for=timezone.now() + timedelta(days=1),
        language="Vietnamese" if how == "few" else "English",
        by=by,
    )


def plan_interview(case: Case, by: User, how: str) -> None:
    interviews.plan(newest(case.interviews, "added_at"), by=by)


def hold_interview(case: Case, by: User, how: str) -> None:
    seen = how != "few"
    interview = newest(case.interviews, "added_at")
    interviews.hold(
        interview,
        held_at=timezone.now(),
        own_words="“I want to go to school.”",
        child_seen=seen,
        child_spoken_with=seen,
        by=by,
    )


# The enquiry ----------------------------------------------------------------------------------------------------------


def write_enquiry(case: Case, by: User, how: str) -> None:
    made: Any = newest(case.section_47_enquiries, "started_at")
    for part in ("analysis",) if how == "few" else ("analysis", "wishes"):
        text = f"What is known of this, version {made.version}."
        enquiry.write(made, part=part, text=text, before=getattr(made, part), by=by)  # type: ignore[arg-type]


def say_why_not_seen(case: Case, by: User, how: str) -> None:
    because = "" if how == "few" else "The child is missing."
    enquiry.agree_not_seen(newest(case.section_47_enquiries, "started_at"), because=because, by=by)


def complete_enquiry(case: Case, by: User, how: str) -> None:
    enquiry.complete(newest(case.section_47_enquiries, "started_at"), outcome=Outcome.CONTINUING_RISK, by=by)


def sign_enquiry(case: Case, by: User, how: str) -> None:
    made = newest(case.section_47_enquiries, "started_at")
    enquiry.sign(made, read=0 if how == "few" else made.version, by=by)


def send_enquiry_back(case: Case, by: User, how: str) -> None:
    enquiry.send_back(newest(case.section_47_enquiries, "started_at"), because="The school was not asked.", by=by)


def start_assessment(case: Case, by: User, how: str) -> None:
    assessments.start(case, by=by)


def complete_assessment(case: Case, by: User, how: str) -> None:
    assessments.complete(newest(case.assessments, "started_at"), without_photograph="He would rather not.", by=by)


# The agencies ---------------------------------------------------------------------------------------------------------


def convene_agencies(case: Case, by: User, how: str) -> None:
    agreement.convene(
        case,
        agreement=None if how == "few" else agreement.to_convene_on(case),
        planned_for=timezone.now(),
        how=How.MEETING,
        chair=somebody("manager"),
        without_referrer="The school knows nothing more.",
        by=by,
    )


def come_to_meeting(case: Case, by: User, how: str) -> None:
    for part in (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER) + ((Part.POLICE,) if how != "few" else ()):
        meeting, who = listed(case, part)
        officer = somebody("police") if part == Part.POLICE and who.person_id is None else None
        attendance.mark(who, presence=Presence.THERE, person=officer, by=by)
    for other in Attendance.objects.filter(meeting=meeting.meeting_id, presence=Presence.INVITED):
        attendance.mark(other, presence=Presence.APOLOGIES, by=by)


def decide_at_meeting(case: Case, by: User, how: str) -> None:
    decisions: Any = AGREED | ({"of_the_family": "no", "relative_here": "not_known"} if how == "few" else {})
    meeting = newest(case.multi_agency_meetings, "opened_at")
    agreement.decide(meeting, held_at=timezone.now(), decisions=decisions, by=by)


def say_views(case: Case, by: User, how: str) -> None:
    for part in (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE):
        meeting, who = listed(case, part)
        view = View.DISSENTS if how == "against" and part == Part.POLICE else View.AGREES
        agreement_people.say_view(meeting, who=who, view=view, because="The child is safe there.", by=by)


def conclude_meeting(case: Case, by: User, how: str) -> None:
    weighed = "" if how == "few" else "The plan answers it."
    agreement.conclude(newest(case.multi_agency_meetings, "opened_at"), dissent_weighed=weighed, by=by)


def sign_minutes(case: Case, by: User, how: str) -> None:
    meeting = newest(case.multi_agency_meetings, "opened_at")
    if not meeting.minutes.exists():
        minutes.write_minutes(meeting, text="Those there agreed the plan.", by=somebody("social.worker"))
    minutes.sign_minutes(meeting, read=meeting.minutes.count(), by=by)


# What waits for them --------------------------------------------------------------------------------------------------


def a_step(how: str) -> OnwardStep:
    return {"few": OnwardStep.MOVE, "against": OnwardStep.CLOSURE}.get(how, OnwardStep.CONFERENCE)


def plan_onward(case: Case, by: User, how: str) -> None:
    day = timezone.localdate() + timedelta(days=7)
    onward.plan_onward(case, step=a_step(how), planned_for=day, reasons="The child is not safe there.", by=by)


def ask_exemption(case: Case, by: User, how: str) -> None:
    onward.ask_exemption(case, step=a_step(how), reason="The family court ordered it.", by=by)


def exempt(case: Case, by: User, how: str) -> None:
    day = timezone.localdate() + timedelta(days=7)
    onward.exempt(case, step=a_step(how), required_by="Interim care order", required_on=day, reason="Friday.", by=by)
