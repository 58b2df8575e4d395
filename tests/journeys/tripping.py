"""Tripping a rule from the page and by the API, and doing the same once what it asks for is there."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.api.asking import Asker, said
from trafficking_cases.people.models import User

# A page that did what it was asked leads on; the API answers with what there is now.
DONE_ON_PAGE, DONE_BY_API = {302}, {200, 201}
REFUSAL = re.compile(r'<section class="refusal".*?</section>', re.DOTALL)
RULES = re.compile(r'<ul class="refusal__rules">(.*?)</ul>', re.DOTALL)
RULE = re.compile(r'<span class="sr">Rule </span>([A-Z]\d+)</a>')


@dataclass(frozen=True)
class Trip:
    """One step that a rule stands against: who takes it, where on the pages and by the API, and how it is put right."""

    by: User
    page: str
    address: str
    put_right: Callable[[], object] = lambda: None
    # What is answered on the page and by the API; and after it was put right, where the answers themselves were wrong.
    typed: Mapping[str, Any] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)
    typed_then: Mapping[str, Any] = field(default_factory=dict)
    sent_then: Mapping[str, Any] = field(default_factory=dict)
    # What is answered anew on both roads, where it is only known once it was put right.
    answered_then: Callable[[], Mapping[str, Any]] = dict
    # Which other rule still stands against it then; none where it is done.
    then_refused_by: str = ""

    def put(self) -> "Trip":
        """The same after it was put right."""
        self.put_right()
        anew = self.answered_then()
        typed = {**self.typed, **self.typed_then, **anew}
        return replace(self, typed=typed, sent={**self.sent, **self.sent_then, **anew})


def answer_of_page(trip: Trip) -> Any:
    """What whoever takes the step gets on the page."""
    client = Client()
    client.force_login(trip.by)
    return client.post(trip.page, trip.typed)


def answer_by_api(trip: Trip) -> Any:
    """What they get by the API."""
    client = Asker()
    client.force_login(trip.by)
    return client.send(trip.address, trip.sent or ...)


def on_page(trip: Trip) -> tuple[int, set[str]]:
    """How the page answers: its status, and the rules that its refusal names."""
    response = answer_of_page(trip)
    return response.status_code, rules_refusing(response.content.decode())


def by_api(trip: Trip) -> tuple[int, set[str]]:
    """How the API answers: its status, and the rules that its reasons name."""
    response = answer_by_api(trip)
    if response.status_code != 409:
        return response.status_code, set()
    return 409, {reason["rule"] for reason in said(response, 409)["reasons"]}


def rules_refusing(page: str) -> set[str]:
    """The rules that a refusal on a page names as its reasons."""
    return {rule for part in REFUSAL.findall(page) for listed in RULES.findall(part) for rule in RULE.findall(listed)}


def rules_on(page: str) -> set[str]:
    """Every rule that a page names."""
    return set(RULE.findall(page))


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is undone after, so that the other road finds the same."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def day(name: str, on: date) -> dict[str, int]:
    """A day as it is typed into its boxes."""
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def moment(name: str, at: datetime) -> dict[str, int | str]:
    """A moment as it is typed into its boxes."""
    local = timezone.localtime(at)
    return day(name, local.date()) | {f"{name}_time": f"{local:%H:%M}"}
