"""How a breach reads: a sentence without a name, the same on the page before it is saved and in the chronology."""

from assessments.models import Breach
from assessments.workflow.interviews import Subject, WhenThere
from trafficking_cases.children.models import Adult
from trafficking_cases.children.workflow.adults import Relationship, Status
from trafficking_cases.lib.text import sentence_begins, within_a_sentence

CONTAMINATED = "Account possibly contaminated."
FOR_HOW_LONG = {
    WhenThere.WHOLE: " the whole time",
    WhenThere.PART: " for part of the time",
    WhenThere.NEAR: ", in the building and not in the room",
}
HELD_OF = {Status.CLAIMED: "a claimed", Status.DOUBTED: "a doubted", Status.VERIFIED: "a verified"}


def breach_said(breach: Breach) -> str:
    """What happened, in one sentence without a name."""
    who = adult_said(breach.adult) if breach.adult else "somebody who may not be there"
    did = "interpreted" if "S3" in breach.rules else "was present"
    how_long = FOR_HOW_LONG[WhenThere(breach.when_there)] if breach.when_there else ""
    said = sentence_begins(f"{who} {did} {_where(breach)}{how_long}.")
    return f"{said} It was found later." if breach.found_later else said


def adult_said(adult: Adult) -> str:
    """An adult by what is held of them: "a claimed relative", "an adult of concern"."""
    if adult.is_of_concern:
        return "an adult of concern"
    noun = within_a_sentence(Relationship(adult.claimed_as).label)
    if adult.claimed_as == Relationship.OTHER:
        return "an adult around the child"
    return f"{HELD_OF[Status(adult.status)]} {noun.removeprefix('another ')}"


def _where(breach: Breach) -> str:
    if breach.meeting_id:
        return "at a meeting about the child"
    if breach.interview:
        return "at an interview" if breach.interview.subject == Subject.CHILD else "at an interview of adults"
    return "when the child was seen or spoken with"
