"""The real thing: a scheduler and a worker over a real broker, which do nothing but wake the sweeps."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerAway

from tests.front_doors import a_promise, front_door
from trafficking_cases.celery import app
from trafficking_cases.deadlines.health import health
from trafficking_cases.deadlines.heartbeats import beat_or_wait
from trafficking_cases.deadlines.models import Heartbeat
from trafficking_cases.deadlines.tasks import sweep
from trafficking_cases.lib.alone import alone
from trafficking_cases.notifications.models import Mail, Notice
from trafficking_cases.notifications.tasks import deliver

CELERY = (sys.executable, "-m", "celery", "--app", "trafficking_cases.celery:app")
WORKER = (*CELERY, "worker", "--concurrency", "1", "--without-gossip", "--without-mingle")
SCHEDULER = (*CELERY, "beat", "--pidfile", "")


@contextmanager
def running(command: tuple[str, ...], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen]:
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(what: Callable[[], bool], log: Path, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            pytest.fail(f"not within {seconds} s:\n{log.read_text()[-4000:]}")
        time.sleep(0.1)


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """The environment of this run, on the test database and on a corner of the broker that is ours alone."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    broker = os.environ["REDIS_URL"].replace("virtual_host=0", "virtual_host=3")
    assert broker.endswith("3")
    return os.environ | {
        "DATABASE_URL": urlunsplit(database),
        "REDIS_URL": broker,
        "DATA_DIR": str(tmp_path),
        "SWEEP_SECONDS": "1",
    }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_reminder_reaches_its_reader_through_scheduler_broker_and_worker(environment, tmp_path):
    """kill -9 of the worker in between costs a delay and doubles nothing."""
    log = tmp_path / "log"
    north = front_door("north")
    a_promise(north, "REF-08", started_at=timezone.now() - timedelta(hours=3))

    with running(SCHEDULER, environment, log):
        with running(WORKER, environment, log) as first:
            wait_for(lambda: Mail.objects.filter(status="sent").count() == 2, log)
            assert set(Notice.objects.values_list("recipient", flat=True)) == {
                north.duty_worker.pk, north.out_of_hours.pk,
            }  # fmt: skip
            alive = health(timezone.now())
            assert alive.worker
            assert alive.scheduler
            assert alive.oldest_due_undone_seconds == 0
            first.kill()
        a_promise(north, "REF-08", started_at=timezone.now() - timedelta(hours=3))
        time.sleep(2)
        assert Notice.objects.count() == 2
        with running(WORKER, environment, log):
            wait_for(lambda: Mail.objects.filter(status="sent").count() == 4, log)

    assert Notice.objects.count() == 4
    written = b"".join(file.read_bytes() for file in (tmp_path / "mail").iterdir())
    assert written.count(b"Something needs you in Waymark") == 4


@pytest.mark.django_db(transaction=True)
def test_a_pass_beside_another_stands_back_and_the_next_does_the_work():
    north = front_door("north")
    a_promise(north, "REF-08", started_at=timezone.now() - timedelta(hours=3))
    taken, done = Event(), Event()

    def another_process(work):
        with alone(work) as is_alone:
            taken.set()
            done.wait(20)
        connection.close()
        return is_alone

    with ThreadPoolExecutor(1) as other:
        for work, task, rows in (
            ("sweep", sweep, Notice.objects),
            ("deliver", deliver, Mail.objects.filter(status="sent")),
        ):
            taken.clear(), done.clear()
            beside = other.submit(another_process, work)
            taken.wait(20)
            task()
            assert not rows.exists()
            done.set()
            assert beside.result()
            task()
            assert rows.count() == 2


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_a_heart_goes_on_beating():
    def away(execute, sql, params, many, context):
        raise OperationalError("terminating connection due to administrator command")

    with connection.execute_wrapper(away):
        beat_or_wait("worker")
    assert not Heartbeat.objects.exists()
    beat_or_wait("worker")
    assert Heartbeat.objects.get().name == "worker"


def test_a_task_carries_no_value_and_keeps_no_result():
    assert app.conf.accept_content == ["json"]
    assert app.conf.result_backend is None
    assert app.conf.task_ignore_result
    assert app.conf.task_acks_late
    assert app.conf.worker_prefetch_multiplier > 1, "with full hands it would not hear that the broker died"
    assert app.conf.timezone == "UTC"
    options = app.conf.broker_transport_options
    assert options["unacked_restore_throttle"] == 1
    assert app.conf.task_time_limit < options["visibility_timeout"]


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()

    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
        assert "args" not in entry


def test_a_broker_that_is_away_is_noticed_quickly():
    """Nothing queues from a web request; should it ever, it must not wait."""
    before = time.monotonic()
    with app.connection_for_write(url="redis://127.0.0.1:1/0") as nowhere, pytest.raises(BrokerAway):
        sweep.apply_async(connection=nowhere, retry=False)
    assert time.monotonic() - before < 1
