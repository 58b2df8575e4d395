"""Signs of life, given by the worker and the scheduler themselves, so that a dead one is not taken for a quiet one."""

from time import monotonic
from typing import Any

import structlog
from celery import bootsteps
from celery.beat import Scheduler
from django.db import Error, connection
from django.utils import timezone

from trafficking_cases.deadlines.health import SCHEDULER, SECONDS_BETWEEN_BEATS, WORKER, beat

log = structlog.get_logger(__name__)


def beat_or_wait(name: str) -> None:
    """Give a sign of life on a connection of its own; while the database is away, go on and try at the next beat."""
    try:
        beat(name, timezone.now())
    except Error as away:
        log.warning("heartbeat_missed", process=name, failure=type(away).__name__)
    finally:
        connection.close()


class WorkerHeartbeat(bootsteps.StartStopStep):
    """The worker's: from the timer of its main process, whatever its pool is doing."""

    requires = {"celery.worker.components:Timer"}

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.timer = None

    def start(self, worker: Any) -> None:
        beat_or_wait(WORKER)
        self.timer = worker.timer.call_repeatedly(SECONDS_BETWEEN_BEATS, beat_or_wait, (WORKER,), priority=10)

    def stop(self, worker: Any) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None


class BeatingScheduler(Scheduler):
    """The scheduler's: at its ticks. It keeps no file: what is due is asked of the database, not remembered here."""

    next_beat = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if monotonic() >= self.next_beat:
            self.next_beat = monotonic() + SECONDS_BETWEEN_BEATS
            beat_or_wait(SCHEDULER)
        return super().tick(*args, **kwargs)
