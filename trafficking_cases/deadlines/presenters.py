"""Deadlines in words: the chip that says how long, and the steps that say why."""

from datetime import datetime, timedelta

from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.deadlines.workflow import Status
from trafficking_cases.lib.moments import long_moment
from trafficking_cases.lib.working_days import day_in_london, in_london
from trafficking_cases.web.shapes import Clock, Link, Row

SOON = timedelta(days=7)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
# Past midnight, and still tonight: what is due this soon is today's work.
NEXT_HOURS = timedelta(hours=6)
HOURS_SAID_UP_TO = timedelta(hours=72)


def row(deadline: Deadline, now: datetime, *, why_open: bool = False, action: Link | None = None) -> Row:
    """A deadline as lists of work show it: clock, what, about what, why this date."""
    return Row(
        title=deadline.promise,
        href=deadline.link,
        clock=clock(deadline, now),
        meta=f"{deadline.concerning}. {due_words(deadline)}",
        rules=(deadline.rulebook,),
        why=deadline.explanation,
        why_open=why_open,
        action=action,
    )


def due_words(deadline: Deadline) -> str:
    """When it is due, and what was said of its being late, where somebody said it."""
    due = f"Due {long_moment(deadline.due_at)}."
    return f"{due} Why it is late: {deadline.late_reason}" if deadline.late_reason else due


def clock(deadline: Deadline, now: datetime) -> Clock:
    """State and words of the clock: over, today, soon, later; met or stopped once it is over."""
    if deadline.status == Status.MET:
        return Clock("met", met_words(deadline))
    if deadline.status in (Status.STOPPED, Status.REPLACED):
        return Clock("later", deadline.get_status_display())
    left = deadline.due_at - now
    there = in_london(deadline.due_at)
    if left < timedelta():
        return Clock("over", f"{duration(-left)} late")
    if day_in_london(deadline.due_at) == day_in_london(now):
        return Clock("today", f"{there:%H:%M} · {time_left(left)}")
    if left < DAY:
        return Clock("today" if left < NEXT_HOURS else "soon", f"{there:%a %H:%M} · {time_left(left)}")
    if left < SOON:
        return Clock("soon", f"{there:%a} {there.day}, {there:%H:%M}")
    year = "" if there.year == in_london(now).year else f" {there.year}"
    return Clock("later", f"{there:%a} {there.day} {there:%b}{year}")


def met_words(deadline: Deadline) -> str:
    """How a promise was kept: in how long, or how late, which stays."""
    ended_at = deadline.ended_at or deadline.due_at
    if late := deadline.lateness(ended_at):
        return f"Met {duration(late)} late"
    # What was done before anybody knew that it would be due is met without a wait.
    took = ended_at - deadline.started_at
    return f"Met in {duration(took)}" if took >= timedelta() else "Met at once"


def duration(length: timedelta) -> str:
    """How long, as people say it: 45 min, 2 h 10 min, 41 h, 3 days."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min" if minutes else "under a minute"
    if length < DAY:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    if length < HOURS_SAID_UP_TO:
        return f"{minutes // 60} h"
    return f"{length.days} days"


def time_left(left: timedelta) -> str:
    """The same beside a time of day, where short is clear: 2 h 20."""
    return duration(left) if left < HOUR else duration(left).removesuffix(" min")
