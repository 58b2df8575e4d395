"""Pages for when something went wrong: what happened, why, and what to do now."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static

from trafficking_cases.lib.errors import Refused, Reserved


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser sent what nobody could have typed. It may come before anybody is known: no frame of the reader's."""
    return _plain("errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Visible, but not for this person to do; where a rule gives it to others, which rule."""
    reason = exception.reason if isinstance(exception, Reserved) else None
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist and for what is kept from this reader."""
    return render(request, "errors/404.html", status=404)


def not_this_way(request: HttpRequest, allowed: str) -> HttpResponse:
    """The address of a button was opened like a page, for example after signing in again."""
    page = render(request, "errors/405.html", status=405)
    page.headers["Allow"] = allowed
    return page


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The rules do not allow it as things stand."""
    return render(request, "errors/409.html", {"reasons": refusal.reasons}, status=409)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Somebody tries faster than people do."""
    return _plain("errors/429.html", 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or somebody signed in again meanwhile."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. Asks nothing of the database, which may be the fault."""
    return _plain("errors/500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "product_name": settings.PRODUCT_NAME,
        "partnership_name": settings.PARTNERSHIP_NAME,
        "style_sheet": _style_sheet(),
    }
    return HttpResponse(render_to_string(template, context), status=status)


def _style_sheet() -> str:
    """Where the style sheet is; a missing manifest must not break the page that says what broke."""
    try:
        return static("css/app.css")
    except ValueError:
        return ""
