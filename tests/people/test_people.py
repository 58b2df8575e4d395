"""Agencies, teams and accounts."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import PASSWORD, Cast, anew
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.audit.models import Event
from trafficking_cases.people import actions as people
from trafficking_cases.people.models import Agency, FirstResponderPeriod, Kind, RoleHeld, Team, User


def test_an_agency_has_a_group_of_its_own(cast: Cast):
    groups = [agency.group_id for agency in Agency.objects.all()] + [team.group_id for team in Team.objects.all()]

    assert len(groups) == len(set(groups))
    assert set(cast.police.groups.all()) == {cast.police.agency.group, cast.police.team.group}


def test_referrals_go_to_the_authority_and_an_authority_receives_its_own(cast: Cast):
    assert cast.education.agency.front_door == cast.council
    assert cast.council.front_door == cast.council
    assert cast.other_authority.agency.front_door == cast.other_authority.agency != cast.council


@pytest.mark.parametrize(
    ("who", "is_one"),
    [
        ("social_worker", True),
        ("police", True),
        ("guardian", True),
        ("other_authority", True),
        ("health", False),
        ("education", False),
        ("voluntary", False),
        ("carer", False),
    ],
)
def test_who_is_a_first_responder(cast: Cast, who: str, is_one: bool):
    assert getattr(cast, who).agency.is_first_responder(timezone.localdate()) == is_one


def test_an_organisation_is_one_from_a_day_until_a_day(cast: Cast):
    agency = cast.voluntary.agency
    FirstResponderPeriod.objects.create(agency=agency, from_on=date(2020, 5, 1), until_on=date(2020, 5, 31))
    days = [date(2020, 4, 30), date(2020, 5, 1), date(2020, 5, 31), date(2020, 6, 1)]

    assert [agency.is_first_responder(day) for day in days] == [False, True, True, False]
    assert not cast.health.agency.is_first_responder(date(2020, 5, 10))


def test_a_period_does_not_end_before_it_begins(cast: Cast):
    with pytest.raises(IntegrityError, match="first_responder_ends_after_start"), transaction.atomic():
        FirstResponderPeriod.objects.create(
            agency=cast.health.agency, from_on=date(2020, 5, 2), until_on=date(2020, 5, 1)
        )


def test_a_role_holds_from_a_day_until_a_day(cast: Cast):
    today = timezone.localdate()
    for code, begins, ends in (
        (RoleCode.MANAGER, 1, None),
        (RoleCode.DUTY_WORKER, -5, -1),
        (RoleCode.SERVICE_MANAGER, -5, 0),
    ):
        RoleHeld.objects.create(
            user=cast.health,
            code=code,
            from_on=today + timedelta(days=begins),
            until_on=None if ends is None else today + timedelta(days=ends),
        )

    assert anew(cast.health).roles == {RoleCode.PRACTITIONER, RoleCode.SERVICE_MANAGER}
    assert cast.health in User.objects.holding(RoleCode.SERVICE_MANAGER)
    assert cast.health not in User.objects.holding(RoleCode.MANAGER, RoleCode.DUTY_WORKER)


def test_a_role_that_is_not_known_cannot_be_kept(cast: Cast):
    with pytest.raises(IntegrityError, match="role_is_known"), transaction.atomic():
        RoleHeld.objects.create(user=cast.health, code="owner", from_on=timezone.localdate())


def test_a_role_is_held_once(cast: Cast):
    with pytest.raises(IntegrityError, match="role_held_once"), transaction.atomic():
        RoleHeld.objects.create(user=cast.health, code=RoleCode.PRACTITIONER, from_on=timezone.localdate())


def test_those_who_left_hold_nothing(cast: Cast):
    cast.manager.is_active = False
    cast.manager.save()

    assert set(User.objects.holding(RoleCode.MANAGER).values_list("username", flat=True)) == {
        "manager.2",
        "other.authority",
    }
    assert not any(anew(cast.manager).holds(permission) for permission in Permission)


@pytest.mark.parametrize("rights", [{"is_superuser": True}, {"is_staff": True}])
def test_nobody_can_be_a_superuser(cast: Cast, rights: dict[str, bool]):
    with pytest.raises(IntegrityError, match="nobody_is_a_superuser"), transaction.atomic():
        User.objects.filter(pk=cast.administrator.pk).update(**rights)


def test_there_is_no_way_to_make_one(db: None):
    with pytest.raises(NotImplementedError):
        User.objects.create_superuser("root", "root@council.example", "a long password")


def test_an_account_without_a_password_cannot_sign_in(cast: Cast):
    people.add_user(
        username="new",
        full_name="Hale Winterbourne",
        job_title="Nurse",
        email="",
        agency=cast.health.agency,
        by=cast.administrator,
    )

    assert authenticate(username="new", password="") is None
    assert authenticate(username="health", password=PASSWORD) == cast.health
    assert authenticate(username="health", password="something else") is None


def test_an_account_is_recorded_with_its_roles_and_no_name(cast: Cast):
    event = Event.objects.get(name="user.added", subject_id=str(cast.police.pk))

    assert event.codes == {"roles": ["police"]}


def test_only_those_at_work_at_a_front_door_have_one(cast: Cast):
    doors = {name: person.front_doors() for name, person in cast.everybody().items() if person.front_doors()}

    ours = ("duty_worker", "out_of_hours", "manager", "manager_2", "service_manager")
    assert doors == dict.fromkeys(ours, {cast.council.pk}) | {"other_authority": {cast.other_authority.agency_id}}


def test_a_manager_outside_social_work_has_no_front_door(cast: Cast):
    RoleHeld.objects.create(user=cast.police, code=RoleCode.MANAGER, from_on=timezone.localdate())

    assert anew(cast.police).front_doors() == set()
    assert cast.police.agency.kind == Kind.POLICE


def test_people_are_called_by_their_name(cast: Cast):
    assert str(cast.police) == cast.police.get_full_name() == cast.police.get_short_name() == "Jo Penhallick"
    assert [str(cast.police.agency), str(cast.police.team)] == ["Fenmarch Police", "Child exploitation unit"]


def test_nobody_signs_up_for_themselves(client, db: None):
    assert client.get("/accounts/signup/").status_code == 404
