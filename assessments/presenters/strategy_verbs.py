"""The pages on which a strategy discussion is convened, recorded, signed and called off. [Rule S1; procedure 4.5]"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from assessments.actions.strategy import signs_for_chair, those_there
from assessments.models import StrategyDiscussion
from assessments.policies import strategy as policies
from assessments.presenters.attendance import actions_of, asked_to
from assessments.presenters.strategy import decided_facts, facts_of
from assessments.workflow.strategy import Status
from trafficking_cases.children import frame
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm, question
from trafficking_cases.web.shapes import Way

# The questions of the long page under the headings by which a discussion goes.
GROUPS = (
    ("What was known", ("held_at", "information", "without_health")),
    ("What was decided", ("enquiry", "reasons", "lead")),
    ("Who is interviewed", ("interview_child", "interview_adults", "interviews", "interpreter")),
    ("Until then", ("immediate_safety", "family_told")),
)


def first_suggestion(case: Case) -> dict[str, Any]:
    """Whoever supervises the case leads the discussion, as a rule."""
    held = Allocation.objects.filter(case=case, ended_at=None).first()
    return {"chair": held.manager_id} if held else {}


def newest_of(case: Case) -> StrategyDiscussion:
    """The one that was convened last."""
    return case.strategy_discussions.latest("number")


def convene_page(case: Case, form: VerbForm, user: User) -> dict[str, Any]:
    """When, how, who leads it, and who comes for health."""
    return frame.verb_page(
        case,
        form,
        user,
        question="When is the strategy discussion, and who leads it?",
        button="Convene it",
        back=reverse("assessments:overview", args=[case.pk]),
        back_to="the enquiry",
        refused="It cannot be convened like this",
        ways=[Way("Open the enquiry", reverse("assessments:overview", args=[case.pk]))],
        guidance=(
            "Whoever holds and supervises the case and the Police unit are asked with this. Others can be added after.",
            "From then on the Police unit works on the case too.",
        ),
        rules=("S1",),
    )


def as_recorded(discussion: StrategyDiscussion) -> dict[str, Any]:
    """What stands in the record, to be put right; at first the time for which it was planned."""
    answers = {
        name: getattr(discussion, name)
        for _, names in GROUPS
        for name in names
        if name != "held_at" and not name.endswith(("_child", "_adults"))
    }
    for name in ("interview_child", "interview_adults"):
        decided = getattr(discussion, name)
        answers[name] = "" if decided is None else "yes" if decided else "no"
    return answers | {"held_at": discussion.meeting.held_at or discussion.meeting.planned_for}


def hold_page(discussion: StrategyDiscussion, form: VerbForm, user: User) -> dict[str, Any]:
    """What was known and decided, under its headings, with who took part beside it."""
    meeting = discussion.meeting
    there = those_there(meeting)
    missing = policies.why_incomplete(there, discussion.without_health or "asked on this page")
    standing = policies.why_not_change_list(discussion) or ([] if form.refusal else missing)
    mark, ask = (reverse(f"assessments:{verb}", args=[meeting.pk]) for verb in ("mark", "ask"))
    page = _page(
        discussion,
        form,
        user,
        standing=standing,
        question="What was decided?",
        button="Record it",
        refused="This strategy discussion cannot be recorded yet",
        why="A strategy discussion without the Police or without children’s services is none; nobody else may decide "
        "on an enquiry."
        if standing
        else "",
        first=[Way("Record who came", mark), Way("Ask somebody", ask)] if missing else [],
        guidance=("Joint means social work and Police together. The child and the family are never seen together.",),
        rules=("S1", "S2"),
    )
    groups = [(title, [question(form, name) for name in names]) for title, names in GROUPS]
    return page | {"groups": groups, "there": [attendance.name for attendance in there]}


def what_is_read(discussion: StrategyDiscussion) -> dict[str, str]:
    """The version that stands on the page."""
    return {"read": policies.token(discussion)}


def sign_page(discussion: StrategyDiscussion, form: VerbForm, user: User, now: datetime) -> dict[str, Any]:
    """The whole record as it will be locked, and the signature beneath it."""
    standing = policies.why_not_sign(
        discussion,
        those_there(discussion.meeting),
        user,
        in_place_of_chair=signs_for_chair(discussion, user),
    )
    page = _page(
        discussion,
        form,
        user,
        standing=standing,
        question="Read the record, then sign it",
        button="Sign and send it",
        refused="This record cannot be signed",
        first=[Way("Put the record right", reverse("assessments:hold", args=[discussion.pk]))]
        if discussion.status == Status.HELD
        else [],
        guidance=("Once signed it is locked. It goes to everybody who took part and has an account.",),
        rules=("S1",),
    )
    return page | {
        "facts": [*facts_of(discussion), *decided_facts(discussion)],
        "asked": asked_to(discussion.meeting, may_mark=False),
        "mark_at": "",
        "actions_shown": actions_of(discussion.meeting, user, now, may_run=False),
    }


def call_off_page(discussion: StrategyDiscussion, form: VerbForm, user: User) -> dict[str, Any]:
    """Why it does not take place."""
    standing = [] if discussion.status == Status.PLANNED else policies.why_not_call_off(discussion, "asked on the page")
    return _page(
        discussion,
        form,
        user,
        standing=standing,
        question=f"Why is {str(discussion).lower()} called off?",
        button="Call it off",
        refused="It can no longer be called off",
        first=[Way("Convene another", reverse("assessments:convene", args=[discussion.case_id]))],
        guidance=("The time limit runs on: a strategy discussion is still due.",),
        rules=("S1",),
    )


def _page(
    discussion: StrategyDiscussion,
    form: VerbForm,
    user: User,
    *,
    standing: Sequence[Reason],
    first: Sequence[Way],
    **said: Any,
) -> dict[str, Any]:
    back = discussion.get_absolute_url()
    return frame.verb_page(
        discussion.case,
        form,
        user,
        back=back,
        back_to=f"{str(discussion).lower()}",
        standing=standing,
        ways=[*first, Way("Open the strategy discussion", back)],
        **said,
    ) | {"discussion": discussion}
