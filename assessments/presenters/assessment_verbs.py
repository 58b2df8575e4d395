"""The pages of the verbs of an assessment: what is asked, what follows, and what stands against it."""

from datetime import datetime
from typing import Any

from assessments.actions.assessment import NONE_NEEDED, the_limit
from assessments.actions.signed_versions import words_of
from assessments.models import Assessment, Monitoring
from assessments.policies import assessment as policies
from assessments.policies.child_seen import seen_in
from assessments.policies.papers_seen import lacking
from assessments.policies.typed_over import fingerprint
from assessments.presenters.assessment import at, kept_needs, kept_parts
from assessments.presenters.enquiry import overview_of
from assessments.presenters.monitoring import watch_address
from assessments.workflow.assessment import Category, Part, Section, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Fact, Way

ASKED = {
    Part.CHILD_NEEDS: ("What does the child need?", "Health, education, identity and language, feelings, safety."),
    Part.CAREGIVERS: (
        "Who cares for the child, and can they?",
        "What they do well, what they cannot, and how you know who they are.",
    ),
    Part.FAMILY_AND_SURROUNDINGS: (
        "What is there around the child?",
        "Family here and abroad, the home, friends, school, harm outside the home.",
    ),
    Part.EXPLOITATION: (
        "What exploitation is there, or may there be?",
        "Who gains from it, how the child is controlled, the journey, and the risk of going missing.",
    ),
    Part.WISHES: (
        "What does the child say and want?",
        "In the child's own words, and in their language if you can.",
    ),
    Part.ANALYSIS: (
        "What does all of it mean for the child?",
        "What helps the child, what harms them, and which other ways you weighed.",
    ),
}
VERBS = {
    "categorise": ("What does the assessment lead to?", "Save", (), ("A1", "A4")),
    "not_seen": (
        "Why was the child not seen?",
        "Record it",
        ("The assessment can then be completed without the child having been seen. Your name stands under it.",),
        ("A1",),
    ),
    "send_back": (
        "What is missing in this assessment?",
        "Send it back",
        ("It can be written in again, and whoever completed it is told.",),
        ("A1",),
    ),
}
REFUSED = {
    "categorise": "This cannot be recorded",
    "not_seen": "This cannot be recorded",
    "complete": "This assessment cannot be completed yet",
    "send_back": "This assessment cannot be sent back",
    "sign": "You cannot sign this assessment",
    "write": "This text was not saved",
    "need": "This answer was not saved",
}
LAPSES = (
    "A manager has signed this assessment. If you change it, the signature lapses and they are told; the signed "
    "version is kept."
)


