"""Why not yet: what stands against a step that takes in the whole of a case."""

from trafficking_cases.lib.errors import Reason


def why_not_export(recipient: str) -> list[Reason]:
    """Reasons that a summary cannot leave the house. [Rule R4; procedure 4.3]"""
    if not recipient.strip():
        return [Reason("R4", "Say whom the summary is for, so that it can be followed if it goes further.")]
    return []


def why_not_allocate_here(workers: int) -> list[Reason]:
    """The reason that nobody can be given the case. [Rule R3; procedure 4.3]"""
    if not workers:
        return [Reason("R3", "No social worker of this authority has an account. Ask the administrator for one.")]
    return []


def why_not_prepare(prompts: int, plan: str) -> list[Reason]:
    """Reasons that a plan for the 18th birthday cannot be recorded. [Rule C1; procedure 2]"""
    reasons = []
    if not prompts:
        reasons.append(Reason("C1", "No 18th birthday is counted on this case, or all of it is planned."))
    if not plan:
        reasons.append(Reason("C1", "Write down what is planned; the case stays open after the birthday."))
    return reasons
