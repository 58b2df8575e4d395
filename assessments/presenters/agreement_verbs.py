"""The pages of the verbs of whoever runs the multi-agency meeting. [Rules M1-M5]"""

from typing import Any

from django.urls import reverse

from assessments.models import MultiAgencyMeeting
from assessments.policies.agreement import why_not_conclude, why_not_convene, why_not_move, why_not_run
from assessments.workflow.agreement import Answer
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import roles_allowing
from trafficking_cases.children import frame
from trafficking_cases.children.models import Adult, Allocation, Case
from trafficking_cases.children.workflow.adults import PURPORTING, Relationship, Status
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Row, Way

PARENTS = (Relationship.MOTHER, Relationship.FATHER)


def to_convene(case: Case) -> dict[str, Any]:
    """Who may lead the meeting, and who usually does."""
    chairs = User.objects.holding(*roles_allowing(Permission.SIGN_ENQUIRY)).filter(agency=case.authority_id)
    allocation = Allocation.objects.filter(case=case, ended_at=None).first()
    return {"chairs": chairs, "initial": {"chair": allocation.manager_id if allocation else None}}


def convene_page(case: Case, waiting: MultiAgencyMeeting | None, form: VerbForm, user: User) -> dict[str, Any]:
    """When, how and who; and that there is none to convene, where no enquiry is complete."""
    enquiry = f"{reverse('assessments:overview', args=[case.pk])}#enquiry"
    return frame.verb_page(
        case,
        form,
        user,
        question="When do the agencies meet?",
        button="Convene the meeting",
        back=f"{reverse('assessments:overview', args=[case.pk])}#agreement",
        back_to="the enquiry",
        lede="Social worker, supervising manager, Police, whoever referred and the guardian are asked for you.",
        guidance=["Nothing but urgent protection goes ahead until the agencies have agreed."],
        rules=["M1", "M2", "S4"],
        refused="This meeting cannot be convened yet",
        standing=why_not_convene(waiting, chair=None),
        ways=[Way("Go to the Section 47 enquiry", enquiry)],
    )


def as_planned(agreement: MultiAgencyMeeting) -> dict[str, Any]:
    """When and how the agencies meet as it stands."""
    meeting = agreement.meeting
    return {"planned_for": meeting.planned_for, "how": meeting.how} if meeting else {}


def move_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """Another time for the same meeting."""
    at = agreement.get_absolute_url()
    return frame.verb_page(
        agreement.case,
        form,
        user,
        question="When do the agencies meet instead?",
        button="Move the meeting",
        back=at,
        back_to="the meeting",
        lede="Everybody on the list is asked anew and told of the new time.",
        guidance=["The time limit for the meeting runs on, and nothing but urgent protection goes ahead until then."],
        rules=["M1", "M2", "S4"],
        refused="This meeting cannot be moved",
        standing=why_not_move(agreement),
        ways=[Way("Go to the meeting", at)],
    )


def decided_so_far(agreement: MultiAgencyMeeting) -> dict[str, Any]:
    """What is written already; the two facts as the case knows them, where nobody has answered yet."""
    known = facts_known(agreement.case)
    return {
        "held_at": agreement.meeting.held_at or agreement.meeting.planned_for if agreement.meeting else None,
        "of_the_family": agreement.of_the_family or known["of_the_family"],
        "relative_here": agreement.relative_here or known["relative_here"],
        "moving_considered": agreement.moving_considered,
        "advice_considered": agreement.advice_considered,
        "conference": agreement.conference,
        "conference_reasons": agreement.conference_reasons,
        "plan": agreement.plan,
        "wishes": agreement.wishes or agreement.enquiry.wishes,
    }


def facts_known(case: Case) -> dict[str, str]:
    """What the adults around the child say of M4's two facts: only a verified parent or relative is a yes.

    Nobody concludes from silence that there is no relative; that is for the meeting to say. [Rule M4]
    """
    family = [adult for adult in Adult.objects.filter(case=case) if adult.claimed_as in PURPORTING]
    verified = [adult for adult in family if adult.status == Status.VERIFIED and not adult.is_of_concern]
    relatives = [adult for adult in verified if adult.claimed_as in (*PARENTS, Relationship.RELATIVE)]
    doubted = family and all(adult.status == Status.DOUBTED for adult in family)
    return {
        "of_the_family": Answer.NO if doubted else "",
        "relative_here": Answer.YES if relatives else "",
    }


def adults_in_short(case: Case) -> list[Row]:
    """The adults around the child, beside the questions about the family."""
    return [
        Row(adult.name or "An adult without a name", meta=f"{adult.get_claimed_as_display()}: {adult.status}")
        for adult in Adult.objects.filter(case=case)
    ]


def decide_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """What the meeting decides, with what the case knows of the family beside it."""
    known = facts_known(agreement.case)
    adults = adults_in_short(agreement.case)
    return frame.verb_page(
        agreement.case,
        form,
        user,
        question="What does the meeting decide?",
        button="Keep what is written",
        back=agreement.get_absolute_url(),
        back_to="the meeting",
        lede="You can keep it half written and go on later. If the proposal changes, what the agencies said of it "
        "before no longer counts.",
        guidance=[
            "A child who is not of the family they live with, and has no relative here, may have to be moved, and may "
            "need an application of their own. “Not known” counts as no: a relative whom nobody knows protects nobody.",
            *(
                ["The case already knows part of the answer; it is filled in for you to check."]
                if any(known.values())
                else []
            ),
        ],
        rules=["M3", "M4"],
        refused="This cannot be written yet",
        standing=why_not_run(agreement),
        ways=[Way("Go to the meeting", agreement.get_absolute_url())],
        aside={"Adults around the child": adults} if adults else None,
    )


def conclude_page(agreement: MultiAgencyMeeting, form: VerbForm, user: User) -> dict[str, Any]:
    """The last question, with everything that is still missing and where to mend it."""
    at = agreement.get_absolute_url()
    return frame.verb_page(
        agreement.case,
        form,
        user,
        question="Conclude the meeting?",
        button="Conclude the meeting",
        back=at,
        back_to="the meeting",
        lede="If children's services and the Police agree, the case may go on. If one of them does not, it waits, and "
        "a further meeting is to be convened.",
        guidance=["What each agency said stays in the record, whoever reads it and whenever."],
        rules=["M1", "M2", "M3"],
        refused="This meeting cannot be concluded yet",
        standing=why_not_conclude(agreement),
        ways=[
            Way("See what is missing", f"{at}#checks"),
            Way("Write what is decided", reverse("assessments:decide_agreement", args=[agreement.pk])),
        ],
    )
