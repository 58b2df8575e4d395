"""What notices may be about: which of each kind a person may see, and what they are then told it concerns.

Higher apps register here. A kind that nobody registered is visible to nobody.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet


@dataclass(frozen=True)
class Subject:
    """How a kind of thing answers "may this person see it" and "what is it", at the moment of asking."""

    visible: Callable[[Any], QuerySet]
    concerning: Callable[[Any], str]


REGISTERED: dict[str, Subject] = {}


class NotRegistered(LookupError):
    """Notices about this kind of thing could never be shown to anybody."""


def say_nothing(_subject: Model) -> str:
    """No words about the thing itself: the notice and its link are enough."""
    return ""


def register(kind: str, visible: Callable[[Any], QuerySet], *, concerning: Callable[[Any], str] = say_nothing) -> None:
    """Let notices be about this kind of thing (`app.model`), for whoever `visible` finds it for."""
    REGISTERED[kind] = Subject(visible, concerning)


def kind_of(subject: Model) -> str:
    """The kind of a thing, if notices may be about it."""
    kind = subject._meta.label_lower
    if kind not in REGISTERED:
        raise NotRegistered(kind)
    return kind


def visible_to(user: Any, kinds: Collection[str]) -> Q:
    """The condition on a notice about one of these kinds that what it is about is, now, there for this person."""
    condition = Q(subject_kind="")
    for kind in REGISTERED.keys() & kinds:
        there = REGISTERED[kind].visible(user).filter(pk=OuterRef("subject_id")).order_by()
        condition |= Q(subject_kind=kind) & Q(Exists(there))
    return condition


def concerning(user: Any, about: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """What each thing is, in the words its app has for it; only of those that this person may see."""
    wanted: dict[str, set[UUID]] = {}
    for kind, key in about:
        wanted.setdefault(kind, set()).add(key)
    said = {}
    for kind, keys in wanted.items():
        if subject := REGISTERED.get(kind):
            for found in subject.visible(user).filter(pk__in=keys):
                said[kind, found.pk] = subject.concerning(found)
    return said
