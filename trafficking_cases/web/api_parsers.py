"""How the API reads a body. Named by the settings of the framework, so it imports little."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework import exceptions, status
from rest_framework.parsers import JSONParser
from rest_framework.utils import json

# Our bodies are an object of values or of one object more; a thousand brackets are no question.
DEEPEST = 10


class TooLong(exceptions.APIException):
    """A body that is longer than any question asks for."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_long"


class PlainJSONParser(JSONParser):
    """JSON in UTF-8, no longer and no deeper than anything that is asked here."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        longest = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        sent = stream.read(longest + 1)
        if len(sent) > longest:
            raise TooLong
        try:
            read = json.loads(sent.decode("utf-8"), parse_constant=json.strict_constant)
        except (ValueError, RecursionError) as error:
            raise exceptions.ParseError("The body is not JSON in UTF-8.") from error
        if _depth(read) > DEEPEST:
            raise exceptions.ParseError("The body is nested deeper than anything that is asked here.")
        return read


def _depth(read: Any) -> int:
    """How many brackets lie round the innermost value; counting stops where it is too many anyway."""
    level, depth = [read], 0
    while level and depth <= DEEPEST + 1:
        containers = [value for value in level if isinstance(value, list | dict)]
        level = [inner for outer in containers for inner in (outer.values() if isinstance(outer, dict) else outer)]
        depth += 1
    return depth
