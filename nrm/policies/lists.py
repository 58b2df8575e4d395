"""Why not yet: the countries for which an asylum-seeking child is referred at once."""

from collections.abc import Iterable
from datetime import date

from nrm.models import ListedCountry
from nrm.policies.duties import listed_among
from trafficking_cases.lib.errors import Reason


def why_not_add_country(
    country: str, nationality: str, from_on: date, until_on: date | None, standing: Iterable[ListedCountry]
) -> list[Reason]:
    """Reasons that a country cannot be put on the list. [Rule N4; procedure 4.3]"""
    reasons = []
    if until_on and until_on < from_on:
        reasons.append(Reason("N4", "The last day is before the first. Change one of them."))
    overlapping = [
        one
        for one in standing
        if (one.until_on is None or one.until_on >= from_on) and (until_on is None or one.from_on <= until_on)
    ]
    if listed_among([country, nationality], overlapping):
        reasons.append(Reason("N4", "This country is on the list in that time already. End that line first."))
    return reasons


def why_not_end_country(listed: ListedCountry, until_on: date) -> list[Reason]:
    """Reasons that a country cannot be taken off the list then. [Rule N4; procedure 4.3]"""
    reasons = []
    if listed.until_on:
        reasons.append(Reason("N4", "This line has its last day already. Add the country anew where it goes on."))
    if until_on < listed.from_on:
        reasons.append(Reason("N4", "It was not on the list yet on that day. Give a later one."))
    return reasons
