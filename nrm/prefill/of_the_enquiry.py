"""The sources of the enquiry: how the child was spoken with, what was decided and found, and what the Police recorded.

Each reads rows that the writer may read on the case's own pages, and so tells nobody more. [Rule N7; procedure 4.3]
"""

from collections.abc import Iterator

from assessments.models import Attendant, Interview, Section47Enquiry, StrategyDiscussion
from assessments.workflow.interviews import Capacity, Purpose
from assessments.workflow.strategy import Enquiry
from nrm.prefill.known import Known, Suggestion
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.text import shortened
from trafficking_cases.lib.working_days import in_london

OWN_WORDS = 3_000
INTERVIEW = "where-how-interview-carried-out"
POLICE = "reported-to-police"
BREACH = "Somebody was there who should not have been: read this account with that in mind."


def interviews(known: Known) -> Iterator[Suggestion]:
    """How the child was spoken with, who was there, and what the child said, in order. [Rules S2, S3, A1]"""
    held = [one for one in known.interviews if one.held_at]
    if held:
        said = "\n\n".join(map(_of_interview, held))
        words = "the interview held" if len(held) == 1 else f"{len(held)} interviews held"
        yield Suggestion(INTERVIEW, said, words, held[-1].held_at)


def _of_interview(one: Interview) -> str:
    day = spoken_day(in_london(one.held_at).date()) if one.held_at else ""
    there = "; ".join(_there(each) for each in one.attendants.all() if each.was_there is not False)
    lines = [
        f"{day}: {Purpose(one.purpose).label}. {_sentence(one.how)}",
        f"Where: {one.kind_of_place}." if one.kind_of_place else "",
        f"Language: {one.language}.",
        f"Present: {there}." if there else "",
        BREACH if one.contaminated_at else "",
        f"In the child's own words: {shortened(one.own_words, OWN_WORDS)}" if one.own_words else "",
    ]
    return "\n".join(line.strip() for line in lines if line)


def _there(one: Attendant) -> str:
    """The child without a name, which the form asks elsewhere; everybody else with what they were there as."""
    if one.capacity == Capacity.CHILD:
        return "the child"
    number = f", register number {one.interpreter_number}" if one.interpreter_number else ""
    return f"{one.name} ({Capacity(one.capacity).label.lower()}{number})"


def _sentence(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""


def insight(known: Known) -> Iterator[Suggestion]:
    """What the enquiry makes of it, before the concern as it was reported. [Rule S4; procedure 4.6]"""
    analysed = [one for one in known.enquiries if one.analysis]
    if not analysed:
        return
    latest = analysed[-1]
    said = [f"What the Section 47 enquiry found:\n{latest.analysis}", known.reported]
    reported = f" and {known.which_referrals}" if known.reported else ""
    words = f"the analysis of the Section 47 enquiry{reported}"
    yield Suggestion("professional-insight", "\n\n".join(filter(None, said)), words, latest.started_at)


def lines_of_the_enquiry(known: Known) -> list[str]:
    """What the agencies did together, for those whom the form asks about."""
    return [*map(_of_strategy, known.strategies), *map(_of_enquiry, known.enquiries)]


def _of_strategy(one: StrategyDiscussion) -> str:
    day = spoken_day(in_london(one.decided_at).date()) if one.decided_at else ""
    decided = str(Enquiry(one.enquiry).label) if one.enquiry else "nothing decided yet"
    return f"Strategy discussion {one.number} with the Police, {day}: {decided}."


def _of_enquiry(one: Section47Enquiry) -> str:
    outcome = f" Outcome: {one.get_outcome_display().lower()}." if one.outcome else ""
    joint = "Joint" if one.is_joint else "Single"
    started = spoken_day(in_london(one.started_at).date())
    return f"{joint} Section 47 enquiry since {started}, led by {one.lead.full_name}.{outcome}"


def police(known: Known) -> Iterator[Suggestion]:
    """The crime that the Police have recorded with this child as its victim. [Rule N8; procedure 4.3]"""
    recorded = [one for one in known.reviews if one.crime_reference]
    if recorded:
        latest = recorded[-1]
        words = f"the Police review of NRM referral {latest.nrm_referral.reference}"
        yield Suggestion(POLICE, "yes", words, latest.decided_at)
        yield Suggestion(f"{POLICE}-crime-reference", latest.crime_reference, words, latest.decided_at)
