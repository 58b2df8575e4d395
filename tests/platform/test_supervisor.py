"""`make run`: everything up in order, kept up, and nothing left behind."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest

from tests.platform.installations import RunningInstallation, environment_of, manage
from trafficking_cases.embedded.folder import Folder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180), pytest.mark.xdist_group("supervisor")]

CHILDREN = {
    "web": "gunicorn",
    "worker": "trafficking_cases.celery:app worker",
    "scheduler": "trafficking_cases.celery:app beat",
    "Redis": "redis-server",
    "PostgreSQL": "bin/postgres -D",
}
OF_THE_VAULT = {"WHEREABOUTS_DATABASE_URL", "WHEREABOUTS_KEYS"}
OF_THE_OWNER = {"DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningInstallation]:
    """Runs throughout this module, in a folder so deep that a socket in it would have too long a path."""
    deep = tmp_path_factory.mktemp("deep") / "/".join(["a-folder-with-quite-a-long-name"] * 4)
    deep.mkdir(parents=True)
    running = RunningInstallation(deep / "data")
    try:
        running.start()
        yield running
    finally:
        if running.supervisor and running.supervisor.poll() is None:
            running.end(signal.SIGTERM)
        shutil.rmtree(Folder(running.data).sockets, ignore_errors=True)


def test_each_process_is_told_only_what_it_may_know(installation: RunningInstallation):
    told = {name: environment_of(installation.child(words)).keys() for name, words in CHILDREN.items()}

    assert told["web"] >= OF_THE_VAULT
    for name in ("web", "worker", "scheduler"):
        assert not told[name] & OF_THE_OWNER, name
    for name in ("worker", "scheduler"):
        assert not told[name] & OF_THE_VAULT, name


def test_a_second_supervisor_on_the_same_data_is_refused(installation: RunningInstallation):
    second = manage("run", **installation.values)

    assert second.returncode == 1
    assert "is already in use by make run" in second.stderr
    assert installation.is_served()


def test_a_command_joins_what_is_running_and_leaves_it_running(installation: RunningInstallation):
    joined = manage("showmigrations", "people", DATA_DIR=str(installation.data))

    assert "[X] 0001_initial" in joined.stdout, joined.stderr
    assert installation.is_served()


@pytest.mark.parametrize("name", CHILDREN)
def test_a_part_that_dies_is_started_again(installation: RunningInstallation, name: str):
    first = installation.child(CHILDREN[name])
    os.kill(first, signal.SIGKILL)

    assert installation.child(CHILDREN[name], instead_of=first)
    installation.wait_until_served()


def test_stopping_leaves_no_process_and_keeps_the_data(installation: RunningInstallation):
    assert installation.end(signal.SIGTERM) == 0
    assert not installation.processes()

    listed = manage("showmigrations", "people", DATA_DIR=str(installation.data))
    assert "[X] 0001_initial" in listed.stdout, listed.stderr
    assert not installation.processes()

    installation.start()


def test_after_kill_9_of_the_supervisor_nothing_is_left_and_the_next_start_is_clean(installation: RunningInstallation):
    for _ in range(2):
        assert installation.processes()
        installation.end(signal.SIGKILL)

        assert not installation.left_after(10)

        installation.start()


def test_ctrl_c_leaves_no_process(installation: RunningInstallation):
    assert installation.end(signal.SIGINT) == 0

    assert not installation.processes()
    assert "Stopped; nothing is left running." in installation.said()
