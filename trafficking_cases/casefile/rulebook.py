"""The rules that this version keeps, each in a sentence with the section of the procedure that it comes from."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("rulebook.json")


@dataclass(frozen=True)
class Rule:
    """One rule: its id, the section of the procedure, what it asks for, and what this service does about it."""

    id: str
    section: str
    sentence: str
    kept: str


@cache
def rulebook() -> tuple[Rule, ...]:
    """Every rule, in the order of the procedure."""
    return tuple(Rule(**rule) for rule in json.loads(SOURCE.read_text(encoding="utf-8"))["rules"])
