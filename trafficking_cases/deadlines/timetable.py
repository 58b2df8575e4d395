"""Every time limit of the procedure, read from one file, and how those we start are kept.

`timescales.json` is the table of safeguarding timescales for England with Lincolnshire's figures as defaults (title,
version, sources and grades of evidence are in the file itself). `settings.TIMESCALES` holds what a partnership has
agreed otherwise, by the figure's key: `{"referral.urgent_decision": {"value": 2, "unit": "hours"}}`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import TextChoices

from trafficking_cases.deadlines.clocks import UNITS_WITH_A_CLOCK, Due, Limit, due

SOURCE = Path(__file__).with_name("timescales.json")
UNITS = UNITS_WITH_A_CLOCK | {"event", "gate", "validation", "next_meeting"}


class Role(TextChoices):
    """Whose a deadline is, or who is told of it: a function, turned into people when it is read."""

    OWNER = "owner", "Its owner"
    FRONT_DOOR = "front_door", "The front door"
    FRONT_DOOR_MANAGER = "front_door_manager", "A manager at the front door"
    SERVICE_MANAGER = "service_manager", "The service manager"
    ALLOCATED = "allocated", "The allocated social worker"
    SUPERVISING = "supervising", "The supervising manager"


# Who stands above whom. The last has nobody above.
UP_THE_LINE = {
    Role.FRONT_DOOR: Role.FRONT_DOOR_MANAGER,
    Role.FRONT_DOOR_MANAGER: Role.SERVICE_MANAGER,
    Role.ALLOCATED: Role.SUPERVISING,
    Role.SUPERVISING: Role.SERVICE_MANAGER,
}


@dataclass(frozen=True)
class Rung:
    """One step of a ladder: who is told, and when, as a share of the time allowed or so long after it has run out."""

    to: Role
    at: Fraction | Limit


@dataclass(frozen=True)
class Keeping:
    """How a limit is kept here: under which rule of the rulebook, what is promised, by whom, and who hears of it."""

    rule: str
    promise: str
    began: str
    owner: Role
    ladder: tuple[Rung, ...]


@dataclass(frozen=True)
class Timescale:
    """One time limit of the procedure: its figure, and whether a statute or its guidance stands behind it."""

    code: str
    limit: Limit
    statutory: bool
    source: str
    setting: str


HALFWAY = Fraction(1, 2)
AT_DUE = Limit(0, "hours")

# The ladders are those of the table's own column "escalation".
KEPT = {
    "REF-03": Keeping(
        rule="R2",
        promise="Decide what happens next",
        began="Received",
        owner=Role.FRONT_DOOR,
        ladder=(
            Rung(Role.OWNER, HALFWAY),
            Rung(Role.FRONT_DOOR_MANAGER, AT_DUE),
            Rung(Role.SERVICE_MANAGER, Limit(1, "working_days")),
        ),
    ),
    "REF-08": Keeping(
        rule="R2",
        promise="Decide what happens next: urgent",
        began="Received",
        owner=Role.FRONT_DOOR,
        ladder=(
            Rung(Role.OWNER, HALFWAY),
            Rung(Role.FRONT_DOOR_MANAGER, AT_DUE),
            Rung(Role.SERVICE_MANAGER, Limit(1, "hours")),
        ),
    ),
}


def keeping(code: str) -> Keeping:
    """How a limit that we start is kept."""
    return KEPT[code]


def timescale(code: str) -> Timescale:
    """A time limit with the figure that is in force here."""
    return in_force(settings.TIMESCALES)[code]


def due_for(code: str, started_at: datetime) -> Due:
    """When a promise that began at an instant is due, by the figures in force here."""
    return work_out(timescale(code).limit, started_at, began=keeping(code).began)


def work_out(limit: Limit, started_at: datetime, *, began: str = "Started") -> Due:
    """When a limit runs out, by this partnership's close of business."""
    return due(started_at, limit, began=began, close_of_business=close_of_business())


def close_of_business() -> time:
    """The time of day at which a day's work is due."""
    return time.fromisoformat(settings.CLOSE_OF_BUSINESS)


def version() -> str:
    """Which table of limits is in force."""
    return str(table()["version"])


@cache
def table() -> dict[str, Any]:
    """The file as it stands."""
    content = json.loads(SOURCE.read_text(encoding="utf-8"))
    if unknown := {timer["deadline"]["unit"] for timer in content["timers"]} - UNITS:
        raise ImproperlyConfigured(f"{SOURCE.name} counts in units that nothing here can count: {sorted(unknown)}")
    return content


def in_force(agreed: Mapping[str, Mapping[str, Any]]) -> dict[str, Timescale]:
    """The table with a partnership's own figures in place; a limit set by statute is never made longer."""
    limits = published()
    by_setting = {limit.setting: limit for limit in limits.values()}
    if unknown := set(agreed) - set(by_setting):
        raise ImproperlyConfigured(f"TIMESCALES names what is not in {SOURCE.name}: {sorted(unknown)}")
    for setting, figure in agreed.items():
        published_limit = by_setting[setting]
        own = Limit(figure["value"], figure["unit"])
        if own.unit not in UNITS_WITH_A_CLOCK or own.value < 0:
            raise ImproperlyConfigured(f"TIMESCALES: {setting} cannot be counted as {own.value} {own.unit}")
        longer = own.unit != published_limit.limit.unit or own.value > published_limit.limit.value
        if published_limit.statutory and longer:
            raise ImproperlyConfigured(f"TIMESCALES: {setting} may not be longer than {published_limit.limit}")
        limits[published_limit.code] = replace(published_limit, limit=own)
    return limits


def published() -> dict[str, Timescale]:
    """The table's own figures: where it suggests a default, that; else the limit itself."""
    limits = {}
    for timer in table()["timers"]:
        suggested = timer["suggested_default"] or {}
        figure = suggested if {"value", "unit"} <= set(suggested) else timer["deadline"]
        limits[timer["code"]] = Timescale(
            code=timer["code"],
            limit=Limit(figure["value"] or 0, figure["unit"]),
            statutory=timer["statutory_ceiling"],
            source=timer["source"],
            setting=timer["config_key"] or timer["code"],
        )
    return limits
