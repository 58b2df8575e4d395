"""Prompts before a child turns 18, six, three and one month ahead. The case never closes by itself. [Rule C1]

They follow the working date of birth: a sweep finds the cases whose prompts were counted from another one, or from
none, and counts again. Run twice, it changes nothing the second time.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.casefile.models import Preparation
from trafficking_cases.casefile.policies import why_not_prepare
from trafficking_cases.children.actions import note
from trafficking_cases.children.ages import MONTHS_AHEAD, prompts_before_18
from trafficking_cases.children.models import Case, StandingOfClaim
from trafficking_cases.children.workflow.claims import Kind
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User

RULE = "NRM-11"
AT_ONCE = 500


@transaction.atomic
def prepare_for_18(case: Case, *, plan: str, by: User, at: datetime | None = None) -> Deadline:
    """Record what is planned for the time from the 18th birthday on; the prompt that is next has been answered.

    [Rule C1; procedure 2]
    """
    require(by, Permission.RECORD_IDENTITY, case)
    now, plan = at or timezone.now(), plain(plan).strip()
    prompts = list(running_prompts(case).select_for_update())
    refuse_if(why_not_prepare(len(prompts), plan))
    met = deadlines.meet_this(prompts[0], at=now, by=by)
    Preparation.objects.create(case=case, plan=plan, at=now, by=by)
    said = "What changes and what goes on from the 18th birthday was planned. The case stays open."
    note(case, at=now, kind="birthday.prepared", sentence=said, significant=True, by=by)
    audit.record("birthday.prepared", met, by=by, months=met.cycle)
    return met


def running_prompts(case: Case) -> QuerySet[Deadline]:
    """The prompts of a case that nobody has answered yet, the next one first."""
    return Deadline.objects.running().filter(rule=RULE, subject=case.pk).order_by("due_at")


def take_in(now: datetime) -> int:
    """Count the prompts of every case whose child's birth has become known or changed. Returns how many cases."""
    behind = list(_behind(now).select_related("child", "authority", "opened_by")[:AT_ONCE])
    for case in behind:
        _count_again(case, now)
    return len(behind)


def _behind(now: datetime) -> QuerySet[Case]:
    """The cases whose prompts do not stand as the working date of birth says."""
    prompts = Deadline.objects.live().filter(rule=RULE, subject=OuterRef("pk"))
    counted = prompts.filter(started_at=OuterRef("child__birth_known_at"))
    planned = prompts.filter(status=Status.MET, cycle=MONTHS_AHEAD[-1])
    running = prompts.filter(status=Status.RUNNING)
    to_count = Q(child__turns_18_on__gt=timezone.localdate(now)) & ~Exists(counted) & ~Exists(planned)
    return Case.objects.filter(to_count | Q(Exists(running), child__turns_18_on=None))


@transaction.atomic
def _count_again(case: Case, now: datetime) -> None:
    case = Case.objects.select_for_update(of=("self",)).select_related("child", "authority").get(pk=case.pk)
    child, by = case.child, _who_said_so(case)
    reason = "The date of birth that is worked with has changed"
    deadlines.take_back(RULE, subject=case, at=now, by=by, reason=reason)
    if child.turns_18_on is None or child.birth_known_at is None:
        return
    for months, day in prompts_before_18(child.turns_18_on, timezone.localdate(now)).items():
        deadlines.start(
            RULE,
            subject=case,
            cycle=months,
            started_at=child.birth_known_at,
            due_on=day,
            by=by,
            concerning=f"Case {case.reference}",
            link=case.get_absolute_url(),
            authority=case.authority,
            case=case,
        )


def _who_said_so(case: Case) -> User:
    """Whoever said last which date of birth is worked with; of what came from before, whoever opened the case."""
    births = StandingOfClaim.objects.filter(claim__child=case.child_id, claim__kind=Kind.BIRTH_DATE)
    last = births.exclude(by=None).select_related("by").order_by("-at").first()
    return last.by if last and last.by else case.opened_by
