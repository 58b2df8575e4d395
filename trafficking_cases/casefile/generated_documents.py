"""The documents that are written by the program, so that they cannot say what it does not do."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps

from trafficking_cases.casefile.citations import OURS, PROJECT, Citation, in_code, in_tests
from trafficking_cases.casefile.rulebook import Rule, rulebook
from trafficking_cases.lib.workflow import Workflow

FOLDER = PROJECT / "docs"
WRITTEN_BY = "<!-- Written by `python manage.py write_docs`. Change the docstrings or the tables, not this file. -->"


def stale() -> list[Path]:
    """The documents that say something else than the program."""
    return [path for path, text in written().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def write() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")


def written() -> dict[Path, str]:
    """Each document with what belongs in it."""
    documents: dict[str, Callable[[], Iterable[str]]] = {"rules.md": rules, "workflows.md": workflows}
    return {FOLDER / name: "\n".join([WRITTEN_BY, "", *lines()]) + "\n" for name, lines in documents.items()}


def rules() -> Iterator[str]:
    """Every rule: what it asks, what is done about it, where, and which tests try it."""
    yield from ("# The rules, and where they are kept", "")
    for rule in rulebook():
        yield from _one_rule(rule, _of(rule, in_code()), _of(rule, in_tests()))


def _of(rule: Rule, citations: Iterable[Citation]) -> list[Citation]:
    return [citation for citation in citations if citation.rule == rule.id]


def _one_rule(rule: Rule, kept: list[Citation], tried: list[Citation]) -> Iterator[str]:
    yield from (f"## {rule.id}", "", rule.sentence, "", f"{rule.kept} (Procedure, section {rule.section}.)", "")
    yield from ("| Where | What it does |", "|---|---|")
    for citation in kept:
        place = f"`{citation.file}`" + (f" `{citation.name}`" if citation.name else "")
        yield f"| {place} | {citation.sentence} |"
    files = sorted({citation.file for citation in tried})
    yield from ("", f"Tried by: {', '.join(f'`{file}`' for file in files) or 'no test names this rule yet'}.", "")


def workflows() -> Iterator[str]:
    """Every process: which status may follow which."""
    yield from ("# What may follow what", "")
    for place, workflow in found_workflows():
        yield from (f"## {place} (Rule {workflow.rule})", "", "```mermaid", "stateDiagram-v2")
        first = next(iter(workflow.moves))
        yield f"    [*] --> {first}"
        for status in workflow.moves:
            following = workflow.following(status)
            yield from (f"    {status} --> {after}" for after in following)
            if not following:
                yield f"    {status} --> [*]"
        yield from ("```", "", "| Status | In words | May become |", "|---|---|---|")
        for status in workflow.moves:
            after = ", ".join(str(move.label) for move in workflow.following(status)) or "(the end)"
            yield f"| `{status}` | {status.label} | {after} |"
        yield ""


def found_workflows() -> Iterator[tuple[str, Workflow]]:
    """The workflows of our apps, by app; by app and process where one has several."""
    for app in apps.get_app_configs():
        if app.name.split(".")[0] in OURS and (spec := find_spec(f"{app.name}.workflow")):
            for _, name, _ in iter_modules(spec.submodule_search_locations or []):
                process = import_module(f"{app.name}.workflow.{name}")
                if hasattr(process, "WORKFLOW"):
                    yield f"{app.label}: {name}", process.WORKFLOW
            if hasattr(single := import_module(f"{app.name}.workflow"), "WORKFLOW"):
                yield app.label, single.WORKFLOW
