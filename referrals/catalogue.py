"""The 20 indicators and the forms of exploitation, as the procedure lists them. [Rules I1, I2; procedure 3, 4.2]

The data files carry short labels of our own for procedure sections 2, 3 and 4.2; they are a guide, not a closed list.
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


@cache
def exploitation_types() -> dict[str, str]:
    """Every form of exploitation's label by its code."""
    listed = json.loads((DATA / "exploitation_types.json").read_text(encoding="utf-8"))["types"]
    return {entry["code"]: entry["label"] for entry in listed}
