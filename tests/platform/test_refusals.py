"""What does not start, and the sentence that says what to do instead."""

import os
import socket
from pathlib import Path

import pytest

from tests.platform.installations import manage
from trafficking_cases.embedded import binaries
from trafficking_cases.embedded.environment import MARK, Installation, of_the_owner, of_web, of_worker

NAMED = {"DATABASE_URL": "postgresql://cases_application@db/cases", "REDIS_URL": "redis://redis:6379/0"}


@pytest.mark.parametrize("demo", [{}, {"DEMO": "0"}, {"DEMO": ""}])
@pytest.mark.parametrize("command", ["run", "migrate", "sweep_deadlines"])
def test_outside_a_demonstration_the_servers_must_be_named(tmp_path: Path, demo: dict[str, str], command: str):
    refused = manage(command, DATA_DIR=str(tmp_path / "data"), **demo)

    assert refused.returncode == 1
    for name in (
        "DATABASE_URL",
        "REDIS_URL",
        "DATABASE_OWNER_URL",
        "WHEREABOUTS_DATABASE_URL",
        ".env.example",
        "DEMO=1",
    ):
        assert name in refused.stderr
    assert not (tmp_path / "data").exists()


def test_run_is_refused_even_beside_the_data_of_a_demonstration(tmp_path: Path):
    (tmp_path / MARK).touch()

    refused = manage("run", DATA_DIR=str(tmp_path))

    assert refused.returncode == 1
    assert "DATABASE_URL and REDIS_URL not set" in refused.stderr


def test_one_named_server_does_not_bring_the_other_along():
    installation = Installation({"DATABASE_URL": NAMED["DATABASE_URL"]})

    with pytest.raises(SystemExit, match="REDIS_URL not set"):
        installation.refuse_in_production()


def test_with_all_servers_named_production_is_not_refused_and_nothing_is_made(tmp_path: Path):
    installation = Installation(NAMED | {"DATA_DIR": str(tmp_path / "data")})
    installation.refuse_in_production()

    assert "SECRET_KEY" not in installation.complete()
    assert not (tmp_path / "data").exists()


def test_migrations_without_the_owner_are_refused():
    with pytest.raises(SystemExit, match="DATABASE_OWNER_URL is not set"):
        of_the_owner(NAMED)


def test_a_port_that_is_taken_is_named_before_anything_starts(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = manage("run", DATA_DIR=str(tmp_path / "data"), DEMO="1", PORT=str(port))

    assert refused.returncode == 1
    assert f"port {port}" in refused.stderr
    assert "Set PORT to another" in refused.stderr
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.parametrize("version", ["15.18", "19.0"])
def test_a_postgresql_that_we_do_not_know_is_refused(tmp_path: Path, version: str):
    program = tmp_path / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    program.chmod(0o755)

    with pytest.raises(SystemExit, match="from 16 to 18"):
        binaries.postgres_version(tmp_path)


def test_data_of_another_major_version_are_refused(tmp_path: Path):
    installation = Installation({"DEMO": "1", "DATA_DIR": str(tmp_path / "data")})
    installation.complete()
    installation.folder.postgres.mkdir()
    (installation.folder.postgres / "PG_VERSION").write_text("17\n")

    with pytest.raises(SystemExit, match="belong to PostgreSQL 17"):
        installation.postgres.start()


def test_a_worker_is_told_neither_of_the_vault_nor_of_the_owner(tmp_path: Path):
    whole = Installation({"DEMO": "1", "DATA_DIR": str(tmp_path / "data")}).complete()

    assert whole.keys() - of_web(whole).keys() == {"DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"}
    assert of_web(whole).keys() - of_worker(whole).keys() == {"WHEREABOUTS_DATABASE_URL", "WHEREABOUTS_KEYS"}


def test_secrets_are_readable_by_their_owner_alone_and_stay_the_same(tmp_path: Path):
    first = Installation({"DEMO": "1", "DATA_DIR": str(tmp_path / "data")}).complete()
    second = Installation({"DEMO": "1", "DATA_DIR": str(tmp_path / "data")}).complete()

    assert first == second
    files = list((tmp_path / "data" / "secrets").iterdir())
    assert {"secret_key", "whereabouts.keys", "cases_owner", "cases_vault"} <= {file.name for file in files}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_sockets_of_a_deep_folder_lie_in_a_short_private_one(tmp_path: Path):
    deep = Installation({"DEMO": "1", "DATA_DIR": str(tmp_path / ("d" * 100))})
    deep.complete()
    deep.folder.make_sockets("redis")

    assert len(os.fsencode(deep.folder.redis_socket)) <= 107
    assert deep.folder.redis_socket.parent.stat().st_mode & 0o777 == 0o700
    deep.folder.redis_socket.parent.rmdir()
    deep.folder.sockets.rmdir()
