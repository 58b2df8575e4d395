"""The 20 indicators, as the procedure lists them. [Rule I1; procedure 4.2]

The data file carries short labels of our own for procedure section 4.2; they are a guide, not a closed list.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Indicator:
    """One sign that a child may have been trafficked."""

    code: str
    label: str


@dataclass(frozen=True)
class IndicatorSet:
    """Signs that belong to one situation: at a port, living here, or moved inside the UK."""

    code: str
    label: str
    indicators: tuple[Indicator, ...]


@cache
def indicator_sets() -> tuple[IndicatorSet, ...]:
    """The three sets, in the order of the procedure."""
    listed = json.loads((DATA / "indicators.json").read_text(encoding="utf-8"))["sets"]
    return tuple(
        IndicatorSet(entry["code"], entry["label"], tuple(Indicator(**sign) for sign in entry["indicators"]))
        for entry in listed
    )


@cache
def indicators() -> dict[str, str]:
    """Every indicator's label by its code."""
    return {sign.code: sign.label for group in indicator_sets() for sign in group.indicators}
