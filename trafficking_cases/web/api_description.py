"""The description of the API: OpenAPI 3 for programs, and the same as a page for people."""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from trafficking_cases.web.api import DETAILS, PROBLEM, Problem
from trafficking_cases.web.shapes import Cell, Column, TableRow

ALWAYS = (400, 401, 403, 404, 406, 429)
WITH_A_BODY = (409, 413, 415)
VALUE_COLUMNS = (Column("Name"), Column("Kind"), Column("What it is"))


class Described(AutoSchema):
    """Every operation also says with which problems it may answer."""

    def get_summary(self) -> str | None:
        first, _, _ = self.get_description().partition("\n")
        return first or None

    def get_filter_parameters(self) -> list[dict[str, Any]]:
        return []

    def get_override_parameters(self) -> list[Any]:
        asked = getattr(self.view, "asks", {}).get(self.view.action)
        return [*super().get_override_parameters(), *([asked] if asked else [])]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        if direction != "response":
            return bodies
        codes = [*ALWAYS, *(WITH_A_BODY if self.method == "POST" else ())]
        told = {str(code): self._get_response_for_code(Problem, str(code), [PROBLEM], direction) for code in codes}
        for code, body in told.items():
            body["description"] = DETAILS[int(code)]
        return bodies | told


@cache
def description() -> dict[str, Any]:
    """The whole API, the same for everybody; worked out once in each process."""
    return SchemaGenerator().get_schema(request=None, public=True)


def reading() -> dict[str, Any]:
    """The description in the order in which people read it: a part for each resource."""
    whole = description()
    parts: dict[str, list[dict[str, Any]]] = {}
    for path, operations in whole["paths"].items():
        for method, operation in operations.items():
            parts.setdefault(operation["tags"][0], []).append(_operation(path, method, operation, whole))
    return {
        "parts": [{"name": name, "id": f"of-{name}", "operations": found} for name, found in parts.items()],
        "columns": VALUE_COLUMNS,
        "problems": [{"id": f"problem-{code}", "code": code, "detail": detail} for code, detail in DETAILS.items()],
    }


def _operation(path: str, method: str, operation: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    summary, _, rest = operation.get("description", "").partition("\n")
    bodies = operation.get("requestBody", {}).get("content", {})
    answer = next((response for code, response in operation["responses"].items() if code.startswith("2")), {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": summary,
        "more": " ".join(rest.split()),
        "asks": [
            _row(each["name"], each["schema"], each.get("description", "")) for each in operation.get("parameters", [])
        ],
        "takes": [row for body in bodies.values() for row in _rows(body["schema"], whole)],
        "gives": [row for body in answer.get("content", {}).values() for row in _rows(body["schema"], whole)],
    }


def _rows(schema: dict[str, Any], whole: dict[str, Any]) -> list[TableRow]:
    """The values of a body; of a list, those of one of its rows."""
    schema = _resolved(schema, whole)
    properties = schema.get("properties", {})
    if "results" in properties:
        return _rows(properties["results"]["items"], whole)
    required = schema.get("required", [])
    return [
        _row(name, _resolved(value, whole), _said(value, whole), needed=name in required and not value.get("readOnly"))
        for name, value in properties.items()
    ]


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    for together in ("allOf", "oneOf"):
        if schema.get(together):
            return _resolved(schema[together][0], whole)
    if "$ref" in schema:
        return whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _said(value: dict[str, Any], whole: dict[str, Any]) -> str:
    title, description = value.get("title", ""), value.get("description", "")
    found = " ".join(filter(None, [title, description]))
    if choices := _resolved(value, whole).get("enum"):
        found = " ".join([found, "One of: " + ", ".join(str(choice) for choice in choices if choice) + "."])
    return found.strip()


def _row(name: str, schema: dict[str, Any], said: str, *, needed: bool = False) -> TableRow:
    kind = " ".join(filter(None, [schema.get("type", ""), schema.get("format", "")])) or "object"
    if longest := schema.get("maxLength"):
        kind += f", at most {longest:,} characters"
    return TableRow([Cell(name, header=True), Cell(f"{kind}, needed" if needed else kind), Cell(said)])
