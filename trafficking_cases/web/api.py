"""How the API says no."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from trafficking_cases.lib import errors
from trafficking_cases.lib.errors import Refused, Reserved
from trafficking_cases.web.api_parsers import TooLong

PROBLEM = "application/problem+json"
# Where the readable pages explain each problem.
EXPLAINED_AT = "/api/v1/docs/#problem-"

TITLES = {
    400: "Look at this again",
    401: "Sign in first",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not offered here",
    406: "Only JSON is spoken here",
    409: "Not yet",
    413: "Too long",
    415: "Only JSON is read here",
    429: "Too often",
}
DETAILS = {
    400: "Something in it cannot be right. What it is stands beside its name.",
    401: "Nobody is signed in, or the key does not open this. Sign in, or send the header Authorization: Token KEY.",
    403: "Your account may not do this.",
    # The same words for what is kept from somebody and for what never existed.
    404: "There is nothing under this address, or nothing for you.",
    405: "This address does not take that method. The header Allow names those that it takes.",
    406: "Ask for application/json.",
    409: "The rules do not allow this as things stand. Each reason says what to do instead.",
    413: "The body is longer than anything that is asked here.",
    415: "Send application/json.",
    429: "That was too often. The header Retry-After says when to come back.",
}
EXPLAINED_WITH_CARE = (status.HTTP_400_BAD_REQUEST, status.HTTP_403_FORBIDDEN, status.HTTP_404_NOT_FOUND)


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """What went wrong, as application/problem+json (RFC 9457); a refusal names each rule. A bug stays a bug."""
    if isinstance(error, Refused):
        return problem(status.HTTP_409_CONFLICT, reasons=[_as_sent(reason) for reason in error.reasons])
    if isinstance(error, Reserved):
        return problem(status.HTTP_403_FORBIDDEN, reasons=[_as_sent(error.reason)])
    if isinstance(error, RequestDataTooBig):
        error = TooLong()
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError("This request cannot be read.")
    response = exception_handler(error, context)
    if response is None:
        return None
    headers = {name: response[name] for name in ("WWW-Authenticate", "Retry-After") if name in response}
    if isinstance(error, exceptions.ValidationError):
        return problem(response.status_code, errors=dict(_complaints(response.data)), headers=headers)
    return problem(response.status_code, detail=_own_words(error), headers=headers)


def _as_sent(reason: errors.Reason) -> dict[str, str]:
    return {"rule": reason.rule, "message": reason.message}


def problem(code: int, *, detail: str = "", headers: dict[str, str] | None = None, **more: Any) -> Response:
    """A body that says what is wrong and what to do, to people and to programs."""
    said = {
        "type": f"{EXPLAINED_AT}{code}",
        "title": TITLES.get(code, "Something is wrong"),
        "status": code,
        "detail": detail or DETAILS.get(code, ""),
    }
    return Response(said | more, status=code, headers=headers, content_type=PROBLEM)


def _own_words(error: Exception) -> str:
    """What we wrote ourselves about this one; the framework's standard sentences give way to ours."""
    if not isinstance(error, exceptions.APIException) or error.status_code not in EXPLAINED_WITH_CARE:
        return ""
    return "" if error.detail == error.default_detail else str(error.detail)


def _complaints(found: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Sentences by field; what belongs to no field stands under `body`."""
    if isinstance(found, dict):
        for key, inner in found.items():
            yield from _complaints(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(found, list):
        yield name or "body", [str(sentence) for sentence in found]


class Reason(serializers.Serializer):
    """A rule that stands against a step, and what to do instead."""

    rule = serializers.CharField(help_text="The rule of the rulebook, such as R3")
    message = serializers.CharField()


class Problem(serializers.Serializer):
    """What is wrong (RFC 9457). `errors` comes with 400, by field; `reasons` with 409 and some 403, a rule each."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    reasons = Reason(many=True, required=False)
