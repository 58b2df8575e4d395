"""The doors of the API: the same order of refusals as the pages, and every verb says whom it is for.

Signed in (401) → asked as described (400) → record visible (404) → permission (403) → body (400) → rules (409).
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, cast

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from trafficking_cases.access.guards import Entered, guard
from trafficking_cases.access.permissions import Permission
from trafficking_cases.web.api_lists import Page, Pages
from trafficking_cases.web.api_questions import Nothing

IN_PERSON = "A key cannot do this for you. Sign in with a browser and do it there."


class Resource(GenericViewSet):
    """One kind of record. It answers for what `declared_permissions` names and for nothing else.

    `asks` names what a list may be asked in its address; `in_person` are the verbs that no key can use.
    """

    declared_permissions: ClassVar[Mapping[str, Permission]] = {}
    asks: ClassVar[Mapping[str, type[Serializer]]] = {}
    in_person: ClassVar[frozenset[str]] = frozenset()
    line_class: Any = None
    serializer_class: Any = None
    pagination_class = Pages
    lookup_value_converter = "uuid"

    @classmethod
    def as_view(cls, actions: Any = None, **options: Any) -> Any:
        if undeclared := set((actions or {}).values()) - set(cls.declared_permissions):
            raise ImproperlyConfigured(f"{cls.__name__} does not say who may: {', '.join(sorted(undeclared))}")
        return super().as_view(actions, **options)

    def rows(self) -> QuerySet:
        """What this person may see, as lists need it."""
        raise NotImplementedError

    def records(self) -> QuerySet:
        """The same, as one record is shown."""
        return self.rows()

    def get_serializer_class(self) -> Any:
        return self.line_class if self.action == "list" and self.line_class else self.serializer_class

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action not in self.declared_permissions:
            return  # as_view() has made sure that only a method nobody offers comes here: 405 follows
        asked = self.asks.get(self.action, Page if self.action == "list" else Nothing)
        self.asked_in_address = asked(data=request.query_params.dict())
        self.asked_in_address.is_valid(raise_exception=True)
        entered = cast(Entered, request)
        entered.declared_permission = self.declared_permissions[self.action]
        if not self.is_about_one and not entered.user.holds(entered.declared_permission):
            raise PermissionDenied

    @property
    def is_about_one(self) -> bool:
        return self.lookup_field in self.kwargs

    @property
    def asked(self) -> Mapping[str, Any]:
        return self.asked_in_address.validated_data

    def guarded(self, rows: QuerySet | None = None) -> Any:
        """The record in the address, past the page guard; and no key where a verb asks for somebody in person."""
        request = cast(Entered, self.request)
        record = guard(request, self.rows() if rows is None else rows, self.kwargs[self.lookup_field])
        if self.action in self.in_person and self.request.auth is not None:
            raise exceptions.PermissionDenied(IN_PERSON)
        return record

    def answers(self, questions: type[Serializer], **asked_with: Any) -> dict[str, Any]:
        """What was sent, read and found possible; `asked_with` is what the page's form needs to know."""
        # The framework says "no body" with an empty form.
        sent = {} if isinstance(self.request.data, QueryDict) else self.request.data
        asked = questions(data=sent, context={"asked_with": asked_with})
        asked.is_valid(raise_exception=True)
        return asked.validated_data

    def listed(self, rows: QuerySet, shown_as: type[Serializer], **known: Any) -> Response:
        """One page of these rows; `known` is what their lines need to know of the reader."""
        page = self.paginate_queryset(rows)
        context = {**self.get_serializer_context(), **known}
        return self.get_paginated_response(shown_as(page, many=True, context=context).data)

    def shown(self, record: Any, status: int = 200) -> Response:
        """One record, whole."""
        return Response(self.serializer_class(record, context=self.get_serializer_context()).data, status=status)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code < 400 and self.is_about_one and not hasattr(request, "guarded"):
            raise RuntimeError(f"{type(self).__name__}.{self.action} has a record and did not call guarded()")
        response["Cache-Control"] = "no-store"
        return response


class Lists(Resource):
    """A resource that can be listed."""

    def list(self, request: Request) -> Response:
        asked = cast(Page, self.asked_in_address)
        return self.listed(self.rows().filter(**asked.filters()), self.get_serializer_class())


class Opens(Resource):
    """A resource of which one record can be opened; the look is recorded."""

    def retrieve(self, request: Request, pk: Any) -> Response:
        """One of them, whole. The look is recorded."""
        return self.shown(self.guarded(self.records()))


def verb(*, takes: type[Serializer] = Nothing, gives: Any, path: str | None = None) -> Callable[[Callable], Callable]:
    """A verb of the business on one record: a POST to its own path below it."""

    def declare(method: Callable) -> Callable:
        routed = action(detail=True, methods=["post"], url_path=path or method.__name__, pagination_class=None)(method)
        return extend_schema(request=takes, responses={200: gives})(routed)

    return declare
