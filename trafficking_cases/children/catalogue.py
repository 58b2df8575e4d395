"""The forms of exploitation, as the procedure lists them. [Rule I2; procedure 2, 3]

The data file carries short labels of our own for procedure sections 2 and 3; they are a guide, not a closed list.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices

SOURCE = Path(__file__).parent / "data" / "exploitation_types.json"


class Certainty(TextChoices):
    """How sure somebody is of a form of exploitation. Suspicion is enough. [Rules I2, N1; procedure 4.3]"""

    SUSPECTED = "suspected", "Suspected"
    KNOWN = "known", "Known"


@cache
def _listed() -> list[dict[str, Any]]:
    return json.loads(SOURCE.read_text(encoding="utf-8"))["types"]


@cache
def exploitation_types() -> dict[str, str]:
    """Every form of exploitation's label by its code."""
    return {entry["code"]: entry["label"] for entry in _listed()}


@cache
def nrm_fields() -> dict[str, str]:
    """The box of the national form that each form of exploitation ticks, by its code; some tick none."""
    return {entry["code"]: entry["nrm_field"] for entry in _listed() if entry["nrm_field"]}
