"""The sources, one by one: each reads what is known and says which answers follow from it.

Where a child is, was seen, goes to school or is reached is no source: it must not get into a draft. A new source is a
function here and a line in SOURCES; where two answer the same question, the later one stands.
"""

from collections.abc import Callable, Iterator

from django.conf import settings

from nrm.form.definition import option_lists
from nrm.prefill.known import Known, Suggestion, in_two
from nrm.prefill.of_the_account import account, adults, elements, exploitation, others, signs
from nrm.prefill.of_the_child import age, identity, references, sex
from nrm.prefill.of_the_enquiry import insight, interviews, police
from trafficking_cases.people.models import Kind

Source = Callable[[Known], Iterator[Suggestion]]
LOCAL = "local-authority-contacted-about-child-local-authority-"
SETTINGS = "the settings of the service"
YOU = "your account"


def report(known: Known) -> Iterator[Suggestion]:
    """What every report of the partnership says."""
    yield Suggestion("reference", known.reference, "our own reference")
    yield Suggestion("fr-location", settings.NRM_NATION, SETTINGS)
    yield Suggestion(f"{LOCAL}name", settings.NRM_LOCAL_AUTHORITY, SETTINGS)
    yield Suggestion(f"{LOCAL}phone", settings.NRM_LOCAL_AUTHORITY_PHONE, SETTINGS)
    yield Suggestion(f"{LOCAL}email", settings.NRM_LOCAL_AUTHORITY_EMAIL, SETTINGS)
    yield Suggestion("reported-to-police-police-forces", settings.NRM_POLICE_FORCE, SETTINGS)
    if known.allocation:
        first, last = in_two(known.allocation.worker.full_name)
        yield Suggestion(f"{LOCAL}first-name", first, "the allocated social worker", known.allocation.from_at)
        yield Suggestion(f"{LOCAL}last-name", last, "the allocated social worker", known.allocation.from_at)


def signer(known: Known) -> Iterator[Suggestion]:
    """Who will sign and key it in: nobody of an organisation that cannot. [Rule N5; procedure 4.3]"""
    if not known.signs_for_their_organisation:
        return
    first, last = in_two(known.writer.full_name)
    yield Suggestion("user-email", known.writer.email, YOU)
    yield Suggestion("user-organisation", _organisation(known), SETTINGS)
    yield Suggestion("fr-details-first-name", first, YOU)
    yield Suggestion("fr-details-last-name", last, YOU)
    yield Suggestion("fr-details-role", known.writer.job_title, YOU)
    if known.allocation and known.allocation.manager_id != known.writer.pk:
        yield Suggestion(
            "fr-alternative-contact",
            known.allocation.manager.email,
            "the supervising manager",
            known.allocation.from_at,
        )


def _organisation(known: Known) -> str:
    agency, listed = known.writer.agency, option_lists()["first_responder_organisations"]
    by_kind = {Kind.CHILDRENS_SERVICES: settings.NRM_LOCAL_AUTHORITY, Kind.POLICE: settings.NRM_POLICE_FORCE}
    return next((name for name in (agency.name, by_kind.get(Kind(agency.kind), "")) if name in listed), "")


SOURCES: tuple[Source, ...] = (
    report,
    signer,
    age,
    sex,
    identity,
    references,
    account,
    insight,
    signs,
    exploitation,
    elements,
    adults,
    interviews,
    others,
    police,
)
# They follow who signs, so that they change hands with the referral.
OF_THE_SIGNER = frozenset(
    {
        "user-email",
        "user-organisation",
        "fr-details-first-name",
        "fr-details-last-name",
        "fr-details-role",
        "fr-alternative-contact",
    }
)


def suggestions(known: Known) -> dict[str, Suggestion]:
    """What the case has for each question, where it has anything."""
    found: dict[str, Suggestion] = {}
    for source in SOURCES:
        found |= {suggestion.field: suggestion for suggestion in source(known) if suggestion.value.strip()}
    return found
