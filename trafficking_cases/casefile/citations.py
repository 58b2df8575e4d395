"""Where the code says which rule it keeps: the last words of a docstring, such as [Rule R2; procedure 4.3]."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
OURS = ("assessments", "nrm", "referrals", "trafficking_cases")
CITED = re.compile(r"\[Rules? (?P<rules>[^\];]+)(?:; procedure (?P<section>[^\]]+))?\]")
RANGE = re.compile(r"([A-Z])(\d+)-\1(\d+)")
SAYING = (ast.Module, ast.ClassDef, ast.FunctionDef)


@dataclass(frozen=True)
class Citation:
    """One place that keeps a rule: the file, the name in it, and what it says of itself."""

    rule: str
    file: str
    name: str
    sentence: str


def rules_cited() -> set[str]:
    """Every rule that something in the code says it keeps."""
    return {citation.rule for citation in in_code()}


@cache
def in_code() -> tuple[Citation, ...]:
    """Where the rules are kept."""
    return tuple(citation for folder in OURS for citation in _in_folder(PROJECT / folder))


@cache
def in_tests() -> tuple[Citation, ...]:
    """Where they are tried; nothing on a machine that has no tests."""
    return tuple(_in_folder(PROJECT / "tests"))


def _in_folder(folder: Path) -> Iterator[Citation]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, SAYING) and (said := ast.get_docstring(node)):
                name = "" if isinstance(node, ast.Module) else node.name
                for rule in rules_in(said):
                    yield Citation(rule, str(path.relative_to(PROJECT)), name, said.split("\n")[0].split(" [")[0])


def rules_in(docstring: str) -> list[str]:
    """The rules that a docstring names, ranges written out."""
    named = []
    for found in CITED.finditer(docstring):
        for part in found["rules"].split(","):
            part = part.strip()
            if spread := RANGE.fullmatch(part):
                letter, first, last = spread.groups()
                named += [f"{letter}{number}" for number in range(int(first), int(last) + 1)]
            else:
                named.append(part)
    return named
