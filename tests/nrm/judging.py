"""What a produced referral is judged by: the data files themselves, read anew and without our own code."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "nrm" / "data"
ROWS: list[dict[str, Any]] = json.loads((DATA / "fields.json").read_text(encoding="utf-8"))
LISTS: dict[str, list[str]] = json.loads((DATA / "option_lists.json").read_text(encoding="utf-8"))
FIELDS = {row["field"]: row for row in ROWS if row["field"]}
WHERE = ("current-pv-location-uk-city", "current-pv-location-uk-region")
HIDDEN = "pv-want-to-submit-nrm"


def slug(row: Mapping[str, Any]) -> str:
    return row["page"].rsplit("/", 1)[1]


def options(row: Mapping[str, Any]) -> list[str]:
    """Every value that may be answered, in order; none where the answer is free."""
    said = row["options"] or []
    return LISTS[said["list"]] if isinstance(said, dict) else [option["value"] for option in said]


def holds(row: Mapping[str, Any], given: Mapping[str, str]) -> bool:
    """Whether the row's condition holds for these answers."""
    said = row["shown_when"]
    if said is None:
        return True
    if said == "at least one file uploaded":
        return bool(given.get("upload-file"))
    if found := re.fullmatch(r"(\S+) in \((.+)\)", said):
        return given.get(found[1]) in [value.strip() for value in found[2].split(",")]
    found = re.fullmatch(r"(\S+) = (\S+)", said)
    assert found, said
    return given.get(found[1]) == found[2]


def against(content: Mapping[str, Any]) -> list[str]:
    """Everything that the data says against a produced referral: order, pages, options, limits, branches, gaps."""
    told = content["answers"]
    given = {row["field"]: row["value"] for row in told}
    order = [list(FIELDS).index(row["field"]) for row in told]
    found = [] if order == sorted(set(order)) else ["not in the form's order"]
    for row in told:
        field = FIELDS[row["field"]]
        if row["page"] != slug(field):
            found.append(f"{row['field']} on another page")
        if options(field) and row["value"] not in options(field):
            found.append(f"{row['field']} is no option")
        if field["max_length"] and len(row["value"]) > field["max_length"]:
            found.append(f"{row['field']} too long")
        if not holds(field, given):
            found.append(f"{row['field']} off the route")
    missing = [name for name, row in FIELDS.items() if row["required"] and holds(row, given) and name not in given]
    types = [name for name in given if name.startswith("types-of-exploitation-")]
    return [*found, *(f"{name} missing" for name in missing), *([] if types else ["no type"])]
