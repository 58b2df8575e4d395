"""Sealing what is committed, and noticing whatever was changed since, even by the owner of the tables."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.cast import Cast
from tests.database import owner_connection
from tests.meanwhile import at_once, in_an_open_transaction
from trafficking_cases.audit import actions as audit
from trafficking_cases.audit.models import Event, Seal
from trafficking_cases.audit.tasks import seal as sealing_task

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])


@contextmanager
def the_owner() -> Iterator:
    """Somebody with the rights of the tables' owner, on a connection of their own."""
    with closing(owner_connection()) as owner, owner, owner.cursor() as cursor:
        yield cursor


def an_event(cast: Cast, number: int) -> Event:
    return audit.record("agency.seen", cast.council, by=cast.manager, number=number)


@pytest.fixture
def chain(cast: Cast) -> list[Event]:
    """Everybody's accounts and five events more, all sealed."""
    events = [an_event(cast, number) for number in range(5)]
    assert audit.seal() == Event.objects.count()
    return events


def verify() -> str:
    said = StringIO()
    call_command("verify_audit", stdout=said)
    return said.getvalue()


def test_an_untouched_chain_fits(chain: list[Event]):
    said = verify()

    assert said.startswith(f"{Event.objects.count()} rows fit the chain; 0 are younger than the last seal.")
    assert Seal.objects.last().digest in said


def test_an_empty_one_fits(db: None):
    assert verify().startswith("0 rows fit the chain; 0 are younger")


def test_sealing_again_adds_what_came_since_and_nothing_else(cast: Cast, chain: list[Event]):
    before = Seal.objects.count()
    an_event(cast, 6)

    assert (audit.seal(), audit.seal()) == (1, 0)
    assert Seal.objects.count() == before + 1


def test_the_task_seals(cast: Cast):
    sealing_task()

    assert not Event.objects.unsealed().exists()


def test_more_than_one_batch_is_one_chain(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audit, "BATCH", 7)
    for number in range(20):
        an_event(cast, number)

    assert audit.seal() == Event.objects.count()
    assert audit.verify().broken == ""


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "name = 'agency.forgotten'",
        "subject_kind = 'people.team'",
        "subject_id = '0'",
        "case_id = '00000000-0000-0000-0000-000000000001'",
        "by_id = NULL",
        "codes = '{}'",
    ],
)
def test_a_changed_row_is_found(chain: list[Event], change: str):
    with the_owner() as cursor:
        cursor.execute(f"UPDATE audit_event SET {change} WHERE id = %s", [chain[2].pk])

    with pytest.raises(CommandError, match=rf"event {chain[2].pk} or a link before it was changed"):
        verify()


@pytest.mark.parametrize("number", [0, 2, 4])
def test_a_deleted_row_is_found(chain: list[Event], number: int):
    with the_owner() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [chain[number].pk])

    with pytest.raises(CommandError, match=rf"event {chain[number].pk} is gone"):
        verify()


def test_a_deleted_seal_is_found(chain: list[Event]):
    with the_owner() as cursor:
        cursor.execute("DELETE FROM audit_seal WHERE event_id = %s", [chain[2].pk])

    with pytest.raises(CommandError, match=rf"event {chain[3].pk} or a link before it was changed"):
        verify()


def test_a_row_slipped_in_behind_a_seal_is_found(chain: list[Event]):
    """With a seal of its own, made by somebody who knows how, in the place of another."""
    with the_owner() as cursor:
        cursor.execute("UPDATE audit_event SET name = 'agency.forgotten' WHERE id = %s", [chain[2].pk])
        cursor.execute("SELECT digest FROM audit_seal WHERE event_id = %s", [chain[1].pk])
        forged = audit.digest_of(cursor.fetchone()[0], Event.objects.get(pk=chain[2].pk))
        cursor.execute("UPDATE audit_seal SET digest = %s WHERE event_id = %s", [forged, chain[2].pk])

    with pytest.raises(CommandError, match="is broken"):
        verify()


def test_the_head_tells_one_who_wrote_it_down_that_the_whole_was_made_anew(cast: Cast, chain: list[Event]):
    """Whoever owns the tables could forge every link; the last one then differs from what was noted before."""
    before = audit.verify().head
    with the_owner() as cursor:
        cursor.execute("UPDATE audit_event SET name = 'agency.forgotten' WHERE id = %s", [chain[2].pk])
        cursor.execute("DELETE FROM audit_seal")

    after = audit.verify()

    assert after.broken == ""
    assert after.head != before


def test_two_sealers_at_once_make_one_chain(cast: Cast):
    for number in range(100):
        an_event(cast, number)

    sealed = at_once(audit.seal, audit.seal, audit.seal)

    assert sum(sealed) == Event.objects.count() == Seal.objects.count()
    assert audit.verify().broken == ""


def test_a_sealer_stands_back_while_another_is_at_it(cast: Cast):
    with the_owner() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [audit.SEALER_LOCK])
        assert audit.seal() == 0

    assert audit.seal() == Event.objects.count()


def test_nobody_waits_for_somebody_who_writes(cast: Cast):
    """What is not committed is neither sealed nor waited for, though its number is lower than that of what is."""
    audit.seal()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
    with in_an_open_transaction(lambda: an_event(cast, 1)):
        later = an_event(cast, 2)
        assert audit.seal() == 1
        assert Seal.objects.order_by("id").last().event_id == later.pk

    assert audit.seal() == 1
    assert Seal.objects.order_by("id").last().event_id < later.pk
    assert audit.verify().broken == ""


def test_nobody_waits_for_the_sealer(cast: Cast):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
    with in_an_open_transaction(audit.seal):
        an_event(cast, 1)

    assert audit.verify().younger_than_last_seal == 0
