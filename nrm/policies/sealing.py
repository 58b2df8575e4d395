"""Why an NRM referral cannot be signed and sealed as things stand. [Rules N5, N6, N7; procedure 4.3]"""

from collections.abc import Mapping

from nrm.form.checks import Checked
from nrm.models import NrmReferral
from nrm.policies.drafts import why_not_the_child_path, why_not_write
from trafficking_cases.lib.errors import Reason

NOT_A_FIRST_RESPONDER = (
    "Your organisation is not on the Home Office’s list of first responders today, so you cannot sign. Hand the "
    "referral to a first responder who works with the child: your answers go with it."
)
NO_SAFEGUARDING_REFERRAL = (
    "There is no safeguarding referral on this case, and the NRM does not replace one. Start it from the same answers."
)
CHANGED_SINCE = "Answers were changed since you read them. Read them again on the check page, then seal."


def why_not_sign_for(is_first_responder: bool) -> list[Reason]:
    """Only somebody of an organisation on the list today signs. [Rule N5; procedure 4.3]"""
    return [] if is_first_responder else [Reason("N5", NOT_A_FIRST_RESPONDER)]


def why_not_without_safeguarding(has_one: bool) -> list[Reason]:
    """The NRM stands beside a safeguarding referral, never in its place. [Rule N6; procedure 4.3]"""
    return [] if has_one else [Reason("N6", NO_SAFEGUARDING_REFERRAL)]


def why_not_start_safeguarding(has_one: bool) -> list[Reason]:
    """One safeguarding referral is enough. [Rule N6; procedure 4.3]"""
    return [Reason("N6", "The case has its safeguarding referral. You can go on.")] if has_one else []


def why_not_whole(checked: Checked) -> list[Reason]:
    """Every needed answer is there, and none is one that the national form refuses. [Rule N7; procedure 4.3]"""
    reasons = []
    if count := len(checked.missing):
        said = "One answer is" if count == 1 else f"{count} answers are"
        reasons.append(Reason("N7", f"{said} still missing. Each is marked at its question."))
    if count := len(checked.refused):
        said = "One answer" if count == 1 else f"{count} answers"
        reasons.append(
            Reason("N7", f"The national form would refuse {said.lower()}. Which, and why, is said at the question.")
        )
    return reasons


def why_not_seal(
    nrm: NrmReferral,
    answers: Mapping[str, str],
    *,
    checked: Checked,
    is_first_responder: bool,
    has_safeguarding_referral: bool,
) -> list[Reason]:
    """Every reason that a referral cannot be sealed, whatever is answered now. [Rules N5, N6, N7; procedure 4.3]"""
    if reasons := why_not_write(nrm):
        return reasons
    return [
        *why_not_sign_for(is_first_responder),
        *why_not_without_safeguarding(has_safeguarding_referral),
        *why_not_the_child_path(answers),
        *why_not_whole(checked),
    ]


def why_not_seal_this(*, read: str, stands: str, faults: Mapping[str, str]) -> list[Reason]:
    """Reasons in what the signer gives: what they read, and where the child is. [Rule N7; procedure 4.3]"""
    reasons = [] if read == stands else [Reason("N7", CHANGED_SINCE)]
    if faults:
        reasons.append(
            Reason("N7", "Choose the town and the county from the Home Office’s lists; both have “Unknown” on them.")
        )
    return reasons
