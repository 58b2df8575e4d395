"""The pages of the verbs of an enquiry: what is asked, what follows, and what stands against it."""

from datetime import datetime
from typing import Any

from assessments.models import MultiAgencyMeeting, Section47Enquiry
from assessments.policies import enquiry as policies
from assessments.policies.child_seen import seen_in
from assessments.policies.typed_over import fingerprint
from assessments.presenters.enquiry import at, facts_of, not_seen_facts, overview_of, parts_of
from assessments.workflow.enquiry import Part, Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import short_moment
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Fact, Way

# By part: the question over the page, and what it is for.
ASKED = {
    Part.CHECKS: (
        "What do the agencies know?",
        "Police, health, school and others: who was asked, what they said.",
    ),
    Part.WISHES: (
        "What does the child say and want?",
        "In the child's own words, and in their language if you can.",
    ),
    Part.TOLD_FAMILY: ("What was the family told, by whom and when?", "Or why they were told nothing."),
    Part.ANALYSIS: (
        "What harm is there, and why do you think so?",
        "What speaks for it, what against it; the risk.",
    ),
}
# By verb: the question, the button, what follows from it, and the rules.
VERBS = {
    "not_seen": (
        "Why was the child not seen?",
        "Record it",
        ("The enquiry can then be completed without the child having been seen. Your name stands under it.",),
        ("A1",),
    ),
    "complete": (
        "What did the enquiry find?",
        "Complete the enquiry",
        (
            "The multi-agency meeting opens, and its clock starts.",
            "Nothing further is done with the case until the agencies have agreed. Protecting the child never waits.",
            "A manager signs the outcome, or sends it back to you.",
        ),
        ("S4", "A1", "M2"),
    ),
    "send_back": (
        "What is missing in this enquiry?",
        "Send it back",
        (
            "The enquiry is under way again, and whoever wrote it is told.",
            "The case no longer waits for the multi-agency meeting; completing the enquiry opens it again.",
        ),
        ("S4",),
    ),
}
REFUSED = {
    "not_seen": "This cannot be recorded",
    "complete": "This enquiry cannot be completed yet",
    "send_back": "This enquiry cannot be sent back",
    "sign": "You cannot sign this outcome",
    "write": "This text was not saved",
}


def typed_so_far(enquiry: Section47Enquiry, part: str) -> dict[str, str]:
    """What stands in a part now, and its fingerprint."""
    text = getattr(enquiry, part, "")
    return {"text": text, "before": fingerprint(text)}


def write_page(enquiry: Section47Enquiry, form: VerbForm, user: User, *, part: Part) -> dict[str, Any]:
    """The page on which one part is written."""
    question, hint = ASKED[part]
    form.fields["text"].label = part.label
    form.fields["text"].help_text = hint
    rules = ("A1",) if part == Part.WISHES else ("S4",)
    lines = ["What you save here stays until the enquiry is completed; you can come back to it."]
    if part == Part.WISHES:
        lines.insert(0, "Word for word, with the interpreter's name in the interview. Do not tidy it up.")
    return _page(
        enquiry, form, user,
        verb="write", question=question, button="Save", guidance=lines, rules=rules,
        standing=policies.why_not_write(enquiry),
    )  # fmt: skip


def verb_page(enquiry: Section47Enquiry, form: VerbForm, user: User, *, verb: str) -> dict[str, Any]:
    """The page of one verb: the question, what follows, and everything that stands against it already."""
    question, button, lines, rules = VERBS[verb]
    return _page(
        enquiry, form, user,
        verb=verb, question=question, button=button, guidance=lines, rules=rules,
        standing=_standing(enquiry, user, verb),
    )  # fmt: skip


def _standing(enquiry: Section47Enquiry, user: User, verb: str) -> list[Reason]:
    seen = seen_in(enquiry.case, since=enquiry.started_at)
    if verb == "complete":
        return policies.why_not_complete(enquiry, seen)
    if verb == "not_seen":
        return policies.why_not_agree_not_seen(enquiry, seen, by=user, because="asked on the page")
    meeting = MultiAgencyMeeting.objects.filter(enquiry=enquiry).first()
    return policies.why_not_send_back(enquiry, meeting, "asked on the page")


def _page(enquiry: Section47Enquiry, form: VerbForm, user: User, *, verb: str, **words: Any) -> dict[str, Any]:
    return frame.verb_page(
        enquiry.case,
        form,
        user,
        back=enquiry.get_absolute_url(),
        back_to="the enquiry",
        refused=REFUSED[verb],
        ways=ways_on(enquiry, user),
        **words,
    )


def ways_on(enquiry: Section47Enquiry, user: User) -> list[Way]:
    """What helps from here, the best first."""
    ways, may = [], enquiry.case.verbs_of(user)
    if enquiry.status == Status.UNDER_WAY:
        if not seen_in(enquiry.case, since=enquiry.started_at) and not enquiry.not_seen_agreed_at:
            ways.append(Way("Plan an interview with the child", overview_of(enquiry.case, "interviews")))
            if Permission.SIGN_ENQUIRY in may and enquiry.lead_id != user.pk:
                ways.append(Way("Record why the child was not seen", at(enquiry, "enquiry_not_seen")))
            else:
                ways.append(
                    Way("Ask a manager to record why not", enquiry.case.get_absolute_url() + "#people",
                        note="The supervising manager stands on the case.")
                )  # fmt: skip
        for part in (Part.WISHES, Part.ANALYSIS):
            if not getattr(enquiry, part.value):
                ways.append(Way(f"Write it: {part.label}", at(enquiry, "write_enquiry", part.value)))
    elif Permission.SIGN_ENQUIRY in may and enquiry.status == Status.COMPLETED:
        ways.append(Way("Send it back", at(enquiry, "send_back_enquiry")))
    return [*ways, Way("Go to the enquiry", enquiry.get_absolute_url())][:4]


def sign_page(enquiry: Section47Enquiry, form: VerbForm, user: User, now: datetime) -> dict[str, Any]:
    """Everything that the signature will stand under, and the button."""
    seen = seen_in(enquiry.case, since=enquiry.started_at)
    told = [f"Seen alone {short_moment(one.held_at or one.planned_for, now)}" for one in seen]
    sight = [Fact("The child was seen", "; ".join(told), none_text="No"), *not_seen_facts(enquiry)]
    page = _page(
        enquiry, form, user,
        verb="sign", question="Read and sign the outcome", button="Sign the outcome",
        guidance=("Your name stands under the outcome, and whoever wrote it is told.",), rules=("S4",),
        standing=policies.why_not_sign(enquiry, user),
    )  # fmt: skip
    return page | {
        "shown": {
            "The outcome": facts_of(enquiry)[2:4],
            "The child": sight,
            "What was written": parts_of(enquiry, may_write=False),
        },
        "send_back_at": at(enquiry, "send_back_enquiry"),
    }
