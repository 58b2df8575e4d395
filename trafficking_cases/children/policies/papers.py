"""Why not yet: what stands against a step with a child's papers, their copies and the photograph."""

from datetime import date

from trafficking_cases.children.models import Paper
from trafficking_cases.children.workflow.claims import WORKFLOW, Status
from trafficking_cases.lib.errors import Reason
from trafficking_cases.web.readings import Read


def why_not_add_paper(*, source: str, copied: bool, no_copy_because: str) -> list[Reason]:
    """Reasons that a document cannot be recorded yet. [Rule A3; procedure 4.4]"""
    reasons = []
    if not source:
        reasons.append(Reason("A3", "Write down from whom you know of this document, or who showed it."))
    return reasons + why_not_without_copy(copied=copied, no_copy_because=no_copy_because)


def why_not_without_copy(*, copied: bool, no_copy_because: str) -> list[Reason]:
    """Reasons that neither a copy nor its absence is accounted for. [Rule A3; procedure 4.4]"""
    if not copied and not no_copy_because:
        return [Reason("A3", "Add the copy, or say why there is none. A copy can follow at any time.")]
    if copied and no_copy_because:
        return [Reason("A3", "There is a copy, so there is no reason why not. Take one of the two out.")]
    return []


def why_not_check_paper(paper: Paper, status: str, because: str) -> list[Reason]:
    """Reasons that a document cannot be called verified or false. [Rules A3, C2; procedure 4.2, 4.4]"""
    if paper.status == status:
        label = Status(status).label.lower()
        return [Reason("C2", f"This document is {label} already. Say what it is now, if something has changed.")]
    reasons = WORKFLOW.why_not(paper.status, status)
    if not because:
        reasons = [*reasons, Reason("C2", "Say what this rests on, so that whoever reads it later can weigh it.")]
    return reasons


def why_not_copy(paper: Paper) -> list[Reason]:
    """Reasons that a copy cannot be added to a document. [Rule A3; procedure 4.4]"""
    if paper.copy_id:
        return [Reason("A3", "There is a copy already. Record another page as a document of its own.")]
    return []


def why_not_photograph(read: Read, taken_on: date, today: date) -> list[Reason]:
    """Reasons that a file cannot be the photograph of a child. [Rule A3; procedure 4.4]"""
    reasons = []
    if not read.is_picture:
        reasons.append(Reason("A3", "A photograph is a JPEG or PNG picture. Take a picture, or save this one as one."))
    if taken_on > today:
        reasons.append(Reason("A3", "The day on which it was taken has not come yet. Look at the day again."))
    return reasons


def why_not_ask(said: str) -> list[Reason]:
    """Reasons that it cannot be recorded that somebody was asked. [Rule A3; procedure 4.4]"""
    if not said:
        return [Reason("A3", "Say how they were asked and what they said, or why they cannot be asked yet.")]
    return []
