"""What somebody undertook: one owner, one day, and what came of it. [Rule S1; procedure 4.5]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.actions import attendance
from tests import builders
from tests import builders_strategy as enquiry
from tests.cast import Cast, anew
from tests.doors import FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile import work
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import ladder
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.meetings.models import Action
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def discussion(cast: Cast):
    return enquiry.a_planned_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))


def test_it_is_its_owners_with_a_clock_and_they_are_told(cast: Cast, discussion):
    """Although they see nothing else of the case: not the meeting, and not the child."""
    action = enquiry.an_action(discussion, owner=cast.education)

    clock = Deadline.objects.get(rule="ACT-01", subject=action.pk)
    assert (clock.owner, timezone.localdate(clock.due_at)) == (cast.education, action.due_on)
    notice = Notice.objects.get(kind="meeting.action", recipient=cast.education)
    assert notice.link == clock.link == reverse("assessments:finish", args=[action.pk])
    assert set(work.owed_by(cast.education, timezone.now())) == {clock}
    assert not Case.objects.visible_to(cast.education).exists()
    first = clock.reminders.first()
    assert list(ladder.people_to_tell([first])[first].people) == [cast.education]


def test_a_barrier_takes_it_from_them_and_the_reminders_go_up(cast: Cast, discussion):
    action = enquiry.an_action(discussion, owner=cast.education)
    builders.a_barrier(discussion.case, people=[cast.education])

    clock = Deadline.objects.get(rule="ACT-01", subject=action.pk)
    assert not Action.objects.visible_to(cast.education).exists()
    assert not Deadline.objects.visible_to(cast.education).exists()
    first = clock.reminders.first()
    assert cast.education not in ladder.people_to_tell([first])[first].people


def test_what_an_action_needs(cast: Cast, discussion):
    yesterday = timezone.localdate() - timedelta(days=1)

    def verb(**changed):
        whole = {"what": "Ring.", "owner": cast.health, "due_on": timezone.localdate(), "by": cast.social_worker}
        return lambda: attendance.undertake(discussion.meeting, **whole | changed)

    assert [r.rule for r in reasons_against(verb(what=" ", due_on=yesterday))] == ["S1", "S1"]
    assert [r.rule for r in reasons_against(verb(owner=cast.carer))] == ["S1"]
    assert not discussion.meeting.actions.exists()
    assert reasons_against(verb()) == []


def test_its_owner_says_what_came_of_it_once(cast: Cast, discussion):
    action, other = (enquiry.an_action(discussion, owner=cast.education) for _ in range(2))

    attendance.finish(action, outcome="She was in school.", by=cast.education)

    assert Deadline.objects.get(rule="ACT-01", subject=action.pk).status == "met"
    assert Deadline.objects.get(rule="ACT-01", subject=other.pk).is_running
    assert Event.objects.filter(name="action.done", case_id=discussion.case_id).count() == 1
    again = reasons_against(lambda: attendance.finish(action, outcome="Again.", by=cast.education))
    assert {reason.rule for reason in again} == {"S1"}
    assert reasons_against(lambda: attendance.finish(other, outcome=" ", by=cast.education))


def test_nobody_else_who_was_asked_finishes_it_and_its_owner_does_not_withdraw_it(cast: Cast, discussion):
    action = enquiry.an_action(discussion, owner=cast.education)

    assert answer_to(lambda: attendance.finish(action, outcome="Done.", by=cast.health)) == FORBIDDEN
    assert answer_to(lambda: attendance.finish(action, outcome="Done.", by=cast.voluntary)) == NOT_FOUND
    assert answer_to(lambda: attendance.withdraw(action, outcome="No.", by=cast.education)) == FORBIDDEN
    assert action.outcome == ""


def test_after_the_signature_it_is_still_carried_out_or_withdrawn(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    discussion = enquiry.a_held_strategy(case)
    done, dropped = (enquiry.an_action(discussion, owner=cast.police) for _ in range(2))
    enquiry.strategy.sign(discussion, read=enquiry.token(discussion), by=cast.manager)

    attendance.finish(done, outcome="The car is stopped.", by=anew(cast.police))
    attendance.withdraw(dropped, outcome="He was arrested.", by=cast.manager)

    assert set(discussion.meeting.actions.values_list("status", flat=True)) == {"done", "withdrawn"}
    assert Deadline.objects.get(rule="ACT-01", subject=dropped.pk).status == "stopped"


def test_the_owner_finds_it_on_my_work_and_finishes_it_there(client, cast: Cast, discussion):
    action = enquiry.an_action(discussion, owner=cast.education, what="Ring when she is absent")
    client.force_login(cast.education)
    at = reverse("assessments:finish", args=[action.pk])
    assert at in client.get(reverse("casefile:my_work")).content.decode()

    page = client.get(at).content.decode()
    response = client.post(at, {"outcome": "She came."})

    assert "Ring when she is absent" in page
    assert (response.status_code, response.url) == (302, at)
    assert "She came." in client.get(at).content.decode()
    assert client.post(at, {"outcome": "Again."}).status_code == 409
    assert client.get(reverse("assessments:strategy", args=[discussion.pk])).status_code == 404
    assert client.get(reverse("assessments:withdraw", args=[action.pk])).status_code == 403
