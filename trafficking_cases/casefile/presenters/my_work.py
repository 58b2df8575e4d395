"""My work, ready for its page: what is due and why, what waits for a signature, and what was begun."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from nrm.models import NrmReferral
from referrals.board import with_nearest_deadline
from referrals.draft_presenters import called
from referrals.models import Draft, Receipt, Referral
from referrals.presenters import clock_of
from referrals.wording import spoken_name
from referrals.workflow import Status, Urgency
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import ROLES, Role, RoleCode
from trafficking_cases.casefile import work
from trafficking_cases.deadlines import presenters as deadlines
from trafficking_cases.deadlines.models import Deadline, DeadlineQuerySet
from trafficking_cases.lib.moments import long_moment, said_when
from trafficking_cases.lib.working_days import day_in_london, moment
from trafficking_cases.notifications import presenters as notices
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User
from trafficking_cases.web.shapes import Figure, Link, Row, Tag

ROWS_SHOWN = 25
LATEST = 5
A_WEEK = timedelta(days=7)
URGENCY_TAGS = {
    Urgency.IMMEDIATE: Tag("Immediate danger", "solid", "up"),
    Urgency.MAY_GO_MISSING: Tag("May go missing", "brick", "alert"),
}


@dataclass(frozen=True)
class Panel:
    """One box of rows: how many there are, if that is said, those that are shown, and what stands there for none."""

    title: str
    anchor: str
    count: int | None
    rows: Sequence[Row]
    empty: str
    more: str = ""
    more_text: str = ""
    has_clocks: bool = False


def my_work(user: User, now: datetime) -> dict[str, Any]:
    """A manager's home begins with signatures, a social worker's with dates, a school's with its referrals."""
    does_casework = bool(user.front_doors()) or user.holds(Permission.EXPORT_SUMMARY)
    owed = work.owed_by(user, now)
    counts = _counted(owed, now)
    has_dates = does_casework or any(counts.values())
    drafts, receipts = _drafts(user, now), _receipts(user, now)
    signing = _to_sign(user, now) if user.holds(Permission.SIGN_DECISION) else None
    giving = _to_allocate(user, now) if user.holds(Permission.ALLOCATE_CASE) else None
    dated = _dated(owed, counts, user, now) if has_dates else []
    held = [_held(user, now)] if RoleCode.SOCIAL_WORKER in user.roles else []
    return {
        "today": long_moment(now),
        "strip": _strip(counts, signing, drafts, now) if has_dates else [],
        "boxes": [*_first(signing, giving), *dated, *held] if has_dates else [receipts],
        "side_boxes": [drafts, _notices(user), *([receipts] if has_dates and receipts.rows else [])],
        "roles": [] if has_dates or (receipts.rows and user.holds(Permission.READ_CASE)) else _roles(user),
    }


def _first(signing: Panel | None, giving: Panel | None) -> list[Panel]:
    """What stands before every date: signatures, said also when there are none, and cases that nobody holds."""
    return [*([signing] if signing else []), *([giving] if giving and giving.rows else [])]


def _roles(user: User) -> list[Role]:
    return [ROLES[RoleCode(code)] for code in sorted(user.roles)]


def _bounds(now: datetime) -> tuple[datetime, datetime]:
    """The end of today in London, late in the evening of the next hours; and the end of the seventh day after today."""
    end_of_today = moment(day_in_london(now) + timedelta(days=1), datetime.min.time())
    return max(end_of_today, now + deadlines.NEXT_HOURS), end_of_today + A_WEEK


def _tonight_is(now: datetime) -> str:
    """How what is due next is headed: what falls due after midnight is not called today's."""
    tonight, _ = _bounds(now)
    is_past_midnight = day_in_london(tonight - timedelta(microseconds=1)) > day_in_london(now)
    return f"in the next {deadlines.NEXT_HOURS // timedelta(hours=1)} hours" if is_past_midnight else "today"


def _counted(owed: DeadlineQuerySet, now: datetime) -> dict[str, int]:
    tonight, in_a_week = _bounds(now)
    return owed.order_by().aggregate(
        overdue=Count("pk", filter=Q(due_at__lt=now)),
        today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=tonight)),
        week=Count("pk", filter=Q(due_at__gte=tonight, due_at__lt=in_a_week)),
    )


