"""What production refuses to start with, and what it serves with."""

import json
import subprocess
import sys

import pytest

from trafficking_cases.embedded.environment import PROJECT

WHOLE = {
    "DEMO": "0",
    "SECRET_KEY": "k" * 60,
    "DATABASE_URL": "postgresql://nobody@localhost:1/nothing",
    "REDIS_URL": "redis://localhost:1/0",
    "EMAIL_URL": "smtp://localhost:1",
    "SITE_URL": "https://cases.example",
    "ALLOWED_HOSTS": "cases.example",
    "DJANGO_SETTINGS_MODULE": "trafficking_cases.settings",
}
ASKED = (
    *("DEMO", "DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"),
    *("SESSION_COOKIE_HTTPONLY", "ADMINS", "MANAGERS", "ALLAUTH_TRUSTED_PROXY_COUNT", "EMAIL_BACKEND", "ALLOWED_HOSTS"),
)
TELL = f"import json; from django.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {ASKED!r}}}))"


def started_with(**changes: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", TELL], cwd=PROJECT, env=WHOLE | changes, capture_output=True, text=True, timeout=60
    )


def test_cookies_go_over_tls_alone_and_no_fault_is_mailed():
    told = json.loads(started_with().stdout)

    assert told["DEMO"] is told["DEBUG"] is False
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY"):
        assert told[name] is True
    assert told["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert told["ADMINS"] == told["MANAGERS"] == []
    assert told["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert told["ALLOWED_HOSTS"] == ["cases.example"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_it_does_not_start_without(name: str):
    refused = started_with(**{name: ""})

    assert refused.returncode != 0
    assert f"{name} is not set" in refused.stderr


@pytest.mark.parametrize("address", ["http://cases.example", "http://localhost.example"])
def test_it_does_not_start_where_everybody_on_the_way_can_read(address: str):
    refused = started_with(SITE_URL=address)

    assert refused.returncode != 0
    assert "SITE_URL has to begin with https://" in refused.stderr


def test_it_may_be_tried_on_the_machine_itself():
    assert started_with(SITE_URL="http://localhost:8000").returncode == 0


@pytest.mark.parametrize("demo", ["true", "01"])
def test_only_the_figure_one_makes_a_demonstration(demo: str):
    """Its accounts have a published password: whoever writes anything else gets production."""
    assert json.loads(started_with(DEMO=demo).stdout)["DEMO"] is False


def test_the_figure_one_does():
    told = json.loads(started_with(DEMO="1", SITE_URL="http://127.0.0.1:8000", EMAIL_URL="").stdout)

    assert told["DEMO"] is True
    assert told["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
