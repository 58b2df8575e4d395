"""What every answer gets on its way out."""

import time
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from trafficking_cases.lib.errors import Refused
from trafficking_cases.web.errors import not_this_way, refused

log = structlog.get_logger(__name__)

Answering = Callable[[HttpRequest], HttpResponse]
# A method may be any word that somebody likes to see in a log.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Nothing here uses any of them; a page that was tampered with shall not either.
UNUSED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in UNUSED)


class RequestLog:
    """One line for each request: which route, by whom, how it ended, how long it took. Never the address itself."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        request_id = str(uuid4())
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        log.info(
            "request",
            method=request.method if request.method in METHODS else "other",
            route=_route(request),
            status=response.status_code,
            user_id=_user_id(request),
            duration_ms=round((time.monotonic() - started) * 1000),
        )
        response.headers["X-Request-ID"] = request_id
        structlog.contextvars.clear_contextvars()
        return response


def _route(request: HttpRequest) -> str:
    return f"/{request.resolver_match.route}" if request.resolver_match else "unknown"


def _user_id(request: HttpRequest) -> str | None:
    """Who asked, if the page itself wanted to know: logging alone shall not ask the database."""
    user = getattr(request, "_cached_user", None)
    return str(user.pk) if user is not None and user.pk else None


class PrivatePages:
    """Pages stay between us and the reader: not kept by browsers or proxies, not indexed, no device features."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_cache_control(response, no_store=True, private=True)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response


class Refusals:
    """A refusal that a page did not show in its form is a page of its own, with its reasons; so is a wrong method."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_blank = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content
        return not_this_way(request, response.headers["Allow"]) if is_blank else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refused(request, exception)
        return None
