"""Which rules something breached that happened all the same. Nothing here refuses to record it. [Rules S2, S3, A1]"""

from assessments.models import Interview
from assessments.policies.room import why_not_near_the_child
from assessments.workflow.interviews import Part
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.errors import Reason
from trafficking_cases.meetings.models import Meeting

RULE_OF = {Part.THERE: "A1", Part.INTERPRETED: "S3", Part.TOGETHER: "S2"}


def rules_breached(
    about: Interview | Meeting | Case, *, part: Part | str, adult: Adult | None, interpreter: Interpreter | None
) -> list[str]:
    """The rules that stand against somebody's having been there, the one that says most first. [Rules S2, S3, A1, M5]

    At a meeting about the child nobody interviews: there it is the one rule of meetings, whoever it was.
    """
    if isinstance(about, Meeting):
        return ["A1", "M5"]
    rules = [RULE_OF[Part(part)]] if part else []
    if interpreter:
        rules.append("S3")
    elif adult and part != Part.INTERPRETED:
        rules += [reason.rule for reason in why_not_near_the_child(adult)]
    return list(dict.fromkeys(rules)) or ["A1"]


def why_not_record_breach(*, who: str, adult: Adult | None, interpreter: Interpreter | None) -> list[Reason]:
    """Reasons that a breach cannot be recorded: only that nobody said who was there. [Rules S2, S3, A1]"""
    if adult or interpreter or who:
        return []
    return [Reason("A1", "Say who was there: choose them, or describe them. Everything else can be added later.")]
