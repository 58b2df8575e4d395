"""Notices in words: what each says, what it is about, and since when it waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from trafficking_cases.lib.moments import day_and_time
from trafficking_cases.notifications import subjects
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User


@dataclass(frozen=True)
class Line:
    """One notice as the list shows it."""

    notice: Notice
    sentence: str
    concerning: str
    told: str
    due: str

    @property
    def hidden(self) -> str:
        """Which notice a button is about, for whoever hears the page."""
        return f": {self.sentence} {self.concerning}, told {self.told}"

    @property
    def open_at(self) -> str:
        """Where a new notice is opened: going there marks it as read, so it is a button and not a link."""
        return reverse("notifications:open", args=[self.notice.pk])

    @property
    def is_unread(self) -> bool:
        return self.notice.read_at is None


def lines(notices: Sequence[Notice], user: User) -> list[Line]:
    """The notices of one page with what they are about, asked of each kind of thing at once."""
    about = subjects.concerning(user, [(notice.subject_kind, notice.subject_id) for notice in notices])
    return [
        Line(
            notice=notice,
            sentence=notice.sentence,
            concerning=about.get((notice.subject_kind, notice.subject_id), ""),
            told=day_and_time(notice.created_at),
            due=day_and_time(notice.due_at) if notice.due_at else "",
        )
        for notice in notices
    ]
