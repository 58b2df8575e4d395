"""Which facts raise the duty to notify, and why it may or may not be said not to arise."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from nrm.models import Duty, ListedCountry
from nrm.workflow.duties import WORKFLOW, Ground, Status
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.text import sort_key
from trafficking_cases.people.models import User

SEXUAL_OR_CRIMINAL = ("sexual", "criminal_")
BETWEEN_NATIONALITIES = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)


def ground_of(codes: Iterable[str]) -> Ground:
    """Which rule forms of exploitation fall under: sexual and criminal ones under N3, the others under N1.

    [Rules N1, N3; procedure 4.3, 4.4]
    """
    return Ground.SEXUAL_OR_CRIMINAL if any(map(must_be_referred, codes)) else Ground.SUSPICION


def must_be_referred(code: str) -> bool:
    """Whether a form of exploitation is sexual or criminal, so that an NRM referral must be made. [Rule N3]"""
    return code.startswith(SEXUAL_OR_CRIMINAL)


def listed_among(said: Iterable[str], listed: Collection[ListedCountry]) -> ListedCountry | None:
    """The listed country that one of these nationalities names, in whatever way it is written. [Rule N4]

    "Vietnamese", "vietnam" and "Việt Nam" are one; "South Sudanese" is not "Sudanese".
    """
    by_name = {_spelled(name): country for country in listed for name in (country.nationality, country.country)}
    for words in said:
        for name in BETWEEN_NATIONALITIES.split(words):
            if country := by_name.get(_spelled(name)):
                return country
    return None


def _spelled(name: str) -> str:
    return "".join(letter for letter in sort_key(name) if letter.isalpha())


def why_no_first_responder(by: User, on: date) -> list[Reason]:
    """The reason that somebody cannot refer: their organisation is not listed then. [Rule N5; procedure 4.3]"""
    if by.agency.is_first_responder(on):
        return []
    return [
        Reason(
            "N5",
            f"{by.agency.name} is no first responder organisation today. Ask somebody of one, "
            "for example the social worker or the Police.",
        )
    ]


def why_not_end_duty(duty: Duty, because: str, by: User, on: date) -> list[Reason]:
    """Reasons that a duty cannot be said not to arise. [Rules N1, N5; procedure 4.3, 4.4]"""
    reasons = why_no_first_responder(by, on)
    if WORKFLOW.why_not(duty.status, Status.NOT_ARISING):
        reasons.append(Reason("N1", "This duty has ended already. The page of the NRM says how."))
    if not because:
        reasons.append(Reason("N1", "Say why the duty does not arise, so that whoever reads it later can weigh it."))
    return reasons
