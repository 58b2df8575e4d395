"""Roles and permissions as people read them."""

import pytest

from tests.cast import Cast
from trafficking_cases.access.permissions import ON_A_CASE, SENTENCES, Permission
from trafficking_cases.access.roles import EVERYBODY, ROLES, RoleCode, permissions_of, roles_allowing


def test_every_role_says_what_it_is_for():
    assert set(ROLES) == set(RoleCode)
    assert all(role.code == code and role.name and role.sentence.endswith(".") for code, role in ROLES.items())


def test_every_permission_is_a_sentence():
    assert set(SENTENCES) == set(Permission)
    assert all(permission.sentence for permission in Permission)


def test_roles_add_up():
    together = permissions_of(["duty_worker", "social_worker"])

    assert together == permissions_of(["duty_worker"]) | permissions_of(["social_worker"])
    assert permissions_of([]) == EVERYBODY


def test_a_role_that_does_not_exist_allows_nothing():
    with pytest.raises(ValueError, match="owner"):
        permissions_of(["owner"])


@pytest.mark.parametrize("code", [RoleCode.ADMINISTRATOR, RoleCode.CARER, RoleCode.AUDITOR])
def test_these_see_no_child(code: RoleCode):
    assert not permissions_of([code]) & (ON_A_CASE | {Permission.READ_FRONT_DOOR})


def test_whoever_writes_a_decision_may_not_sign_by_that_role():
    assert roles_allowing(Permission.SIGN_DECISION) == [RoleCode.MANAGER, RoleCode.SERVICE_MANAGER]
    assert set(roles_allowing(Permission.USE_SERVICE)) == set(RoleCode)


def test_the_whole_cast_may_report(cast: Cast):
    assert all(person.holds(Permission.REPORT_CONCERN) for person in cast.everybody().values())
