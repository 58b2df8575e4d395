"""The pages about the service itself: whether it is ready, and by which rules it works."""

import redis
from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trafficking_cases.access.guards import open_to_everyone, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.rulebook import rulebook
from trafficking_cases.deadlines.health import health

SECONDS_TO_WAIT = 1


@open_to_everyone("The supervisor and the monitoring ask it; it says nothing about anybody.")
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether all four parts are up, and for how long the oldest promise has waited."""
    try:
        unseen = health(timezone.now())
    except Error:
        parts = {"database": False, "worker": False, "scheduler": False, "oldest_due_undone_seconds": None}
    else:
        parts = {
            "database": True,
            "worker": unseen.worker,
            "scheduler": unseen.scheduler,
            "oldest_due_undone_seconds": unseen.oldest_due_undone_seconds,
        }
    parts["broker"] = _broker_answers()
    is_ready = all(parts[name] for name in ("database", "broker", "worker", "scheduler"))
    return JsonResponse(parts, status=200 if is_ready else 503, headers={"Cache-Control": "no-store"})


def _broker_answers() -> bool:
    broker = redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=SECONDS_TO_WAIT, socket_timeout=SECONDS_TO_WAIT
    )
    try:
        return bool(broker.ping())
    except redis.RedisError:
        return False
    finally:
        broker.close()


@requires(Permission.USE_SERVICE)
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "casefile/rules.html", {"rules": rulebook()})
