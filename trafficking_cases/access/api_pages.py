"""The addresses of the API that hold no record: its description, its readable pages, and whatever is not there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from trafficking_cases.access.api import Resource
from trafficking_cases.access.guards import requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.web.api_description import description, reading


@extend_schema(exclude=True)
class Schema(Resource):
    """The API for programs, as OpenAPI 3."""

    declared_permissions = {"show": Permission.USE_SERVICE}
    renderer_classes = [JSONRenderer, OpenApiJsonRenderer]

    def show(self, request: Request) -> Response:
        return Response(description())


@extend_schema(exclude=True)
class Nowhere(Resource):
    """Every address below the API that leads to nothing says so in the words of the API."""

    declared_permissions = {"say_so": Permission.USE_SERVICE}

    def say_so(self, request: Request, **anywhere: Any) -> Response:
        raise Http404


@require_safe
@requires(Permission.USE_SERVICE)
def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html", reading())
