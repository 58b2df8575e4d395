"""The pages of each verb on who a child is said to be, and what a search found. [Rules C1, C2]"""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from referrals.wording import spoken_name
from trafficking_cases.casefile.birthdays import running_prompts
from trafficking_cases.casefile.identity_forms import FindForm
from trafficking_cases.casefile.policies import why_not_prepare
from trafficking_cases.casefile.presenters.identity import said_of
from trafficking_cases.children import finding
from trafficking_cases.children.ages import AgeStanding, standing
from trafficking_cases.children.frame import verb_page
from trafficking_cases.children.models import Case, Claim
from trafficking_cases.children.policies.identity import why_not_dispute, why_not_set_aside, why_not_work_with
from trafficking_cases.children.workflow.claims import Kind, NameKind, Status
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Row, Way

ADDING = {
    Kind.NAME: "Which name was said or seen?",
    Kind.BIRTH_DATE: "What was said of the child’s birth or age?",
    Kind.NATIONALITY: "Which nationality was said or seen?",
    Kind.LANGUAGE: "Which language does the child speak?",
    Kind.ASYLUM: "Is the child seeking asylum?",
    Kind.IDENTIFIER: "Which number or reference is the child known by?",
}
CLAIMS_ONLY = (
    "Children travel on papers and under names that others chose. Whatever is said is a claim until it is checked.",
    "What is believed false stays, because the child may be looked for under it.",
)


def _back(case: Case) -> dict[str, Any]:
    return {"back": reverse("casefile:identity", args=[case.pk]), "back_to": f"the identity on {case.reference}"}


# Whatever is said of a nationality or of asylum, no agency's duty changes. [Rule C4; procedure 4.1]
RULES_OF = {Kind.BIRTH_DATE: ["C1", "C2"], Kind.NATIONALITY: ["C2", "C4"], Kind.ASYLUM: ["C2", "C4"]}


def add_page(case: Case, kind: Kind, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which something said of who the child is, is written down."""
    return verb_page(
        case,
        form,
        user,
        question=ADDING[kind],
        button="Record it",
        guidance=CLAIMS_ONLY,
        rules=RULES_OF.get(kind, ["C2"]),
        refused="This cannot be recorded yet",
        ways=_ways_to(case, kind),
        **_back(case),
    )


def _ways_to(case: Case, kind: Kind) -> list[Way]:
    """Where a claim that is there already is checked."""
    return [Way("See what is recorded, and check it", href=f"{reverse('casefile:identity', args=[case.pk])}#{kind}")]


def check_page(case: Case, claim: Claim, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a claim is checked."""
    return verb_page(
        case,
        form,
        user,
        question=f"Does “{claim.words}” hold?",
        button="Record it",
        lede=f"{said_of(claim)}. {Status(claim.status).label}{', and worked with' if claim.is_working else ''}.",
        guidance=CLAIMS_ONLY,
        rules=["C2"],
        refused="This cannot be recorded yet",
        **_back(case),
    )


def work_with_page(case: Case, claim: Claim, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which a claim becomes the one that is worked with."""
    return verb_page(
        case,
        form,
        user,
        question=f"Work with “{claim.words}” from now on?",
        button="Work with this",
        lede=f"{said_of(claim)}. {Status(claim.status).label}.",
        guidance=("Every page, list and letter goes by what is worked with. The others stay and are searched.",),
        rules=["C2"],
        refused="This cannot be worked with",
        standing=why_not_work_with(claim),
        **_back(case),
    )


def set_aside_page(case: Case, claim: Claim, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which one of several is no longer worked with."""
    return verb_page(
        case,
        form,
        user,
        question=f"Set “{claim.words}” aside?",
        button="Set it aside",
        lede=f"{said_of(claim)}. {Status(claim.status).label}.",
        guidance=("It is not said to be false. It stays as it was recorded, and can be worked with again.",),
        rules=["C2"],
        refused="This cannot be set aside",
        standing=why_not_set_aside(claim, "asked on the page"),
        **_back(case),
    )


def dispute_page(case: Case, claim: Claim, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which it is recorded that somebody disputes a date of birth or an age."""
    return verb_page(
        case,
        form,
        user,
        question=f"Who disputes “{claim.words}”?",
        button="Record that it is disputed",
        lede=f"{said_of(claim)}. {Status(claim.status).label}{', and worked with' if claim.is_working else ''}.",
        guidance=(
            "A disputed age is a child’s until an age decision is recorded.",
            "If you know what is right instead, add that date or age too.",
        ),
        rules=["C1"],
        refused="This cannot be disputed",
        standing=why_not_dispute(claim, "asked on the page"),
        **_back(case),
    )


def age_page(case: Case, form: VerbForm, user: User, now: datetime) -> dict[str, Any]:
    """The page on which an age decision is recorded."""
    age: AgeStanding = standing(case.child, timezone.localdate(now))
    return verb_page(
        case,
        form,
        user,
        question="What was decided on the child’s age?",
        button="Record the decision",
        lede=f"Now: {within_a_sentence(age.words)}. {age.why}",
        guidance=(
            "Until somebody entitled to it has decided, an age that is unknown or disputed is a child’s.",
            "The case stays open after a decision, and after the 18th birthday.",
        ),
        rules=["C1"],
        refused="This decision cannot be recorded yet",
        **_back(case),
    )


def prepare_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which it is recorded what is planned for the 18th birthday."""
    prompts = list(running_prompts(case))
    return verb_page(
        case,
        form,
        user,
        question="What is planned for when the child turns 18?",
        button="Record the plan",
        guidance=("At 18 their consent is needed for what was done without it before. The case stays open.",),
        rules=["C1"],
        refused="There is nothing to plan for here",
        standing=[] if prompts else why_not_prepare(0, "asked on the page"),
        **_back(case),
    )


def find_page(form: FindForm, user: User, now: datetime) -> dict[str, Any]:
    """The cases found, each with the name or number by which; of cases that the reader may not see nothing is said."""
    asked = form.cleaned_data["words"] if form.is_valid() else ""
    found = finding.find(asked, by=user) if asked else []
    return {"form": form, "asked": bool(asked), "rows": [_found(one, now) for one in found]}


def _found(one: finding.Found, now: datetime) -> Row:
    by = "; ".join(_by_which(claim) for claim in one.claims[:3]) or "By the reference of the case"
    return Row(
        spoken_name(one.case.child),
        href=one.case.get_absolute_url(),
        reference=one.case.reference,
        aside=f"– {within_a_sentence(standing(one.case.child, timezone.localdate(now)).words)}",
        meta=by,
    )


def _by_which(claim: Claim) -> str:
    kind = NameKind(claim.name_kind).label if claim.name_kind else Kind(claim.kind).label
    native = f" ({claim.native})" if claim.native else ""
    return f"{kind}: {claim.words}{native}, {within_a_sentence(Status(claim.status).label)}"
