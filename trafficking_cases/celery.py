"""The worker and the scheduler. They only wake sweeps: what is due, and what was done, is in the database."""

import os
from typing import Any

import django
from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafficking_cases.settings")
django.setup()

from django.conf import settings  # noqa: E402 - models can be imported only after the set-up

from trafficking_cases.deadlines.health import SECONDS_BETWEEN_BEATS  # noqa: E402
from trafficking_cases.deadlines.heartbeats import WorkerHeartbeat  # noqa: E402

# Longer than the longest task, or Redis hands a task that still runs to a second worker.
VISIBILITY_SECONDS = 300
LONGEST_TASK_SECONDS = 240
SECONDS_BETWEEN_SEALS = 60


def every(seconds: float, task: str) -> dict[str, Any]:
    """Wake a task regularly. A call that nobody took before the next one is of no use any more."""
    return {"task": task, "schedule": seconds, "options": {"expires": max(seconds, 10)}}


def timetable(sweep_seconds: int) -> dict[str, dict[str, Any]]:
    """What is woken, and how often."""
    return {
        "sweep": every(sweep_seconds, "trafficking_cases.deadlines.tasks.sweep"),
        "deliver": every(min(30, sweep_seconds), "trafficking_cases.notifications.tasks.deliver"),
        "seal": every(SECONDS_BETWEEN_SEALS, "trafficking_cases.audit.tasks.seal"),
        "lapse_grants": every(60, "trafficking_cases.children.tasks.lapse_grants"),
        "take_in_strategy": every(60, "assessments.tasks.take_in_strategy"),
        "prompt_birthdays": every(60, "trafficking_cases.casefile.tasks.prompt_birthdays"),
        # Rule N4 gives a minute from the facts to the duty.
        "take_in_nrm": every(30, "nrm.tasks.take_in_nrm"),
        "expire_drafts": every(3_600, "referrals.tasks.expire_drafts"),
        "look_back": every(60, "assessments.tasks.look_back"),
        "look_back_on_everything": every(3_600, "assessments.tasks.look_back_on_everything"),
        "take_in_enquiries_started": every(60, "assessments.tasks.take_in_enquiries_started"),
        "expire_nrm_drafts": every(3_600, "nrm.tasks.expire_nrm_drafts"),
    }


def configuration() -> dict[str, Any]:
    """How the two processes work together."""
    return {
        "broker_url": settings.REDIS_URL,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_transport_options": {
            "visibility_timeout": VISIBILITY_SECONDS,
            # What a killed worker held is found at the first look, not at the tenth.
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
            "socket_connect_timeout": 2,
            # Whoever queues while Redis is away learns it at once; by default it would take six seconds.
            "max_retries": 1,
            "interval_start": 0,
            "interval_step": 0.2,
        },
        # No result backend: with one, and Redis away, a web request would wait for tens of seconds.
        "result_backend": None,
        "task_ignore_result": True,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_time_limit": LONGEST_TASK_SECONDS,
        # Not 1: a worker whose hands are full does not listen, so if Redis dies before it could acknowledge, it never
        # learns of it and waits for ever beside a full queue (seen at the fifth kill -9; with 4, not in forty).
        "worker_prefetch_multiplier": 4,
        "worker_hijack_root_logger": False,
        "worker_enable_remote_control": False,
        "enable_utc": True,
        "timezone": "UTC",
        "beat_scheduler": "trafficking_cases.deadlines.heartbeats:BeatingScheduler",
        "beat_max_loop_interval": SECONDS_BETWEEN_BEATS,
        "beat_schedule": timetable(settings.SWEEP_SECONDS),
    }


app = Celery("trafficking_cases")
app.add_defaults(configuration)
app.steps["worker"].add(WorkerHeartbeat)
app.autodiscover_tasks()
