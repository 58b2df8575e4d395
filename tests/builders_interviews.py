"""Interviews, interpreters and what happened at them, made through the real actions."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from assessments.actions import interviews, lists
from assessments.models import Attendant, Interview
from assessments.workflow.interviews import Purpose, Subject
from tests.builders import somebody
from trafficking_cases.children.models import Case
from trafficking_cases.directory import actions as directory
from trafficking_cases.directory.models import Interpreter, InterpreterKind
from trafficking_cases.people.models import User

NUMBERS = count(4471)


def next_week() -> datetime:
    """A time for an interview that is still to come."""
    return timezone.now() + timedelta(days=5)


def an_interpreter(*, by: User | None = None, **said: object) -> Interpreter:
    """Somebody on the register, in date for a year to come."""
    today = timezone.localdate()
    entry: dict = {
        "kind": InterpreterKind.PERSON,
        "name": "Kim Vuongley",
        "register_number": str(next(NUMBERS)),
        "languages": ["Vietnamese"],
        "approved_from": today - timedelta(days=100),
        "approved_until": today + timedelta(days=400),
        "dbs_checked_on": today - timedelta(days=100),
        "dbs_until": today + timedelta(days=400),
    }
    return directory.add_interpreter(by=by or somebody("administrator"), **(entry | said))


def an_interview(
    case: Case,
    *,
    subject: Subject = Subject.CHILD,
    purpose: Purpose = Purpose.ENQUIRY,
    language: str = "English",
    planned_for: datetime | None = None,
    by: User | None = None,
    **said: object,
) -> Interview:
    """An interview that is being put together."""
    by = by or somebody("social.worker")
    return interviews.start_interview(
        case,
        subject=subject,
        purpose=purpose,
        planned_for=planned_for or next_week(),
        language=language,
        by=by,
        **said,  # type: ignore[arg-type]
    )


def on_the_list(interview: Interview, *, by: User | None = None, **who: object) -> Attendant:
    """Somebody more on the list."""
    return lists.add_person(interview, by=by or somebody("social.worker"), **who)  # type: ignore[arg-type]


def a_planned_interview(case: Case, *, by: User | None = None, **said: object) -> Interview:
    """An interview that the rules let be planned."""
    by = by or somebody("social.worker")
    return interviews.plan(an_interview(case, by=by, **said), by=by)  # type: ignore[arg-type]


def a_held_interview(
    case: Case, *, by: User | None = None, seen: bool = True, held_at: datetime | None = None, **said: object
) -> Interview:
    """An interview that was held and written down."""
    by = by or somebody("social.worker")
    interview = an_interview(case, by=by, **said)  # type: ignore[arg-type]
    return held(interview, by=by, seen=seen, held_at=held_at)


def held(
    interview: Interview, *, by: User | None = None, seen: bool = True, held_at: datetime | None = None, **how: object
) -> Interview:
    """The same interview, written down."""
    return interviews.hold(
        interview,
        held_at=held_at or timezone.now() - timedelta(hours=1),
        own_words="I do not want to go back there.",
        child_seen=seen,
        child_spoken_with=seen,
        by=by or somebody("social.worker"),
        **how,  # type: ignore[arg-type]
    )


def a_day(interview: Interview) -> date:
    """The day of an interview, as the rules count it."""
    return timezone.localdate(interview.planned_for)