def _strip(counts: dict[str, int], signing: Panel | None, drafts: Panel, now: datetime) -> list[Figure]:
    is_quiet, soon = not any(counts.values()), f"due {_tonight_is(now)}"
    figures = [
        Figure("overdue", counts["overdue"], "#due" if is_quiet else "#overdue", "hot" if counts["overdue"] else ""),
        Figure(soon, counts["today"], "#due" if is_quiet else "#today", "warm" if counts["today"] else ""),
        Figure("next 7 days", counts["week"], "#due" if is_quiet else "#week"),
        Figure("draft" if drafts.count == 1 else "drafts", drafts.count or 0, "#drafts"),
    ]
    return [Figure("to sign", signing.count or 0, "#to-sign"), *figures] if signing else figures


def _dated(owed: DeadlineQuerySet, counts: dict[str, int], user: User, now: datetime) -> list[Panel]:
    if not any(counts.values()):
        return [Panel("What is due", "due", 0, [], _nothing_this_week(user))]
    (tonight, in_a_week), soon = _bounds(now), _tonight_is(now)
    due = list(
        owed.filter(due_at__lt=in_a_week).order_by("due_at", "id").select_related("case__child")[: 3 * ROWS_SHOWN]
    )
    about = _referrals_about(due, user)
    rows = [(deadline.due_at, _due_row(deadline, about, user, now, nearest=deadline is due[0])) for deadline in due]
    overdue = [row for at, row in rows if at < now]
    today = [row for at, row in rows if now <= at < tonight]
    week = [row for at, row in rows if at >= tonight]
    return [
        Panel(
            "Overdue", "overdue", counts["overdue"], overdue[:ROWS_SHOWN], "Nothing of yours is late.", has_clocks=True
        ),
        Panel(
            f"Due {soon}", "today", counts["today"], today[:ROWS_SHOWN], f"Nothing more is due {soon}.", has_clocks=True
        ),
        Panel("Next 7 days", "week", counts["week"], week[:ROWS_SHOWN], _nothing_this_week(user), has_clocks=True),
    ]


def _nothing_this_week(user: User) -> str:
    if user.front_doors():
        return "Nothing is due from you in the next 7 days. New referrals stand on the front door's board."
    return "Nothing is due from you in the next 7 days. What a case asks of you appears here with its date."


def _referrals_about(due: Sequence[Deadline], user: User) -> dict[UUID, Referral]:
    subjects = [deadline.subject for deadline in due]
    return Referral.objects.visible_to(user).with_people().in_bulk(subjects) if subjects else {}


def _due_row(deadline: Deadline, about: dict[UUID, Referral], user: User, now: datetime, *, nearest: bool) -> Row:
    row = deadlines.row(
        deadline, now, why_open=nearest, action=Link("Open", deadline.link, kind="2", hidden=deadline.concerning)
    )
    if referral := about.get(deadline.subject):
        row = replace(
            row,
            aside=f"– {spoken_name(referral.child)}",
            reference=referral.reference,
            meta=f"{_in_whose_hands(referral, user)} {deadlines.due_words(deadline)}",
            tag=URGENCY_TAGS.get(Urgency(referral.urgency)),
        )
    return row


def _in_whose_hands(referral: Referral, user: User) -> str:
    if referral.status == Status.AWAITING_SIGNATURE:
        return "Waits for a manager's signature."
    if referral.claimed_by is None:
        return "Nobody has taken it on yet."
    return "You have it in hand." if referral.claimed_by_id == user.pk else f"With {referral.claimed_by.full_name}."


def _to_sign(user: User, now: datetime) -> Panel:
    waiting = work.to_sign(user)
    nearest = list(with_nearest_deadline(waiting.with_people())[:ROWS_SHOWN])
    rows = [
        Row(
            "Decision to sign",
            href=reverse("referrals:sign", args=[referral.pk]),
            clock=clock_of(referral, now),
            aside=f"– {spoken_name(referral.child)}",
            reference=referral.reference,
            meta=f"From {referral.agency.name}, received {said_when(referral.received_at, now)}.",
            rules=["R3"],
            tag=URGENCY_TAGS.get(Urgency(referral.urgency)),
            action=Link(
                "Read and sign", reverse("referrals:sign", args=[referral.pk]), hidden=f"referral {referral.reference}"
            ),
        )
        for referral in nearest
    ]
    empty = "No decision waits for your signature. You are told when one does."
    count = len(rows) if len(rows) < ROWS_SHOWN else waiting.count()
    return Panel("Waiting for your signature", "to-sign", count, rows, empty, has_clocks=True)


