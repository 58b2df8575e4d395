"""The agencies meet at another time: everybody is asked anew, and the clock runs on. [Rules M1, S4; procedure 4.6]"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from assessments.actions import agreement as verbs
from assessments.models import MultiAgencyMeeting
from tests import builders_agreement as meetings
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.meetings.models import How
from trafficking_cases.meetings.workflow import Presence
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User


def moved(agreement: MultiAgencyMeeting, *, by: User) -> MultiAgencyMeeting:
    return verbs.move(agreement, planned_for=timezone.now() + timedelta(days=2), how=How.VIDEO, by=by)


def test_everybody_is_asked_anew_and_told_and_the_clock_runs_on(cast: Cast):
    other, agreement = meetings.a_convened_meeting(), meetings.a_convened_meeting()
    meetings.everybody_there(agreement)
    clock = Deadline.objects.get(rule="S47-03", subject=agreement.enquiry_id)

    moved(agreement, by=cast.social_worker)

    meeting = MultiAgencyMeeting.objects.get(pk=agreement.pk).meeting
    told = set(Notice.objects.filter(kind="agreement.moved").values_list("recipient__username", flat=True))
    assert meeting.how == How.VIDEO
    assert meeting.planned_for > timezone.now() + timedelta(days=1)
    assert set(meeting.attendances.values_list("presence", flat=True)) == {Presence.INVITED}
    assert told == {"manager", "police", "education"}
    assert Deadline.objects.get(pk=clock.pk).due_at == clock.due_at
    assert Event.objects.filter(name="agreement.moved", case_id=agreement.case_id).count() == 1
    assert agreement.case.chronology.get(kind="agreement.moved").sentence == "The multi-agency meeting was moved."
    assert MultiAgencyMeeting.objects.get(pk=other.pk).meeting.how == How.MEETING


def test_who_may_move_it(cast: Cast):
    agreement = meetings.a_convened_meeting()
    expected = {"social_worker": DONE, "manager": DONE, "police": FORBIDDEN, "education": FORBIDDEN}

    for who in each_of(cast):
        assert answer_to(lambda: moved(agreement, by=getattr(cast, who))) == expected.get(who, NOT_FOUND)


def test_a_meeting_that_began_or_is_not_convened_is_not_moved(cast: Cast):
    waiting = meetings.a_meeting_to_convene()
    begun = meetings.decided(meetings.a_convened_meeting())
    over = meetings.a_concluded_meeting()

    for agreement in (waiting, begun, over):
        reasons = reasons_against(lambda one=agreement: moved(one, by=cast.social_worker))
        assert [reason.rule for reason in reasons] == ["M1"]


def test_the_police_unit_is_told_when_nobody_is_asked_by_name(cast: Cast):
    meetings.a_convened_meeting()

    told = Notice.objects.filter(kind="agreement.unit_asked").values_list("recipient__username", flat=True)

    assert list(told) == ["police"]


def test_the_page_moves_it_and_refuses_what_has_begun(client, cast: Cast):
    open_, begun = meetings.a_convened_meeting(), meetings.decided(meetings.a_convened_meeting())
    client.force_login(cast.social_worker)
    at, answers = reverse("assessments:move_agreement", args=[open_.pk]), when_and_how()

    page, refused = client.post(at, answers), client.post(at.replace(str(open_.pk), str(begun.pk)), answers)

    assert (page.status_code, page.headers["Location"]) == (302, open_.get_absolute_url())
    assert refused.status_code == 409
    assert "It has begun already" in refused.content.decode()


def when_and_how() -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=3)
    return {
        "planned_for_day": str(day.day),
        "planned_for_month": str(day.month),
        "planned_for_year": str(day.year),
        "planned_for_time": "10:00",
        "how": How.CALL,
    }
