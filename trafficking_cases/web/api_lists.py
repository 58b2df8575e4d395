"""Lists of the API: what may be asked of one, and how much of it comes at once."""

from typing import Any

from rest_framework import exceptions, serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from trafficking_cases.web.api_questions import Shape

COUNTED_TO = 1_000
MOST_ON_A_PAGE = 100
LAST_PAGE = 100_000


class Page(Shape):
    """What every list may be asked: which page, and how long."""

    page = serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=1)
    page_size = serializers.IntegerField(
        min_value=1,
        default=25,
        help_text=f"How many at once. More than {MOST_ON_A_PAGE} are given as {MOST_ON_A_PAGE}.",
    )

    def filters(self) -> dict[str, Any]:
        """What was asked beside the page, as look-ups: a filter's `source` names its own."""
        return {name: value for name, value in self.validated_data.items() if name not in ("page", "page_size")}


class Pages(BasePagination):
    """A page of a list. Counting stops at a thousand: nobody needs more, and everybody would wait for it."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        self.number = view.asked["page"]
        self.counted = queryset.order_by()[: COUNTED_TO + 1].count()
        size = min(view.asked["page_size"], MOST_ON_A_PAGE)
        start = (self.number - 1) * size
        if self.number > 1 and self.counted <= min(start, COUNTED_TO):
            raise exceptions.NotFound("The list ends before this page.")
        rows = list(queryset[start : start + size + 1])
        if self.number > 1 and not rows:
            raise exceptions.NotFound("The list ends before this page.")
        self.goes_on = len(rows) > size
        return rows[:size]

    def get_paginated_response(self, data: Any) -> Response:
        capped = {"count_capped": True} if self.counted > COUNTED_TO else {}
        return Response(
            {
                "count": min(self.counted, COUNTED_TO),
                **capped,
                "next": self._address(self.number + 1) if self.goes_on else None,
                "previous": self._address(self.number - 1) if self.number > 1 else None,
                "results": data,
            }
        )

    def _address(self, number: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "page", number)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "maximum": COUNTED_TO, "description": "Exact up to 1,000"},
                "count_capped": {"type": "boolean", "description": "There, and true, where there are more than 1,000"},
                "next": address,
                "previous": address,
                "results": schema,
            },
        }
