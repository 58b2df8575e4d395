"""Recording that something happened which the rules forbid: it accuses nobody, and nobody can refuse it. [Rule S2]"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments import interview_notices as notices
from assessments.breach_wording import breach_said
from assessments.models import Breach, Interview
from assessments.policies.breaches import rules_breached, why_not_record_breach
from assessments.policies.room import Standing
from assessments.workflow.interviews import Part, Since, WhenThere
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.people.models import User


@transaction.atomic
def record_breach(
    about: Interview | Meeting | Case,
    *,
    adult: Adult | None = None,
    interpreter: Interpreter | None = None,
    who: str = "",
    part: Part | str = "",
    when_there: WhenThere | str = "",
    happened: str = "",
    since: Iterable[Since | str] = (),
    since_more: str = "",
    happened_at: datetime | None = None,
    by: User,
    at: datetime | None = None,
) -> Breach:
    """Write down what happened at an interview, a meeting, or anywhere else on a case. [Rules S2, S3, A1, M5]"""
    require(by, Permission.PLAN_INTERVIEW, about)
    who, now = plain(who).strip(), at or timezone.now()
    refuse_if(why_not_record_breach(who=who, adult=adult, interpreter=interpreter))
    interview = about if isinstance(about, Interview) else None
    breach = Breach(
        case=about if isinstance(about, Case) else about.case,
        interview=interview,
        meeting=about if isinstance(about, Meeting) else None,
        rules=rules_breached(about, part=part, adult=adult, interpreter=interpreter),
        adult=adult,
        interpreter=interpreter,
        who=who,
        when_there=when_there,
        happened=plain(happened).strip(),
        since=[Since(one) for one in since],
        since_more=plain(since_more).strip(),
        at=happened_at or (None if isinstance(about, Case) else about.held_at) or now,
    )
    return write_down(breach, by=by, at=now)


def found_there(interview: Interview, standings: Sequence[Standing], *, by: User | None, at: datetime) -> list[Breach]:
    """Record, of everybody who was there and may not be, that they were; those recorded before stand."""
    known = {(breach.adult_id, breach.interpreter_id) for breach in interview.breaches.all()}
    found = []
    for one in standings:
        interpreter = one.attendant.interpreter
        who = (one.is_adult.pk if one.is_adult else None, interpreter.pk if interpreter else None)
        if who in known:
            continue
        known.add(who)
        breach = Breach(
            case=interview.case,
            interview=interview,
            rules=list(dict.fromkeys(reason.rule for reason in one.reasons)),
            adult=one.is_adult,
            interpreter=interpreter,
            who=one.attendant.name,
            found_later=by is None,
            at=interview.held_at or at,
        )
        found.append(write_down(breach, by=by, at=at))
    return found


def write_down(breach: Breach, *, by: User | None, at: datetime) -> Breach:
    """Keep a breach: the account is marked, the chronology says so without a name, and whoever supervises is told."""
    breach.recorded_at, breach.recorded_by = at, by
    breach.save(force_insert=True)
    if breach.interview_id:
        Interview.objects.filter(pk=breach.interview_id, contaminated_at=None).update(contaminated_at=at)
    link = breach.get_absolute_url()
    note(breach.case, at=breach.at, kind="breach", sentence=breach_said(breach), link=link, significant=True, by=by)
    audit.record("breach.recorded", breach, by=by, rules="-".join(breach.rules), found_later=breach.found_later)
    notices.tell_of_breach(breach, now=at)
    return breach
