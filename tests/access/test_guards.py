"""The doors: signed in, visible (404), allowed (403). Every question of access has one answer, whoever asks it."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from referrals.models import Referral
from tests import builders
from tests.cast import Cast, anew, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to
from trafficking_cases.access.guards import guard, open_to_everyone, require, requires
from trafficking_cases.access.permissions import ON_A_CASE, Permission
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Case
from trafficking_cases.people.models import User

READ = "GET"


def a_request(person: User | AnonymousUser, permission: Permission, method: str = READ):
    request = RequestFactory().generic(method, "/somewhere/")
    request.user, request.declared_permission = person, permission
    return request


def a_page(permission: Permission, *, asks_its_guard: bool = True):
    """The smallest page with a record."""

    @requires(permission)
    def page(request, pk):
        if asks_its_guard:
            guard(request, Case.objects.visible_to(request.user), pk)
        return HttpResponse("the page")

    return page


def test_every_question_of_access_has_one_answer(cast: Cast, case: Case, other_case: Case):
    """The list, the guard of the page, the question inside the verb and the record's own say the same."""
    builders.a_share(case, to=cast.police.agency)
    builders.a_share(case, to=cast.health)
    builders.a_share(case, to=cast.guardian)
    builders.a_barrier(case, people=[cast.health])
    visible = {"social_worker_2", "manager_2", "police", "guardian"}

    for who in each_of(cast):
        person = anew(getattr(cast, who))
        for one, expected in ((case, visible), (other_case, {"social_worker_2", "manager_2"})):
            rows = Case.objects.visible_to(person)
            assert rows.filter(pk=one.pk).exists() == (who in expected)
            for permission in Permission:
                asked = answer_to(lambda one=one, verb=permission: require(person, verb, one))
                paged = answer_to(
                    lambda one=one, verb=permission, rows=rows: guard(a_request(person, verb), rows, one.pk)
                )
                allowed = DONE if one.allows(person, permission) else FORBIDDEN
                assert asked == paged == (allowed if who in expected else NOT_FOUND)


def test_whoever_cannot_read_cases_sees_none_however_it_is_shared(cast: Cast, case: Case):
    for who in each_of(cast):
        person = getattr(cast, who)
        builders.a_share(case, to=person)
        assert Case.objects.visible_to(person).exists() == person.holds(Permission.READ_CASE)
        assert person.holds(Permission.READ_CASE) == (
            who not in ("carer", "administrator", "administrator_2", "auditor", "duty_worker", "out_of_hours")
        )


def test_a_forged_id_is_answered_like_one_that_is_kept_from_them(cast: Cast, case: Case):
    messages = []
    for pk in (case.pk, uuid4()):
        with pytest.raises(Http404) as raised:
            guard(a_request(cast.health, Permission.READ_CASE), Case.objects.visible_to(cast.health), pk)
        messages.append(str(raised.value))

    assert messages[0] == messages[1]


def test_a_closed_account_sees_and_may_nothing(cast: Cast, case: Case):
    cast.social_worker_2.is_active = False
    cast.social_worker_2.save()
    person = anew(cast.social_worker_2)

    assert not any(person.holds(permission) for permission in Permission)
    assert {answer_to(lambda verb=verb: require(person, verb, case)) for verb in ON_A_CASE} == {NOT_FOUND}
    assert answer_to(lambda: require(person, Permission.USE_SERVICE)) == FORBIDDEN


def test_the_look_is_recorded(cast: Cast, case: Case):
    a_page(Permission.READ_CASE)(a_request(cast.social_worker_2, Permission.READ_CASE), pk=case.pk)

    event = Event.objects.get(name="children.case.seen")
    assert (event.subject_id, event.case_id, event.by_id) == (str(case.pk), case.pk, cast.social_worker_2.pk)


def test_the_look_at_a_referral_is_recorded_under_its_case(cast: Cast):
    case = builders.a_case(worker=cast.social_worker)
    referral = Referral.objects.get(case=case)

    guard(
        a_request(cast.social_worker, Permission.READ_REFERRAL),
        Referral.objects.visible_to(cast.social_worker),
        referral.pk,
    )

    assert Event.objects.get(name="referrals.referral.seen").case_id == case.pk


@pytest.mark.parametrize(
    ("who", "permission", "method"),
    [
        ("social_worker_2", Permission.READ_CASE, "PUT"),
        ("social_worker_2", Permission.ALLOCATE_CASE, "GET"),
        ("health", Permission.READ_CASE, "GET"),
    ],
)
def test_what_was_not_looked_at_is_not_recorded(cast: Cast, case: Case, who, permission, method):
    person = getattr(cast, who)
    answer_to(lambda: a_page(permission)(a_request(person, permission, method), pk=case.pk))

    assert not Event.objects.filter(name__endswith=".seen").exists()


def test_a_page_without_a_record_asks_the_role(cast: Cast):
    @requires(Permission.READ_FRONT_DOOR)
    def board(request):
        return HttpResponse("the board")

    assert board(a_request(cast.duty_worker, Permission.READ_FRONT_DOOR)).content == b"the board"
    with pytest.raises(PermissionDenied):
        board(a_request(cast.health, Permission.READ_FRONT_DOOR))


@pytest.mark.parametrize("kwargs", [{}, {"pk": uuid4()}])
def test_a_stranger_is_shown_the_way_in_and_comes_back(kwargs: dict):
    response = a_page(Permission.READ_CASE)(a_request(AnonymousUser(), Permission.READ_CASE), **kwargs)

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/somewhere/")


def test_a_page_that_forgets_its_guard_fails(cast: Cast, case: Case):
    page = a_page(Permission.READ_CASE, asks_its_guard=False)

    with pytest.raises(RuntimeError, match="did not call guard"):
        page(a_request(cast.social_worker_2, Permission.READ_CASE), pk=case.pk)


def test_a_page_says_who_may_enter():
    @open_to_everyone("Nobody has signed in yet.")
    def welcome(request):
        return HttpResponse()

    assert a_page(Permission.READ_CASE).declared_permission == Permission.READ_CASE
    assert welcome.open_because == "Nobody has signed in yet."


def test_a_verb_without_a_record_asks_the_role(cast: Cast):
    for who in each_of(cast):
        expected = DONE if who == "auditor" else FORBIDDEN
        assert answer_to(lambda: require(getattr(cast, who), Permission.READ_AUDIT)) == expected
