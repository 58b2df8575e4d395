"""Telling somebody, and their having read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.notifications import kinds, subjects
from trafficking_cases.notifications.models import Mail, Notice
from trafficking_cases.people.models import User


@dataclass(frozen=True)
class Telling:
    """One thing to tell one person; the key makes sure that it is told once."""

    recipient: User
    kind: str
    subject: models.Model
    link: str
    key: str
    due_at: datetime | None = None


def notify(
    recipient: User, kind: str, *, subject: models.Model, link: str, key: str, due_at: datetime | None = None
) -> None:
    """Tell a person of something, in the caller's transaction: it is told if and only if what it is about is saved."""
    tell([Telling(recipient, kind, subject, link, key, due_at)], now=timezone.now())


@transaction.atomic
def tell(tellings: Iterable[Telling], *, now: datetime) -> int:
    """Tell many people of many things at once. Whoever was told already under the same key is not told again."""
    notices = [
        Notice(
            recipient=telling.recipient,
            kind=_known(telling.kind),
            subject_kind=subjects.kind_of(telling.subject),
            subject_id=telling.subject.pk,
            link=telling.link,
            key=telling.key,
            due_at=telling.due_at,
            created_at=now,
        )
        for telling in tellings
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    new = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    mails = [Mail(notice_id=pk, due_at=now) for pk in new.exclude(recipient__email="").values_list("pk", flat=True)]
    Mail.objects.bulk_create(mails)
    return new.count()


def _known(kind: str) -> str:
    kinds.sentence_of(kind)
    return kind


@transaction.atomic
def settle(kind: str, *, subject: models.Model, now: datetime) -> int:
    """Take back what asked for something that somebody has done meanwhile. Returns how many were still new."""
    asking = Notice.objects.filter(kind=_known(kind), subject_id=subject.pk, read_at=None)
    return asking.update(read_at=now)


@transaction.atomic
def mark_read(notice: Notice, *, by: User) -> None:
    """Record that a person has seen a notice. The first time stands."""
    require(by, Permission.USE_SERVICE, notice)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Record that a person has seen all that their list shows; what it does not show stays as it is."""
    require(by, Permission.USE_SERVICE)
    return Notice.objects.unread().visible_to(by).update(read_at=timezone.now())