def start_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which an assessment is started."""
    standing = policies.why_not_start(Assessment.objects.filter(case=case).first())
    return frame.verb_page(
        case,
        form,
        user,
        question="Start the assessment",
        button="Start the assessment",
        back=overview_of(case, "assessment"),
        back_to="the enquiry",
        lede="It is due 45 working days after the referral was received, and a manager signs it.",
        guidance=("You write it in parts and can come back to each. The child is seen before it is completed.",),
        rules=("A1",),
        refused="This assessment cannot be started",
        standing=standing,
        ways=[Way("Go to the assessment of this case", overview_of(case, "assessment"))],
    )


def typed_so_far(assessment: Assessment, part: str) -> dict[str, str]:
    """What stands in a part now, and its fingerprint."""
    text = getattr(assessment, part, "")
    return {"text": text, "before": fingerprint(text)}


def write_page(assessment: Assessment, form: VerbForm, user: User, *, part: Part) -> dict[str, Any]:
    """The page on which one part is written."""
    question, hint = ASKED[part]
    form.fields["text"].label = part.label
    form.fields["text"].help_text = hint
    lines = ["What you save here stays; you can come back to it until you complete the assessment."]
    if part == Part.WISHES:
        lines.insert(0, "Word for word. Do not tidy it up.")
    return _page(assessment, form, user, verb="write", question=question, button="Save", guidance=lines, rules=("A1",))


def answered_so_far(assessment: Assessment, section: Section) -> dict[str, Any]:
    """What stands in a section of the needs plan now."""
    need = assessment.needs.filter(section=section.value).first()
    if need is None:
        return {}
    action = "" if need.action == NONE_NEEDED and not need.arises else need.action
    return {
        "arises": "yes" if need.arises else "no",
        "answer": need.answer,
        "action": action,
        "owner": need.owner_id if need.arises else None,
        "due_on": need.due_on,
    }


def need_page(assessment: Assessment, form: VerbForm, user: User, *, section: Section) -> dict[str, Any]:
    """The page on which one section of the needs plan is answered."""
    lines = (
        "Every child gets an answer here, and every need an action, a person and a day.",
        "That it does not arise is an answer too. Say why, so that nobody has to ask again.",
    )
    return _page(
        assessment, form, user,
        verb="need", question=section.label, button="Save", guidance=lines, rules=("A5",),
    )  # fmt: skip


def verb_page(assessment: Assessment, form: VerbForm, user: User, *, verb: str) -> dict[str, Any]:
    """The page of one verb: the question, what follows, and everything that stands against it already."""
    question, button, lines, rules = VERBS[verb]
    return _page(
        assessment, form, user,
        verb=verb, question=question, button=button, guidance=lines, rules=rules,
        standing=_standing(assessment, user, verb),
    )  # fmt: skip


def _standing(assessment: Assessment, user: User, verb: str) -> list[Reason]:
    if verb == "not_seen":
        seen = seen_in(assessment.case)
        return policies.why_not_agree_not_seen(assessment, seen, by=user, because="asked on the page")
    return policies.why_not_send_back(assessment, "asked on the page") if verb == "send_back" else []


def asked_on_completing(assessment: Assessment, now: datetime) -> set[str]:
    """Which reasons completing it asks for. [Rule A3; procedure 4.4]"""
    lacks, asked = lacking(assessment.case), set()
    if lacks.photograph:
        asked.add("without_photograph")
    if lacks.copies:
        asked.add("without_copies")
    if policies.is_unexplained(the_limit(assessment.case), now):
        asked.add("late_because")
    return asked


def complete_page(assessment: Assessment, form: VerbForm, user: User) -> dict[str, Any]:
    """The page on which an assessment is completed."""
    standing = policies.why_not_complete(
        assessment,
        seen_in(assessment.case),
        assessment.needs.values_list("section", flat=True),
        is_watched=Monitoring.objects.going_on().filter(case=assessment.case).exists(),
    )
    return _page(
        assessment, form, user,
        verb="complete", question="Complete the assessment", button="Complete it",
        guidance=("A manager who did not complete it signs it, or sends it back to you.",),
        rules=("A1", "A3", "A5"),
        standing=standing,
    )  # fmt: skip


def sign_page(assessment: Assessment, form: VerbForm, user: User) -> dict[str, Any]:
    """Everything that the signature will stand under, and the button."""
    page = _page(
        assessment, form, user,
        verb="sign", question="Read and sign the assessment", button="Sign the assessment",
        guidance=("Your name stands under these words, and they are kept as you read them.",), rules=("A1",),
        standing=policies.why_not_sign(assessment, user),
    )  # fmt: skip
    return page | {"shown": _shown(assessment), "send_back_at": at(assessment, "send_back_assessment")}


def _shown(assessment: Assessment) -> dict[str, list[Fact]]:
    """The words as they will be kept; nothing where it is not completed, since there is nothing to sign."""
    if assessment.status == Status.WRITING:
        return {}
    words = words_of(assessment)
    return {"What was written": kept_parts(words), "Needs plan": kept_needs(words)}


def _page(assessment: Assessment, form: VerbForm, user: User, *, verb: str, **words: Any) -> dict[str, Any]:
    will_lapse = assessment.status == Status.SIGNED and verb in ("write", "need", "categorise")
    return frame.verb_page(
        assessment.case,
        form,
        user,
        back=assessment.get_absolute_url(),
        back_to="the assessment",
        refused=REFUSED[verb],
        ways=ways_on(assessment, user, verb),
        lede=LAPSES if will_lapse else "",
        **words,
    )


def ways_on(assessment: Assessment, user: User, verb: str) -> list[Way]:
    """What helps from here, the best first."""
    ways, case = [], assessment.case
    may = case.verbs_of(user)
    if verb == "complete":
        if not seen_in(case) and not assessment.not_seen_agreed_at:
            ways.append(Way("Plan an interview with the child", overview_of(case, "interviews")))
            if Permission.SIGN_ENQUIRY in may and assessment.author_id != user.pk:
                ways.append(Way("Record why the child was not seen", at(assessment, "assessment_not_seen")))
            else:
                people = f"{case.get_absolute_url()}#people"
                ways.append(Way("Ask a manager to record why not", people))
        if assessment.needs.count() < len(Section):
            ways.append(Way("Answer the needs plan", f"{assessment.get_absolute_url()}#needs"))
        if assessment.category == Category.NO_CONCERN:
            ways.append(Way("Plan who watches over the child", watch_address(case)))
    if verb == "sign" and Permission.SIGN_ENQUIRY in may and assessment.status == Status.COMPLETED:
        ways.append(Way("Send it back", at(assessment, "send_back_assessment")))
    return [*ways[:3], Way("Go to the assessment", assessment.get_absolute_url())]
