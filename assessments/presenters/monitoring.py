"""The watch over a child without apparent concern, in words. [Rules A4, I5; procedure 4.4]"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.models import Monitoring
from assessments.policies import monitoring as policies
from assessments.presenters.enquiry import overview_of
from assessments.workflow.assessment import MonitoringStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import presenters as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, said_when, short_moment, spoken_day
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Entry, Fact, Link, Row, Tag, Way

TAGS = {
    MonitoringStatus.WATCHED: Tag("Watched", "slate", "eye"),
    MonitoringStatus.SETTLED: Tag("Settled", "leaf", "check"),
}
VERBS = {
    "check": (
        "How is the child?",
        "Record the check",
        ("The next check gets its day from this one.",),
        "This check cannot be recorded",
    ),
    "settle": (
        "What shows that the child is settled?",
        "Record that the child is settled",
        ("The watch is over, and no further check is due. Your name stands under it.",),
        "This cannot be recorded",
    ),
}
PLANNED_END_PASSED = (
    "The day until which the watch was planned has passed. It goes on until a manager records that the child is "
    "settled."
)


def watch_address(case: Case) -> str:
    """Where a watch over the child is planned."""
    return reverse("assessments:watch", args=[case.pk])


def row(watch: Monitoring, now: datetime) -> Row:
    """A watch in one line."""
    return Row(
        f"Watch over the child, since {said_when(watch.started_at, now)}",
        href=watch.get_absolute_url(),
        tag=TAGS[MonitoringStatus(watch.status)],
        meta=f"{watch.watched_by.full_name} looks every {_interval(watch)}, until {spoken_day(watch.until_on)}.",
        rules=["A4"],
    )


def _interval(watch: Monitoring) -> str:
    days = watch.every_working_days
    return "working day" if days == 1 else f"{days} working days"


def monitoring_page(watch: Monitoring, user: User, now: datetime) -> dict[str, Any]:
    """One watch: its plan, when the next look is due, and every look so far."""
    head = frame.head_of(watch.case, user, now, here="enquiry")
    checks = watch.checks.select_related("by")
    clocks = Deadline.objects.visible_to(user).running().filter(subject=watch.pk)
    is_over_time = watch.settled_at is None and timezone.localdate(now) > watch.until_on
    return head | {
        "watch": watch,
        "tag": TAGS[MonitoringStatus(watch.status)],
        "note": PLANNED_END_PASSED if is_over_time else "",
        "clocks": [deadlines.row(clock, now) for clock in clocks],
        "verbs": _verbs(watch, head["may"]),
        "facts": _facts(watch),
        "checks": [
            Entry(
                when=short_moment(one.at, now),
                title=f"Check {one.number}",
                source=one.by.full_name,
                more=one.found,
            )
            for one in checks
        ],
    }


def _verbs(watch: Monitoring, may: Any) -> list[Link]:
    if watch.settled_at:
        return []
    verbs = []
    if Permission.WRITE_ENQUIRY in may:
        verbs.append(Link("Record a check", reverse("assessments:check_child", args=[watch.pk])))
    if Permission.SIGN_ENQUIRY in may:
        verbs.append(Link("The child is settled", reverse("assessments:settle", args=[watch.pk]), kind="2"))
    return verbs


def _facts(watch: Monitoring) -> list[Fact]:
    settled = [Fact("Settled because", watch.settled_because)] if watch.settled_at else []
    return [
        Fact("Who watches", watch.watched_by.full_name),
        Fact("How often", f"Every {_interval(watch)}"),
        Fact("Planned until", spoken_day(watch.until_on)),
        Fact("How", watch.plan),
        Fact("Since", long_moment(watch.started_at)),
        *settled,
    ]


def watch_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a watch is planned."""
    existing = Monitoring.objects.going_on().filter(case=case).first()
    ways = [Way("Open the watch over this child", existing.get_absolute_url())] if existing else []
    standing = [Reason("A4", "Somebody watches over this child already. A new plan is made once that watch is over.")]
    return frame.verb_page(
        case,
        form,
        user,
        question="Who watches over the child?",
        button="Set up the watch",
        back=overview_of(case, "assessment"),
        back_to="the enquiry",
        guidance=(
            "Without an apparent concern the agencies still keep watch until the child is settled.",
            "Each check has a day by which it is due, and a manager ends the watch.",
        ),
        rules=("A4", "I5"),
        refused="This watch cannot be set up",
        standing=standing if existing else [],
        ways=ways,
    )


def verb_page(watch: Monitoring, form: VerbForm, user: User, *, verb: str) -> dict[str, Any]:
    """The page of one verb on a watch."""
    question, button, lines, refused = VERBS[verb]
    said = "asked on the page"
    standing = policies.why_not_check(watch, said) if verb == "check" else policies.why_not_settle(watch, said)
    return frame.verb_page(
        watch.case,
        form,
        user,
        question=question,
        button=button,
        back=watch.get_absolute_url(),
        back_to="the watch",
        guidance=lines,
        rules=("A4",),
        refused=refused,
        standing=standing,
        ways=[Way("Go to the watch", watch.get_absolute_url())],
    )
