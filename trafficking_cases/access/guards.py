"""The doors. In this order: signed in, record visible (404), permission (403); then the rules say whether (409)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from trafficking_cases.access.permissions import RESERVED, Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.lib.errors import Reserved


class Person(Protocol):
    """Whoever acts: an account that says what its roles allow."""

    pk: UUID
    is_active: bool

    def holds(self, permission: Permission) -> bool: ...


class Guarded(Protocol):
    """A record that says which verbs a person may use on it, once it is visible to them."""

    pk: UUID

    def allows(self, user: Person, permission: Permission) -> bool: ...


class Scoped(Protocol):
    """Rows that know which of them a person may see."""

    def visible_to(self, user: Person) -> QuerySet: ...


class Entered(Protocol):
    """A request past the door, of a page or of the API: who asks, and with which permission."""

    declared_permission: Permission
    guarded: Model | None

    @property
    def user(self) -> Person: ...

    @property
    def method(self) -> str | None: ...


Asking = TypeVar("Asking", bound=HttpRequest)
Row = TypeVar("Row", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponse])
Named = ParamSpec("Named")
Page = Callable[Concatenate[HttpRequest, Named], HttpResponse]

READING = ("GET", "HEAD")
PAGES_TAKE = (*READING, "POST")


def requires(permission: Permission) -> Callable[[Callable[Concatenate[Asking, Named], HttpResponse]], Page[Named]]:
    """Say who may ever enter a page. Where the page has a record, its guard asks, after it was found visible."""

    def declare(view: Callable[Concatenate[Asking, Named], HttpResponse]) -> Page[Named]:
        @wraps(view)
        def enter(request: HttpRequest, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.method not in PAGES_TAKE:
                return HttpResponseNotAllowed(PAGES_TAKE)
            entered = cast(Entered, request)
            entered.declared_permission = permission
            if "pk" not in kwargs and not request.user.holds(permission):
                raise denied(permission)
            response = view(cast(Asking, request), *args, **kwargs)
            if "pk" in kwargs and response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                _leave(entered, response, f"{view.__module__}.{view.__name__}")
            return response

        enter.declared_permission = permission  # type: ignore[attr-defined]  # for the test that walks every address
        return enter

    return declare


def _leave(request: Entered, response: HttpResponse, page: str) -> None:
    """A page with a record has asked its guard; and one that a POST was answered with was looked at as well."""
    if not hasattr(request, "guarded"):
        raise RuntimeError(f"{page} has a record and did not call guard()")
    if request.guarded and request.method == "POST" and _shows_a_page(response):
        _record_the_look(request, request.guarded)


def _shows_a_page(response: HttpResponse) -> bool:
    """Whether a POST was answered in place, with a page of the record, instead of done and sent on."""
    return response.status_code in (200, 409) and response.headers.get("Content-Type", "").startswith("text/html")


def open_to_everyone(why: str) -> Callable[[View], View]:
    """Say that a page asks for no account, and why that is right."""

    def declare(view: View) -> View:
        view.open_because = why  # type: ignore[attr-defined]  # for the test that walks every address
        return view

    return declare


def denied(permission: Permission) -> PermissionDenied:
    """Why somebody may not do what they can see: their role, or the rule that gives it to others."""
    return Reserved(RESERVED[permission]) if permission in RESERVED else PermissionDenied()


def guard(request: Entered, rows: QuerySet[Row], pk: UUID) -> Row:
    """The record of a page, if it is among the visible rows (else 404) and its verb is allowed (else 403).

    The look is recorded. A record that is kept from somebody answers as one that never existed.
    """
    request.guarded = None
    record = rows.filter(pk=pk).first()
    if record is None:
        raise Http404
    if not cast(Guarded, record).allows(request.user, request.declared_permission):
        raise denied(request.declared_permission)
    request.guarded = record
    if request.method in READING:
        _record_the_look(request, record)
    return record


def _record_the_look(request: Entered, record: Model) -> None:
    """Who saw what, under the case through which they saw it where the record itself belongs to none."""
    seen_through = getattr(record, "seen_through", None)
    case = seen_through(request.user) if seen_through else None
    audit.record(f"{record._meta.label_lower}.seen", record, by=request.user, case=case)


def require(by: Person, permission: Permission, record: Model | None = None) -> None:
    """Ask once more inside the verb: visible (else 404), then allowed (else 403), whoever the caller is."""
    if record is None:
        if not (by.is_active and by.holds(permission)):
            raise denied(permission)
        return
    if not cast(Scoped, type(record)._default_manager).visible_to(by).filter(pk=record.pk).exists():
        raise Http404
    if not cast(Guarded, record).allows(by, permission):
        raise denied(permission)
