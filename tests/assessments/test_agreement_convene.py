"""The agencies are called together after an enquiry, everybody whom the rule names. [Rules S4, M1; procedure 4.6]"""

from django.utils import timezone

from assessments.actions import agreement as verbs
from assessments.models import MultiAgencyMeeting
from assessments.workflow.enquiry import Status as EnquiryStatus
from tests import builders
from tests import builders_agreement as meetings
from tests.cast import Cast, each_of
from tests.doors import DONE, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.lib.errors import Reason
from trafficking_cases.meetings.models import How
from trafficking_cases.meetings.workflow import Part
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User


def convene(case: Case, agreement: MultiAgencyMeeting | None, *, by: User, chair: User) -> MultiAgencyMeeting:
    return verbs.convene(case, agreement=agreement, planned_for=timezone.now(), how=How.VIDEO, chair=chair, by=by)


def test_everybody_whom_the_rule_names_is_asked_once(cast: Cast):
    other = meetings.a_meeting_to_convene()
    agreement = meetings.a_meeting_to_convene()
    grants.give(agreement.case, to=cast.guardian, relation=Relation.GUARDIAN, reason="Named", by=cast.manager)

    meetings.convened(agreement)

    agreement.refresh_from_db()
    listed = {(one.part, one.name) for one in agreement.meeting.attendances.all()}
    assert agreement.status == "convened"
    assert listed == {
        (Part.SOCIAL_WORKER, "Priya Holdernest"),
        (Part.SUPERVISING_MANAGER, "Marcus Tolliver"),
        (Part.POLICE, "Fenmarch Police"),
        (Part.REFERRER, "Wilf Tarnbrook"),
        (Part.GUARDIAN, "Rosa Ellingrove"),
    }
    other.refresh_from_db()
    assert (other.status, other.meeting) == ("to_convene", None)


def test_those_with_an_account_are_told_and_can_open_it(cast: Cast):
    agreement = meetings.a_convened_meeting()

    assert Notice.objects.filter(recipient=cast.education, kind="meeting.invited").count() == 1
    assert MultiAgencyMeeting.objects.visible_to(cast.education).get() == agreement
    assert not MultiAgencyMeeting.objects.visible_to(cast.voluntary).exists()
    assert Event.objects.filter(name="agreement.convened", case_id=agreement.case_id).count() == 1
    assert agreement.case.chronology.filter(kind="agreement.convened").count() == 1


def test_a_chair_who_is_not_on_the_case_is_on_the_list(cast: Cast):
    agreement = meetings.a_convened_meeting(chair=cast.manager_2)

    assert meetings.attendance(agreement, Part.OTHER).person == cast.manager_2
    assert MultiAgencyMeeting.objects.visible_to(cast.manager_2).exists()


def test_leaving_out_the_referring_agency_with_a_reason(cast: Cast):
    agreement = meetings.a_convened_meeting(without_referrer="The school is told by the social worker.")

    assert not agreement.meeting.attendances.filter(part=Part.REFERRER).exists()
    assert agreement.without_referrer


def test_who_may_convene(cast: Cast):
    agreement = meetings.a_meeting_to_convene()
    at_work = {"social_worker": DONE, "manager": DONE, "police": 403}

    for who in each_of(cast):
        user = getattr(cast, who)
        assert answer_to(lambda: convene(agreement.case, agreement, by=user, chair=cast.manager)) == at_work.get(
            who, NOT_FOUND
        )


def test_a_meeting_before_its_enquiry_is_refused(cast: Cast):
    case = builders.a_case()
    sent_back = meetings.a_meeting_to_convene()
    enquiry = sent_back.enquiry
    enquiry.status, enquiry.completed_at, enquiry.completed_by = EnquiryStatus.UNDER_WAY, None, None
    enquiry.signed_at = enquiry.signed_by = None
    enquiry.save()

    def rules(verb) -> list[str]:
        return [reason.rule for reason in reasons_against(verb)]

    assert rules(lambda: convene(case, None, by=cast.social_worker, chair=cast.manager)) == ["S4"]
    assert rules(lambda: convene(sent_back.case, sent_back, by=cast.social_worker, chair=cast.manager)) == ["S4"]


def test_convening_twice_and_a_chair_from_elsewhere_are_refused(cast: Cast):
    agreement, other = meetings.a_convened_meeting(), meetings.a_meeting_to_convene()

    twice = reasons_against(lambda: convene(agreement.case, agreement, by=cast.social_worker, chair=cast.manager))
    elsewhere = reasons_against(lambda: convene(other.case, other, by=cast.social_worker, chair=cast.other_authority))

    assert [reason.rule for reason in twice] == ["M1"]
    assert elsewhere == [
        Reason("M1", "The chair is a manager of the authority that holds the case. Choose one of them.")
    ]
