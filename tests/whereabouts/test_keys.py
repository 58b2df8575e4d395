"""The key ring: read, refused, held against the vault, and renewed while everything goes on. [Rule P1; procedure 7]"""

import base64
import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests import builders
from tests.builders_placements import CANARY, a_look, a_placement
from tests.platform.test_roles import ask
from tests.whereabouts.test_rows import owner_past_the_rules
from trafficking_cases.whereabouts import keys, rotation
from trafficking_cases.whereabouts.models import DataKey
from trafficking_cases.whereabouts.opening import ROTATION, opened
from trafficking_cases.whereabouts.sealing import Unreadable, seal, unseal

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])


def a_line(name: str) -> str:
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}\n"


@pytest.fixture
def ring_file(settings, tmp_path: Path) -> Path:
    """A key ring of this test's own, to be changed."""
    path = tmp_path / "ring"
    path.write_text(a_line("first"))
    settings.WHEREABOUTS_KEYS = str(path)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("no colon", "Line 1"),
        ("1:c2hvcnQ=", "Line 1"),
        ("1:not base64!", "Line 1"),
        (":" + base64.b64encode(b"x" * 32).decode(), "Line 1"),
        (f"1:{base64.b64encode(b'x' * 32).decode()}\n1:{base64.b64encode(b'y' * 32).decode()}", "came before"),
        ("é", "cannot be read"),
    ],
)
def test_a_ring_that_is_wrong_is_refused_in_a_sentence(ring_file: Path, content: str, said: str):
    ring_file.write_text(content, encoding="utf-8")

    with pytest.raises(ImproperlyConfigured) as refused:
        keys.ring()
    assert said in str(refused.value)
    assert "Nothing was changed" in str(refused.value)
    assert "eHh4" not in str(refused.value)


def test_a_ring_that_is_missing_is_refused(ring_file: Path):
    ring_file.unlink()

    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        keys.ring()


def test_a_value_opens_only_in_its_place_and_says_nothing_of_its_length():
    key = os.urandom(32)
    short, long, none = (seal(text, key, "table", "row") for text in ("a", "b" * 400, ""))

    assert len(short) == len(long) == len(none)
    assert unseal(long, key, "table", "row") == "b" * 400
    assert unseal(none, key, "table", "row") == ""
    for wrong in (("table", "other"), ("other", "row"), ("table", "row", "more")):
        with pytest.raises(Unreadable):
            unseal(short, key, *wrong)
    for changed in (short[:-1], short[:-1] + bytes([short[-1] ^ 1]), b""):
        with pytest.raises(Unreadable):
            unseal(changed, key, "table", "row")


@pytest.fixture
def placement(cast, ring_file: Path):
    rotation.prove_ring()
    return a_placement(builders.a_case(worker=cast.social_worker, manager=cast.manager))


def wrapped_by() -> set[str]:
    with opened(task=ROTATION):
        return set(DataKey.objects.values_list("ring_key", flat=True))


def test_the_ring_of_another_installation_is_refused_and_nothing_is_changed(cast, placement, ring_file: Path):
    kept, before = ring_file.read_text(), ask("cases_backup", "SELECT * FROM whereabouts.ring_proof")
    ring_file.write_text(a_line("first"))

    with pytest.raises(ImproperlyConfigured, match="not the key that this vault was made with"):
        rotation.prove_ring()
    ring_file.write_text(a_line("second"))
    with pytest.raises(ImproperlyConfigured, match="has no key first"):
        rotation.prove_ring()
    with pytest.raises(CommandError, match="has no key first"):
        call_command("rotate_whereabouts_keys")
    with pytest.raises(Unreadable):
        a_look(placement, by=cast.manager)

    assert ask("cases_backup", "SELECT * FROM whereabouts.ring_proof") == before
    ring_file.write_text(kept)
    assert a_look(placement, by=cast.manager) == {"address": CANARY}


def test_keys_move_to_the_newest_and_everything_opens_before_and_after(cast, placement, ring_file: Path, capsys):
    ring_file.write_text(ring_file.read_text() + a_line("second"))
    assert a_look(placement, by=cast.manager) == {"address": CANARY}
    assert wrapped_by() == {"first"}

    call_command("rotate_whereabouts_keys")

    assert "1 keys were wrapped anew" in capsys.readouterr().out
    assert wrapped_by() == {"second"}
    assert a_look(placement, by=cast.manager) == {"address": CANARY}
    # The old key may go now.
    ring_file.write_text(ring_file.read_text().splitlines(keepends=True)[1])
    rotation.prove_ring()
    assert a_look(placement, by=cast.manager) == {"address": CANARY}
    call_command("rotate_whereabouts_keys")
    assert "0 keys" in capsys.readouterr().out


def test_the_audit_of_the_vault_is_chained_and_tampering_is_found(cast, placement, capsys):
    a_look(placement, by=cast.manager)
    call_command("verify_audit")
    assert "whereabouts: 2 rows fit the chain; 0 are younger" in capsys.readouterr().out

    with owner_past_the_rules() as does:
        does("UPDATE whereabouts.event SET by_id = %s WHERE name = 'whereabouts.revealed'", [cast.police.pk.hex])
    with pytest.raises(CommandError, match="whereabouts: The audit chain is broken after 1 rows"):
        call_command("verify_audit")

    with owner_past_the_rules() as does:
        does("DELETE FROM whereabouts.event WHERE name = 'whereabouts.revealed'")
    with pytest.raises(CommandError, match="is gone"):
        call_command("verify_audit")
