"""The sources of who the child is: every answer a claim, with who said it; and how old the child is taken to be."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from nrm.form.definition import AGE, fields
from nrm.prefill.known import Known, Suggestion, in_two
from trafficking_cases.children.ages import age_on
from trafficking_cases.children.models.children import BirthDateIs, Sex
from trafficking_cases.children.workflow.claims import AgeOutcome, Status
from trafficking_cases.children.working_identity import Said, WorkingIdentity
from trafficking_cases.lib.working_days import in_london, moment

THE_CHILD = "the child as recorded"
SENT_ALONG = 200
ENGLISH = "english"
# How people write whose number it is.
OF_THE_HOME_OFFICE = ("home office", "asylum", "visa", "port reference", "arc ")


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


def sex(known: Known) -> Iterator[Suggestion]:
    """Whether the child is a girl or a boy."""
    genders = {Sex.GIRL: "female", Sex.BOY: "male", Sex.ANOTHER: "unknown"}
    yield Suggestion("pv-gender", genders.get(Sex(known.child.sex), ""), THE_CHILD, known.child.added_at)


def identity(known: Known) -> Iterator[Suggestion]:
    """Names and birth that are worked with. A birth that is disputed or not exact is no answer. [Rules C1, C2]"""
    who = known.identity
    if who.name:
        first, last = in_two(who.name.words)
        words = f"{_said(who.name, 'the name worked with')}: see which part is the family name"
        yield Suggestion("pv-name-first-name", first, words, _since(who.name))
        yield Suggestion("pv-name-last-name", last, words, _since(who.name))
    if also := [*who.nicknames, *who.other_names]:
        words = _said(also[0], "other names of the child")
        yield Suggestion("pv-name-nickname", _joined(also), words, _since(also[0]))
    if who.birth and who.born_on and not who.birth_is_disputed:
        words = _said(who.birth, "the date of birth worked with")
        yield Suggestion("pv-dob", f"{who.born_on:%Y-%m-%d}", words, _since(who.birth))
    yield from _nationalities(who)
    yield from _languages(who)


def _nationalities(who: WorkingIdentity) -> Iterator[Suggestion]:
    """Those for which the form's list has a word; the others the writer chooses."""
    listed = {entry.casefold(): entry for entry in fields()["pv-nationality"].listed}
    found = [(listed[one.words.strip().casefold()], one) for one in who.nationalities if _is_in(listed, one)]
    for field, (entry, one) in zip(("pv-nationality", "pv-nationality-second"), found, strict=False):
        yield Suggestion(field, entry, _said(one, "the nationality worked with"), _since(one))


def _is_in(listed: dict[str, str], said: Said) -> bool:
    return said.words.strip().casefold() in listed


def _languages(who: WorkingIdentity) -> Iterator[Suggestion]:
    """An interpreter for every language but English; somebody who speaks only English needs none."""
    if not who.languages:
        return
    others = [one for one in who.languages if one.words.strip().casefold() != ENGLISH]
    first = (others or list(who.languages))[0]
    words = _said(first, "the language worked with")
    yield Suggestion("pv-interpreter-requirements", "yes" if others else "no", words, _since(first))
    yield Suggestion("pv-interpreter-requirements-language", _joined(others), words, _since(first))


def references(known: Known) -> Iterator[Suggestion]:
    """Numbers under which the Home Office knows the child; a number of somebody else is none of them."""
    found = [one for one in known.identity.identifiers if _is_of_the_home_office(one)]
    if found:
        words = _said(found[0], "a reference of the child")
        yield Suggestion("pv-ho-reference", "yes", words, _since(found[0]))
        yield Suggestion("pv-ho-reference-type", _joined(found), words, _since(found[0]))


def _is_of_the_home_office(one: Said) -> bool:
    spoken = f"{one.words} ".casefold()
    return any(words in spoken for words in OF_THE_HOME_OFFICE)


def _joined(said: Sequence[Said]) -> str:
    return "; ".join(dict.fromkeys(one.words for one in said))


def _said(one: Said, what: str) -> str:
    """Where an answer came from: what it is, whose words, and whether anybody has verified it."""
    verified = "verified" if one.status == Status.VERIFIED else "claimed, not verified"
    return f"{what}, {verified}, from {one.source}"[:SENT_ALONG]


def _since(one: Said) -> datetime:
    return moment(one.said_on, time(12))
