"""The sources, one by one: each reads what is known and says which answers follow from it.

Where a child is, was seen, goes to school or is reached is no source: it must not get into a draft. A new source is a
function here and a line in SOURCES; where two answer the same question, the later one stands.
"""

from collections.abc import Callable, Iterator

from django.conf import settings

from nrm.form.definition import AGE, fields, option_lists
from nrm.prefill.known import Known, Suggestion
from nrm.prefill.of_the_account import account, adults, elements, exploitation, others, signs
from trafficking_cases.children.ages import age_on
from trafficking_cases.children.models.children import BirthDateIs, Sex
from trafficking_cases.children.workflow.claims import AgeOutcome
from trafficking_cases.lib.working_days import in_london
from trafficking_cases.people.models import Kind

Source = Callable[[Known], Iterator[Suggestion]]
LOCAL = "local-authority-contacted-about-child-local-authority-"
THE_CHILD = "the child as recorded"
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


def age(known: Known) -> Iterator[Suggestion]:
    """Under 18 or not: an unknown, estimated or disputed age is not sure, and a child's. [Rule C1; procedure 2]"""
    since, decided = known.child.added_at, known.age_decision
    if decided:
        answer = "yes" if decided.outcome == AgeOutcome.CHILD else "no"
        yield Suggestion(AGE, answer, "the age decision on the case", decided.recorded_at)
    elif known.child.birth_date_is == BirthDateIs.EXACT and known.child.born_on:
        is_child = age_on(known.child.born_on, in_london(known.now).date()) < 18
        yield Suggestion(AGE, "yes" if is_child else "no", "the date of birth", since)
    else:
        yield Suggestion(AGE, "not-sure", "an age that is not known for certain", since)


def child(known: Known) -> Iterator[Suggestion]:
    """Who the child is, as far as the form's lists have a word for it."""
    one, since = known.child, known.child.added_at
    first, last = in_two(one.known_as)
    genders = {Sex.GIRL: "female", Sex.BOY: "male", Sex.ANOTHER: "unknown"}
    exact = one.born_on if one.birth_date_is == BirthDateIs.EXACT else None
    listed = {entry.casefold(): entry for entry in fields()["pv-nationality"].listed}
    yield Suggestion("pv-name-first-name", first, f"{THE_CHILD}: see which part is the family name", since)
    yield Suggestion("pv-name-last-name", last, f"{THE_CHILD}: see which part is the family name", since)
    yield Suggestion("pv-name-nickname", one.also_called, THE_CHILD, since)
    yield Suggestion("pv-dob", f"{exact:%Y-%m-%d}" if exact else "", THE_CHILD, since)
    yield Suggestion("pv-gender", genders.get(Sex(one.sex), ""), THE_CHILD, since)
    yield Suggestion("pv-nationality", listed.get(one.nationality.strip().casefold(), ""), THE_CHILD, since)
    if one.language:
        speaks_english = one.language.strip().casefold() == "english"
        yield Suggestion("pv-interpreter-requirements", "no" if speaks_english else "yes", THE_CHILD, since)
        yield Suggestion(
            "pv-interpreter-requirements-language", "" if speaks_english else one.language, THE_CHILD, since
        )


def in_two(name: str) -> tuple[str, str]:
    """A name at its last space; one word alone is a first name."""
    first, _, last = name.strip().rpartition(" ")
    return (first, last) if first else (last, "")


SOURCES: tuple[Source, ...] = (report, signer, age, child, account, signs, exploitation, elements, adults, others)
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
