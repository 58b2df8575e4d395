"""The pages about the service itself: whether it is ready, and by which rules it works."""

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import OperationalError

from trafficking_cases.access.guards import open_to_everyone, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.rulebook import rulebook
from trafficking_cases.deadlines.health import health

SECONDS_TO_WAIT = 1


@open_to_everyone("The supervisor and the monitoring ask it; it says nothing about anybody.")
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether all four parts are up, and for how long the oldest promise has waited."""
    parts: dict[str, bool | int | None]
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
    """Whether a message could be handed over, by the same client that hands them over."""
    patience = {"socket_connect_timeout": SECONDS_TO_WAIT, "socket_timeout": SECONDS_TO_WAIT}
    with Connection(settings.REDIS_URL, transport_options=patience) as broker:
        try:
            broker.ensure_connection(max_retries=1, interval_start=0)
            return bool(broker.default_channel.client.ping())
        except (OperationalError, *broker.connection_errors, *broker.channel_errors):
            return False


@requires(Permission.USE_SERVICE)
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "casefile/rules.html", {"rules": rulebook()})
