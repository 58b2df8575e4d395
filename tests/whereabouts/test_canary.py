"""Where a child is turns up on no page, in no list, log, mail, notice or table that somebody else reads. [Rule P1]

Positive control: the same search finds it in the answer to a reveal. The whole search over every road is a suite of its
own; this one walks every page of the product as everybody.
"""

import logging
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.builders_placements import WHEREABOUTS
from tests.cast import PASSWORD, Cast
from tests.pages import World
from tests.platform.test_roles import ask
from trafficking_cases.people.models import User

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
PIECES = [
    b"Wherrymoor", b"Sallowby", b"ZZ99", b"Thrale", b"900652", b"Newplace", b"Visit this afternoon", b"Drives past at",
]  # fmt: skip
# Where those who hold the case read, in their words, why somebody looked or was let in.
REASONS = (b"Visit this afternoon", b"Drives past at")


# Whoever has no right to this child, each in another function.
OUTSIDE = ("social.worker.2", "health", "carer", "other.authority", "mace.coordinator", "administrator", "auditor")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def found_in(content: bytes) -> list[bytes]:
    return [piece for piece in PIECES if piece.lower() in content.lower()]


@pytest.mark.timeout(600)
def test_no_page_shows_it_to_anybody(cast: Cast, caplog, capfd):
    """Every page as whoever opens it; every list, and every page of the placement, as whoever may not."""
    caplog.set_level(logging.INFO)
    world = World(cast)
    everybody = {person.username: person for person in cast.everybody().values()}
    visits = {visit for of_one_page in world.pages().values() for visit in of_one_page}
    lists = {address for _, address in visits if not UUID.search(address)}
    placements = {address for _, address in visits if "/placements/" in address}
    of_the_case = {address for _, address in visits if str(world.case.pk) in address}
    visits |= {(name, address) for name in OUTSIDE for address in lists | placements}
    # Whoever has the case, and may not know that the child is placed.
    builders.a_share(world.case, to=cast.health)
    visits |= {("health", address) for address in of_the_case}
    let_in = (cast.social_worker, cast.manager, cast.police, cast.guardian)
    clients = {person.username: signed_in(person) for person in everybody.values()} | {"": Client()}
    answered = 0

    for who, address in sorted(visits):
        answer = clients[who].get(address)
        answered += answer.status_code == 200
        found = set(found_in(b"".join(answer)))
        if "/placements/" in address and who in {person.username for person in let_in}:
            found -= set(REASONS)
        assert not found, (who, address)
        assert not found_in(str(answer.headers).encode()), (who, address)
    assert answered > 120
    assert is_found_by_a_reveal(cast, world)

    call_command("deliver_notices")
    for message in mail.outbox:
        assert not found_in(message.message().as_bytes())
    written = capfd.readouterr()
    assert not found_in((caplog.text + written.out + written.err).encode())
    nothing_in_the_main_schema()


def is_found_by_a_reveal(cast: Cast, world: World) -> bool:
    placement = world.case.placements.get(until=None)
    client = Client()
    client.post("/accounts/login/", {"login": cast.manager.username, "password": PASSWORD})
    asked = {"purpose": "visit", "words": "The control", "fields_wanted": ["address"]}
    answer = client.post(reverse("placements:reveal", args=[placement.pk]), asked)
    return found_in(answer.content) == [b"Newplace"]


def nothing_in_the_main_schema() -> None:
    tables = ask("cases_backup", "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert len(tables) > 70
    for (table,) in tables:
        rows = ask("cases_backup", f'SELECT t::text FROM public."{table}" t')
        assert not found_in("\n".join(str(row) for row in rows).encode()), table


def test_what_was_refused_or_fell_over_is_no_road(cast: Cast, caplog, capfd):
    """Bad input and a rule's no: what was typed goes back to who typed it, and no further."""
    world = World(cast)
    client = Client(raise_request_exception=False)
    client.force_login(cast.social_worker)
    typed = WHEREABOUTS | {"kind": "no such kind", "address": "x" * 700 + "Wherrymoor"}

    place = reverse("placements:place", args=[world.case.pk])
    client.post(place, typed)
    client.post(place + "?address=Wherrymoor", typed, HTTP_REFERER="https://x.example/Wherrymoor")
    client.post(reverse("api:case-placements-place", args=[world.case.pk]), typed, content_type="application/json")

    written = capfd.readouterr()
    assert not found_in((caplog.text + written.out + written.err).encode())
    nothing_in_the_main_schema()
