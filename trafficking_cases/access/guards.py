"""The doors. In this order: signed in, record visible (404), permission (403); then the rules say whether (409)."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit


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
    guarded: bool

    @property
    def user(self) -> Person: ...

    @property
    def method(self) -> str | None: ...


Asking = TypeVar("Asking", bound=HttpRequest)
Row = TypeVar("Row", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponse])
Named = ParamSpec("Named")
Page = Callable[Concatenate[HttpRequest, Named], HttpResponse]


def requires(permission: Permission) -> Callable[[Callable[Concatenate[Asking, Named], HttpResponse]], Page[Named]]:
    """Say who may ever enter a page. Where the page has a record, its guard asks, after it was found visible."""

    def declare(view: Callable[Concatenate[Asking, Named], HttpResponse]) -> Page[Named]:
        @wraps(view)
        def enter(request: HttpRequest, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            cast(Entered, request).declared_permission = permission
            if "pk" not in kwargs and not request.user.holds(permission):
                raise PermissionDenied
            response = view(cast(Asking, request), *args, **kwargs)
            if "pk" in kwargs and not hasattr(request, "guarded"):
                raise RuntimeError(f"{view.__module__}.{view.__name__} has a record and did not call guard()")
            return response

        enter.declared_permission = permission  # type: ignore[attr-defined]  # for the test that walks every address
        return enter

    return declare


def open_to_everyone(why: str) -> Callable[[View], View]:
    """Say that a page asks for no account, and why that is right."""

    def declare(view: View) -> View:
        view.open_because = why  # type: ignore[attr-defined]  # for the test that walks every address
        return view

    return declare


def guard(request: Entered, rows: QuerySet[Row], pk: UUID) -> Row:
    """The record of a page, if it is among the visible rows (else 404) and its verb is allowed (else 403).

    The look is recorded. A record that is kept from somebody answers as one that never existed.
    """
    request.guarded = True
    record = rows.filter(pk=pk).first()
    if record is None:
        raise Http404
    if not cast(Guarded, record).allows(request.user, request.declared_permission):
        raise PermissionDenied
    if request.method in ("GET", "HEAD"):
        audit.record(f"{record._meta.label_lower}.seen", record, by=request.user)
    return record


def require(by: Person, permission: Permission, record: Model | None = None) -> None:
    """Ask once more inside the verb: visible (else 404), then allowed (else 403), whoever the caller is."""
    if record is None:
        if not (by.is_active and by.holds(permission)):
            raise PermissionDenied
        return
    if not cast(Scoped, type(record)._default_manager).visible_to(by).filter(pk=record.pk).exists():
        raise Http404
    if not cast(Guarded, record).allows(by, permission):
        raise PermissionDenied
