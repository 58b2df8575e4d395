"""Every address says whom it is for, and holds to it."""

from collections import Counter

import pytest
from django.test import Client

from tests.architecture.source import Address, addresses, files, functions, our_files, short
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import EVERYBODY, ROLES, RoleCode

ALL = list(addresses())
CLOSED = [address for address in ALL if not address.open_because]
# Everything else asks who is there before anything.
OPEN = {
    "accounts/login/",
    "accounts/logout/",
    "accounts/inactive/",
    "accessibility/",
    "healthz/",
    "parts/",
    "readyz/",
}


def of(address: Address) -> str:
    return address.path


def test_every_address_says_whom_it_is_for():
    silent = [address.path for address in CLOSED if not address.is_declared_whole]

    assert silent == []
    assert len(ALL) > 20


def test_those_that_are_open_are_these_and_say_why():
    assert {address.path for address in ALL if address.open_because} == OPEN
    assert all(address.open_because.endswith(".") for address in ALL if address.open_because)


def test_no_address_is_both():
    assert [address.path for address in ALL if address.open_because and address.declared] == []


@pytest.mark.parametrize("address", CLOSED, ids=of)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nowhere(db: None, client: Client, address: Address, method: str):
    """To the way in; from the API a 401; 405 where the method does not exist. Never a record or a 404 that tells."""
    response = getattr(client, method)(address.example)

    if response.status_code == 302:
        assert response["Location"].startswith("/accounts/login/")
    else:
        assert response.status_code in (401, 405)


def test_every_permission_is_in_a_role():
    given = EVERYBODY.union(*(role.permissions for role in ROLES.values()))

    assert set(Permission) == given


def test_every_permission_opens_a_page_or_a_verb():
    declared = {permission for address in ALL for permission in address.declared}

    assert set(Permission) - declared == set()


def test_every_verb_asks_again_for_what_its_page_declared():
    """Or for a part of it: an action that asks nothing could be called by somebody who forgot to."""
    asked = Counter(
        word
        for path in our_files()
        if path.name in ("actions.py", "drafts.py", "grants.py")
        for word in path.read_text(encoding="utf-8").split("require(")[1:]
        for word in [word.split("Permission.")[1].split(",")[0].split(")")[0] if "Permission." in word else ""]
    )

    changes = set(Permission) - READING
    assert {permission.name for permission in changes} <= set(asked)


READING = {
    Permission.READ_AUDIT,
    Permission.READ_CASE,
    Permission.READ_FRONT_DOOR,
    Permission.READ_OUTCOME,
    Permission.READ_REFERRAL,
}


def test_no_role_is_a_master_key():
    most = max(ROLES.values(), key=lambda role: len(role.permissions))

    assert most.permissions | EVERYBODY != set(Permission)
    assert not ROLES[RoleCode.ADMINISTRATOR].permissions


def test_there_is_no_admin_site():
    assert not [address.path for address in ALL if "admin" in address.path.split("/")]
    assert not [short(path) for path in our_files() if path.name == "admin.py"]
    assert not [
        short(path) for path in files("trafficking_cases", "referrals") if "contrib.admin" in path.read_text("utf-8")
    ]


def test_every_action_takes_who_acts_by_name():
    """`by` has no default and cannot be passed by its place."""
    silent = []
    for path in our_files():
        if path.name != "actions.py":
            continue
        for function in functions(path):
            if function.name.startswith("_") or not any("atomic" in str(d.__dict__) for d in function.decorator_list):
                continue
            by = [argument.arg for argument in function.args.kwonlyargs]
            if "by" not in by and function.name not in SYSTEM:
                silent.append(f"{short(path)}:{function.name}")

    assert silent == []


# Done by the system itself, or on behalf of the verb that calls it and has asked already.
SYSTEM = {"tell", "attach_case", "hand_to"}
