"""Small modules, short functions, plain names, and none of the smells that a test can see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import files, functions, our_files, our_models, short, tree
from trafficking_cases.casefile import generated_documents

LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
EVERYTHING = [*our_files(), *files("tests", "scripts")]
REFUSED_NAMES = {
    "utils", "util", "helpers", "helper", "common", "misc", "core", "base", "managers", "manager", "handlers",
    "handler", "services", "service", "processor", "processors", "selectors", "signals", "receivers", "admin",
}  # fmt: skip
# The verbs of `children`, by noun.
VERBS_BY_NOUN = {f"trafficking_cases/children/{noun}.py" for noun in ("adults", "identity", "papers", "exploitation")}
# About people and agencies, who are no secret; about everything else the answer depends on who asks.
NO_SECRET = {"User", "Agency", "Team"}


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_long():
    assert {short(path): length(path) for path in EVERYTHING if length(path) > LONGEST_MODULE} == {}


def test_no_function_is_long():
    long = {
        f"{short(path)}:{function.name}": lines
        for path in EVERYTHING
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}


def test_names_say_what_is_in_them():
    vague = [short(path) for path in EVERYTHING if {path.stem, path.parent.name} & REFUSED_NAMES]

    assert vague == []


def test_nothing_listens_behind_our_backs():
    """No signal receivers: a reader of an action reads all that it does."""
    words = re.compile(r"django\.db\.models\.signals|django\.dispatch|@receiver|post_save|pre_save|m2m_changed")
    listening = [short(path) for path in our_files() if words.search(path.read_text(encoding="utf-8"))]

    assert listening == []


def test_the_clock_is_read_with_its_zone():
    words = re.compile(r"date\.today\(|datetime\.now\(\)|utcnow\(|datetime\.today\(|time\.localtime\(")
    naive = [short(path) for path in EVERYTHING if path != Path(__file__) and words.search(path.read_text("utf-8"))]

    assert naive == []


def test_errors_are_caught_by_name():
    broad = [
        f"{short(path)}:{node.lineno}"
        for path in our_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]

    assert broad == []


def test_nothing_is_imported_inside_a_function():
    hidden = [
        f"{short(path)}:{node.lineno}"
        for path in our_files()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def doorways() -> list[Path]:
    return [
        path
        for path in our_files()
        if re.search(r"(^|_)(views|api)(_\w+)?$", path.stem) or {"views", "api"} & set(path.parent.parts)
    ]


def test_pages_and_the_api_ask_for_rows_through_visible_to():
    """On the same line, so that it can be seen. What only fills in visible rows stands in a Prefetch."""
    names = "|".join(sorted({model.__name__ for model in our_models()} - NO_SECRET))
    reached = re.compile(rf"\b({names})\.(_default_manager|objects)\b")
    past_it = [
        f"{short(path)}:{number}"
        for path in doorways()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if reached.search(line) and "visible_to" not in line and "queryset=" not in line
    ]

    assert past_it == []
    assert len(doorways()) > 5


def test_pages_and_the_api_change_nothing_themselves():
    writes = re.compile(r"\.(save|create|update|delete|bulk_create|bulk_update|get_or_create|update_or_create)\(")
    writing = [
        f"{short(path)}:{number}"
        for path in doorways()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if writes.search(line) and not re.search(r"\b(drafts|actions|audit|hashlib|form|context)\.", line)
    ]

    assert writing == []


def test_status_moves_in_actions_alone():
    moves = re.compile(r"\.status\b[^=\n]*(?<![=!<>])=(?!=)|\bupdate\([^)]*status=")
    elsewhere = [
        f"{short(path)}:{number}"
        for path in our_files()
        if path.stem not in ("actions", "outbox") and "actions" not in path.parts and short(path) not in VERBS_BY_NOUN
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"(?<![\w\"'])\w+\.status(, \w+\.\w+)* = ", line) or (moves.search(line) and "update(" in line)
    ]

    assert elsewhere == []


def test_there_is_no_work_left_without_an_issue():
    """A reminder to ourselves carries the number of an issue."""
    words = "|".join(("TO" + "DO", "FIX" + "ME"))
    left = [
        f"{short(path)}:{number}"
        for path in EVERYTHING
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rf"\b({words})\b(?! #\d)", line)
    ]

    assert left == []


def test_what_is_written_by_the_program_is_fresh():
    assert [path.name for path in generated_documents.stale()] == []


@pytest.mark.parametrize("app", ["django.contrib.admin", "simple_history", "auditlog"])
def test_what_would_lead_round_the_rules_is_not_installed(app: str):
    assert not apps.is_installed(app)
