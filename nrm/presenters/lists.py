"""The countries for which an asylum-seeking child is referred at once, in words. [Rule N4; procedure 4.3]"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from nrm.models import ListedCountry
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Link, Row, Tag


def countries_page(listed: Iterable[ListedCountry], today: date) -> dict[str, Any]:
    """What is on the list now, and what was or will be."""
    lines = list(listed)
    return {
        "in_force": [_row(line, today) for line in lines if _is_in_force(line, today)],
        "others": [_row(line, today) for line in lines if not _is_in_force(line, today)],
        "add_at": reverse("nrm:add_country"),
    }


def _is_in_force(line: ListedCountry, today: date) -> bool:
    return line.from_on <= today and (line.until_on is None or line.until_on >= today)


def _row(line: ListedCountry, today: date) -> Row:
    until = f" until {spoken_day(line.until_on)}" if line.until_on else ""
    added = f" Added by {line.added_by.full_name}." if line.added_by else ""
    end = None
    if not line.until_on:
        end = Link(
            "Take off the list", reverse("nrm:end_country", args=[line.pk]), kind="2", hidden=f": {line.country}"
        )
    state = Tag("In force", "leaf") if _is_in_force(line, today) else None
    if line.from_on > today:
        state = Tag("From a later day", "slate")
    return Row(
        line.country,
        meta=f"{line.nationality}. From {spoken_day(line.from_on)}{until}.{added}",
        tag=state or Tag("Over"),
        action=end,
    )


def add_page(form: VerbForm) -> dict[str, Any]:
    """Which country to put on the list."""
    return {"form": form, "question": "Which country is put on the list?", "button": "Put it on the list", "lede": ""}


def end_page(listed: ListedCountry, form: VerbForm) -> dict[str, Any]:
    """Until when a country is on the list."""
    return {
        "form": form,
        "question": f"Until when is {listed.country} on the list?",
        "button": "Take it off the list",
        "lede": f"On the list since {spoken_day(listed.from_on)}.",
    }
