"""The description of the API: OpenAPI 3 for programs, and the same as a page for people."""

import re
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

from trafficking_cases.web.api import DETAILS, PROBLEM, Problem
from trafficking_cases.web.shapes import Cell, Column, TableRow

ALWAYS = (400, 401, 403, 404, 406, 429)
WITH_A_BODY = (409, 413, 415)
# How the description lists the answers of a choice.
CHOICE = re.compile(r"^\* `(.*?)` - ", re.MULTILINE)
VALUE_COLUMNS = (Column("Name"), Column("Kind"), Column("What it is"))


class Described(AutoSchema):
    """Every operation also says with which problems it may answer."""

    def get_summary(self) -> str | None:
        first, _, _ = self.get_description().partition("\n")
        return first or None

    def get_filter_parameters(self) -> list[dict[str, Any]]:
        return []

    def get_override_parameters(self) -> list[Any]:
        asked = getattr(self.view, "asks", {}).get(getattr(self.view, "action", ""))
        return [*super().get_override_parameters(), *([asked] if asked else [])]

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
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
    """The description in the order in which people read it: a part for each resource, each kind of answer once."""
    whole = description()
    parts: dict[str, list[dict[str, Any]]] = {}
    told: dict[str, str] = {}
    for path, operations in whole["paths"].items():
        for method, operation in operations.items():
            read = _operation(operation, whole) | {"method": method.upper(), "path": path}
            read["told_at"] = told.setdefault(read["answer"], read["id"])
            parts.setdefault(operation["tags"][0], []).append(read)
    return {
        "parts": [{"name": name, "id": f"of-{name}", "operations": found} for name, found in parts.items()],
        "columns": VALUE_COLUMNS,
        "problems": [{"id": f"problem-{code}", "code": code, "detail": detail} for code, detail in DETAILS.items()],
    }


def _operation(operation: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    summary, _, rest = operation.get("description", "").partition("\n")
    takes = _body(operation.get("requestBody", {}), whole)
    gives = _body(next(answer for code, answer in operation["responses"].items() if code.startswith("2")), whole)
    return {
        "id": operation["operationId"],
        "summary": summary,
        "more": " ".join(rest.split()),
        "asks": [_row(each["name"], each["schema"], _said(each)) for each in operation.get("parameters", [])],
        "takes": _rows(takes, whole, is_asked=True),
        "answer": gives.get("$ref", ""),
        "gives": _rows(gives, whole),
    }


def _body(holder: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """What a body is; of a list, what one of its rows is."""
    schema: dict[str, Any] = next((body["schema"] for body in holder.get("content", {}).values()), {})
    listed = _resolved(schema, whole).get("properties", {}).get("results")
    return listed["items"] if listed else schema


def _rows(schema: dict[str, Any], whole: dict[str, Any], *, is_asked: bool = False) -> list[TableRow]:
    """The values of a body."""
    schema = _resolved(schema, whole)
    required = schema.get("required", [])
    return [
        _row(name, _resolved(value, whole), _said(value), needed=is_asked and name in required)
        for name, value in schema.get("properties", {}).items()
    ]


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    for together in ("allOf", "oneOf"):
        if schema.get(together):
            return _resolved(schema[together][0], whole)
    if "$ref" in schema:
        return whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _said(value: dict[str, Any]) -> str:
    """What a value is; the answers that it may be stand after it, each with what it means."""
    said, *answers = CHOICE.split(value.get("description", ""))
    meanings = [f"{answer} ({meaning.strip()})" for answer, meaning in zip(answers[::2], answers[1::2], strict=True)]
    found = [value.get("title", ""), said.strip(), f"One of: {', '.join(meanings)}" if meanings else ""]
    return " ".join(part if part[-1] in ".?" else f"{part}." for part in found if part)


def _row(name: str, schema: dict[str, Any], said: str, *, needed: bool = False) -> TableRow:
    kind = " ".join(filter(None, [schema.get("type", ""), schema.get("format", "")])) or "object"
    if longest := schema.get("maxLength"):
        kind += f", at most {longest:,} characters"
    return TableRow([Cell(name, header=True), Cell(f"{kind}, needed" if needed else kind), Cell(said)])
