"""Every time limit of the procedure, read from one file, and how those we start are kept.

`timescales.json` is the table of safeguarding timescales for England with Lincolnshire's figures as defaults (title,
version, sources and grades of evidence are in the file itself). `settings.TIMESCALES` holds what a partnership has
agreed otherwise, by the figure's key: `{"referral.urgent_decision": {"value": 2, "unit": "hours"}}`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from trafficking_cases.deadlines.clocks import UNITS_WITH_A_CLOCK, Due, Limit, due, due_on_day
from trafficking_cases.deadlines.promises import OWN_LIMITS, keeping

SOURCE = Path(__file__).with_name("timescales.json")
UNITS = UNITS_WITH_A_CLOCK | {"event", "gate", "validation", "next_meeting"}


@dataclass(frozen=True)
class Timescale:
    """One time limit of the procedure: its figure, and whether a statute or its guidance stands behind it."""

    code: str
    limit: Limit
    statutory: bool
    source: str
    setting: str


def timescale(code: str) -> Timescale:
    """A time limit with the figure that is in force here."""
    return in_force(settings.TIMESCALES)[code]


def due_for(code: str, started_at: datetime, *, limit: Limit | None = None, on: date | None = None) -> Due:
    """When a promise that began at an instant is due, by the figures in force here; `limit` or `on` were agreed."""
    began = keeping(code).began
    if on is not None:
        return due_on_day(started_at, on, began=began, close_of_business=close_of_business())
    return work_out(limit or timescale(code).limit, started_at, began=began)


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
    for code, (limit, setting) in OWN_LIMITS.items():
        limits[code] = Timescale(
            code=code, limit=limit, statutory=False, source="set by the partnership", setting=setting
        )
    return limits
