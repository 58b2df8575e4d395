"""Why not yet: when the list of those who are asked, and what they undertook, can still be changed."""

from assessments.models import MultiAgencyMeeting, StrategyDiscussion
from assessments.policies import agreement, strategy
from assessments.workflow.agreement import Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.lib.errors import Reason
from trafficking_cases.meetings.models import Action, Meeting
from trafficking_cases.meetings.workflow import Part
from trafficking_cases.people.models import Agency, User

Process = StrategyDiscussion | MultiAgencyMeeting


def process_of(meeting: Meeting) -> Process:
    """What a meeting is part of: a strategy discussion, or the multi-agency meeting after an enquiry."""
    found = getattr(meeting, "strategy_discussion", None) or getattr(meeting, "multi_agency_meeting", None)
    if found is None:
        raise LookupError("a meeting always belongs to a process")
    return found


def run_with(meeting: Meeting) -> Permission:
    """What somebody needs to be allowed who runs a meeting: asks people, records who came and what they undertook."""
    return Permission.HOLD_STRATEGY if hasattr(meeting, "strategy_discussion") else Permission.WRITE_ENQUIRY


def why_not_change(meeting: Meeting) -> list[Reason]:
    """Reasons that nobody can be asked or marked any more. [Rules S1, M1; procedure 4.5, 4.6]"""
    process = process_of(meeting)
    if isinstance(process, StrategyDiscussion):
        return strategy.why_not_change_list(process)
    return agreement.why_not_run(process)


def why_not_come_as(meeting: Meeting, part: str, *, person: User | None, agency: Agency | None = None) -> list[Reason]:
    """Reasons that somebody cannot come as what they are asked as. [Rule M1; procedure 4.6]"""
    process = process_of(meeting)
    if isinstance(process, MultiAgencyMeeting):
        return agreement.why_not_come_as(Part(part), person=person, agency=agency)
    return []


def why_nameless(name: str, part: str) -> list[Reason]:
    """Reasons that nobody knows who is asked. [Rule M1; procedure 4.6]"""
    # An adult around the child is chosen, and the rule about them says so.
    return [] if name or part == Part.ADULT else [Reason("M1", "Choose somebody, or write who they are.")]


def why_not_undertake(meeting: Meeting) -> list[Reason]:
    """Reasons that no action can be added any more. [Rules S1, M1; procedure 4.5, 4.6]"""
    process = process_of(meeting)
    if isinstance(process, MultiAgencyMeeting) and process.status == Status.CONCLUDED:
        return []
    return why_not_change(meeting)


def why_not_own(owner: User) -> list[Reason]:
    """Reasons that an action cannot be given to somebody. [Rule S1; procedure 4.5]"""
    if owner.holds(Permission.TAKE_PART):
        return []
    return [Reason("S1", "Give it to somebody whose account lets them record what came of it.")]


def why_not_end_for(action: Action, by: User, *, runs_it: bool) -> list[Reason]:
    """Reasons that somebody cannot record what came of another's action. [Rule S1; procedure 4.5]"""
    if runs_it or action.owner_id == by.pk:
        return []
    return [Reason("S1", f"This is for {action.owner.full_name} to finish. Whoever runs the meeting may withdraw it.")]
