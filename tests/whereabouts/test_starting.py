"""What stops the start, in a sentence that says what to do; who is told of the vault at all. [Rule P1; procedure 7]"""

import base64
import os
import subprocess
import sys

import pytest
from django.conf import settings as current
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from trafficking_cases import serving
from trafficking_cases.embedded.environment import PROJECT, of_web, of_worker
from trafficking_cases.whereabouts import keys, starting
from trafficking_cases.whereabouts.opening import ALIAS, opened

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
SAY = "import django; django.setup(); from django.conf import settings; print(*settings.DATABASES)"


def settings_of(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A new process with this environment and nothing else, up to where it would begin to serve."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SAY],
        env=environment,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )


def test_a_worker_has_no_connection_to_the_vault_and_the_web_has():
    whole = dict(os.environ)

    assert settings_of(of_web(whole)).stdout.split() == ["default", ALIAS]
    worker = settings_of(of_worker(whole))
    assert worker.stdout.split() == ["default"]
    assert worker.returncode == 0


def test_the_login_without_the_keys_is_refused(tmp_path):
    web = of_web(dict(os.environ))

    without = settings_of({name: value for name, value in web.items() if name != "WHEREABOUTS_KEYS"})
    gone = settings_of(web | {"WHEREABOUTS_KEYS": str(tmp_path / "gone")})

    assert without.returncode == gone.returncode == 1
    assert "WHEREABOUTS_KEYS is not set" in without.stderr
    assert "key ring that WHEREABOUTS_KEYS names cannot be read" in gone.stderr


def test_the_web_does_not_start_without_the_vault(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(current.DATABASES, ALIAS)

    with pytest.raises(ImproperlyConfigured, match="WHEREABOUTS_DATABASE_URL is not set"):
        starting.prove()


def test_the_web_does_not_start_with_the_ring_of_another_vault(settings, tmp_path):
    serving.on_starting(None)
    name = keys.ring().newest
    other = tmp_path / "ring"
    other.write_text(f"{name}:{base64.b64encode(os.urandom(32)).decode()}\n")
    settings.WHEREABOUTS_KEYS = str(other)

    with pytest.raises(SystemExit, match="is not the key that this vault was made with"):
        serving.on_starting(None)


def test_with_the_vault_away_pages_are_served_all_the_same(monkeypatch: pytest.MonkeyPatch):
    connections[ALIAS].close()
    monkeypatch.setitem(connections[ALIAS].settings_dict, "PASSWORD", "wrong")

    starting.prove()

    monkeypatch.undo()
    with opened():
        pass
