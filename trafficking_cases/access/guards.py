"""The doors. In this order: signed in, record visible (404), permission (403); then the rules say whether (409)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit

type_of_view = Callable[..., HttpResponse]


class Person(Protocol):
    """Whoever acts: an account that says what its roles allow."""

    pk: UUID
    is_active: bool

    def holds(self, permission: Permission) -> bool: ...


class Guarded(Protocol):
    """A record that says which verbs a person may use on it, once it is visible to them."""

    pk: UUID

    def allows(self, user: Person, permission: Permission) -> bool: ...


def requires(permission: Permission) -> Callable[[type_of_view], type_of_view]:
    """Say who may ever enter a page. Where the page has a record, its guard asks, after it was found visible."""

    def declare(view: type_of_view) -> type_of_view:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            request.declared_permission = permission
            if "pk" not in kwargs and not request.user.holds(permission):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            if "pk" in kwargs and not hasattr(request, "guarded"):
                raise RuntimeError(f"{view.__module__}.{view.__name__} has a record and did not call guard()")
            return response

        enter.declared_permission = permission
        return enter

    return declare


def open_to_everyone(why: str) -> Callable[[type_of_view], type_of_view]:
    """Say that a page asks for no account, and why that is right."""

    def declare(view: type_of_view) -> type_of_view:
        view.open_because = why
        return view

    return declare


def guard(request: HttpRequest, rows: QuerySet, pk: UUID) -> Any:
    """The record of a page, if it is among the visible rows (else 404) and its verb is allowed (else 403).

    The look is recorded. A record that is kept from somebody answers as one that never existed.
    """
    request.guarded = True
    record = rows.filter(pk=pk).first()
    if record is None:
        raise Http404
    if not record.allows(request.user, request.declared_permission):
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
    if not type(record)._default_manager.visible_to(by).filter(pk=record.pk).exists():
        raise Http404
    if not record.allows(by, permission):
        raise PermissionDenied