def _to_allocate(user: User, now: datetime) -> Panel:
    rows = [
        Row(
            spoken_name(case.child),
            href=case.get_absolute_url(),
            reference=case.reference,
            meta=f"Opened {said_when(case.opened_at, now)}. No social worker holds it.",
            action=Link(
                "Allocate", reverse("casefile:allocate", args=[case.pk]), kind="2", hidden=f"case {case.reference}"
            ),
        )
        for case in work.to_allocate(user).select_related("child").order_by("opened_at")[:ROWS_SHOWN]
    ]
    empty = "Every case that you answer for has a social worker."
    return Panel("To allocate", "to-allocate", len(rows), rows, empty, reverse("casefile:cases"), "All cases")


def _held(user: User, now: datetime) -> Panel:
    held = work.held_by(user)
    rows = [
        Row(
            spoken_name(case.child),
            href=case.get_absolute_url(),
            reference=case.reference,
            meta=f"Opened {said_when(case.opened_at, now)}.",
        )
        for case in held.select_related("child")[:LATEST]
    ]
    empty = "No case is allocated to you. When a manager gives you one, it stands here and you are told."
    more = reverse("casefile:cases")
    return Panel("Your cases", "cases", held.count(), rows, empty, f"{more}?show=mine", "All of them")


def _drafts(user: User, now: datetime) -> Panel:
    unsent = list(Draft.objects.visible_to(user).begun()[:ROWS_SHOWN])
    rows = [
        Row(
            called(draft),
            href=draft.get_absolute_url(),
            meta=f"Saved {said_when(draft.saved_at, now)}. Nobody else has seen it.",
            action=Link("Resume", draft.get_absolute_url(), kind="2", hidden="writing this concern"),
        )
        for draft in unsent
    ]
    empty = "Nothing is half-written. What you begin is kept here for seven days."
    rows += _nrm_drafts(user, now)
    return Panel("Drafts to resume", "drafts", len(rows), rows, empty)


def _nrm_drafts(user: User, now: datetime) -> list[Row]:
    """The NRM referrals that this person is to finish, begun here or handed to them."""
    found = NrmReferral.objects.visible_to(user).to_finish(user).with_people()[:ROWS_SHOWN]
    return [
        Row(
            f"NRM referral {nrm.reference}",
            href=reverse("nrm:check", args=[nrm.pk]),
            aside=f"– {spoken_name(nrm.case.child)}",
            meta=f"{_handed_by(nrm, user)}Saved {said_when(nrm.saved_at, now)}.",
            action=Link(
                "Resume", reverse("nrm:check", args=[nrm.pk]), kind="2", hidden=f"NRM referral {nrm.reference}"
            ),
        )
        for nrm in found
    ]


def _handed_by(nrm: NrmReferral, user: User) -> str:
    return f"Begun by {nrm.author.full_name}, yours to finish. " if nrm.author_id != user.pk else ""


def _receipts(user: User, now: datetime) -> Panel:
    made = Receipt.objects.visible_to(user)
    latest = list(made[:LATEST])
    rows = [
        Row(
            f"Referral {receipt.reference}",
            href=receipt.get_absolute_url(),
            meta=f"Received {said_when(receipt.received_at, now)}.",
            tag=Tag(f"Answered {said_when(receipt.told_at, now)}", "leaf", "check")
            if receipt.told_at
            else Tag("Waiting for a decision", "slate"),
        )
        for receipt in latest
    ]
    empty = "You have reported nothing yet. Report what worries you about a child at once: suspicion is enough."
    return Panel("What you reported", "reported", None, rows, empty, reverse("referrals:mine"), "All of it")


def _notices(user: User) -> Panel:
    latest = notices.lines(list(Notice.objects.visible_to(user).unread_first()[:LATEST]), user)
    rows = [
        Row(
            line.sentence,
            href="" if line.is_unread else line.notice.link,
            opens=line.open_at if line.is_unread else "",
            meta=". ".join(filter(None, [line.concerning, line.told])),
            tag=Tag("New", "slate") if line.is_unread else None,
        )
        for line in latest
    ]
    empty = "No notices. You are told here, and by e-mail, when something asks for you."
    return Panel("Latest notices", "latest", None, rows, empty, reverse("notifications:notices"), "All notices")
