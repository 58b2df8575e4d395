"""A manager gives a case to a social worker, who is told. [Rule R3]"""

from functools import partial

from django.urls import reverse

from tests.builders import a_case, a_decided_referral
from tests.cast import Cast, anew
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile import actions
from trafficking_cases.children.models import Case
from trafficking_cases.notifications.models import Notice


def address(case: Case) -> str:
    return reverse("casefile:allocate", args=[case.pk])


def an_unallocated_case() -> Case:
    return a_decided_referral(outcome="assessment").case


def test_the_worker_holds_it_and_is_told(client, cast: Cast):
    case, other = an_unallocated_case(), an_unallocated_case()
    client.force_login(cast.manager)

    response = client.post(address(case), {"worker": cast.social_worker.pk, "manager": cast.manager.pk})

    assert response.status_code == 302
    assert response.url == case.get_absolute_url()
    assert case.allocations.get().worker == cast.social_worker
    assert not other.allocations.exists()
    assert Notice.objects.filter(kind="case.allocated").get().recipient == cast.social_worker
    assert Case.objects.visible_to(anew(cast.social_worker)).get() == case


def test_whoever_held_it_before_loses_it(cast: Cast):
    case, other = a_case(worker=cast.social_worker), a_case(worker=cast.social_worker)

    actions.allocate(case, worker=cast.social_worker_2, manager=cast.manager, by=cast.manager)

    assert set(Case.objects.visible_to(anew(cast.social_worker))) == {other}
    assert set(Case.objects.visible_to(anew(cast.social_worker_2))) == {case}


def test_giving_it_back_tells_them_again(cast: Cast):
    case = a_case(worker=cast.social_worker)

    actions.allocate(case, worker=cast.social_worker_2, manager=cast.manager, by=cast.manager)
    actions.allocate(case, worker=cast.social_worker, manager=cast.manager, by=cast.manager)

    told = Notice.objects.filter(kind="case.allocated", recipient=cast.social_worker)
    assert told.count() == 2


def test_who_may_allocate(client, cast: Cast):
    """404 before 403: who sees no child is refused nothing."""
    case = a_case()

    for who, user in cast.everybody().items():
        expected = {"manager": DONE, "social_worker": FORBIDDEN}.get(who, NOT_FOUND)
        client.force_login(user)
        assert (who, client.get(address(case)).status_code) == (who, expected)
        verb = partial(actions.allocate, case, worker=cast.social_worker_2, manager=cast.manager, by=user)
        assert (who, answer_to(verb)) == (who, expected)


def test_a_second_time_to_the_same_person_is_refused_on_the_page(client, cast: Cast):
    case = a_case(worker=cast.social_worker)
    client.force_login(cast.manager)

    response = client.post(address(case), {"worker": cast.social_worker.pk, "manager": cast.manager.pk})

    assert response.status_code == 409
    assert "holds this case already" in response.content.decode()
    assert case.allocations.count() == 1


def test_nobody_outside_the_authority_can_be_chosen(client, cast: Cast):
    case = an_unallocated_case()
    client.force_login(cast.manager)

    response = client.post(address(case), {"worker": cast.police.pk, "manager": cast.other_authority.pk})

    assert response.status_code == 200
    assert not case.allocations.exists()
    assert {
        reason.rule
        for reason in reasons_against(
            lambda: actions.allocate(case, worker=cast.police, manager=cast.other_authority, by=cast.manager)
        )
    } == {"R3"}


def test_handing_the_supervision_on_leads_back_to_the_list(client, cast: Cast):
    case = a_case()
    client.force_login(cast.manager)

    response = client.post(address(case), {"worker": cast.social_worker.pk, "manager": cast.manager_2.pk})

    assert response.url == reverse("casefile:cases")


def test_where_there_is_nobody_the_button_says_what_it_waits_for(client, cast: Cast):
    case = an_unallocated_case()
    for worker in (cast.social_worker, cast.social_worker_2):
        worker.roles_held.all().delete()
    client.force_login(cast.manager)

    shown = client.get(address(case)).content.decode()

    assert 'aria-disabled="true"' in shown
    assert "No social worker of this authority" in shown


def test_it_is_written_down(cast: Cast):
    case = an_unallocated_case()

    actions.allocate(case, worker=cast.social_worker, manager=cast.manager, by=cast.manager)

    event = Event.objects.get(name="case.allocated", case_id=case.pk)
    assert event.codes == {"worker": str(cast.social_worker.pk), "manager": str(cast.manager.pk)}
    assert case.chronology.filter(kind="case.allocated").exists()
