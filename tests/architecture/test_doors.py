"""Every address says whom it is for, and holds to it."""

import ast
import re

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


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nowhere(db: None, client: Client, method: str):
    """To the way in; from the API a 401; 405 where the method does not exist. Never a record or a 404 that tells."""
    for address in CLOSED:
        response = getattr(client, method)(address.example)
        if response.status_code == 302:
            assert response["Location"].startswith("/accounts/login/"), address.path
        else:
            assert response.status_code in (401, 405), address.path


def test_every_permission_is_in_a_role():
    given = EVERYBODY.union(*(role.permissions for role in ROLES.values()))

    assert set(Permission) == given


def test_every_permission_opens_a_page_or_a_verb():
    declared = {permission for address in ALL for permission in address.declared}

    assert set(Permission) - declared == set()


VERBS_BY_NOUN = (
    "actions.py", "adults.py", "drafts.py", "exploitation.py", "grants.py", "holds.py", "identity.py", "papers.py",
)  # fmt: skip


def verbs() -> dict[str, ast.FunctionDef]:
    """Every action that changes something, by the file and the name that it has there."""
    return {
        f"{short(path)}:{function.name}": function
        for path in our_files()
        if path.name in VERBS_BY_NOUN or path.parent.name == "actions"
        for function in functions(path)
        if not function.name.startswith("_") and "atomic" in "".join(map(ast.dump, function.decorator_list))
    }


def test_every_verb_asks_again_whoever_calls_it():
    """Pages and the API ask before; whoever forgets to is stopped here. The rest is part of a verb that has asked."""
    silent = {name for name, function in verbs().items() if "require" not in ast.dump(function)}

    assert silent == PART_OF_ANOTHER_VERB | BY_NOBODY_YET
    assert not (PART_OF_ANOTHER_VERB | BY_NOBODY_YET) - set(verbs())


# Called only by actions that have asked, or by the system itself.
PART_OF_ANOTHER_VERB = {
    "assessments/actions/look_back.py:look_back_on",
    "assessments/actions/strategy_clocks.py:take_in",
    "assessments/actions/enquiry.py:note_child_seen",
    "trafficking_cases/casefile/actions.py:allocate",
    "trafficking_cases/children/actions.py:open_case",
    "trafficking_cases/children/exploitation.py:take_over",
    "trafficking_cases/children/grants.py:end",
    "trafficking_cases/children/grants.py:give",
    "trafficking_cases/children/holds.py:lift_hold",
    "trafficking_cases/children/holds.py:put_hold",
    "trafficking_cases/deadlines/actions.py:attach_case",
    "trafficking_cases/deadlines/actions.py:hand_to",
    "trafficking_cases/deadlines/actions.py:meet",
    "trafficking_cases/deadlines/actions.py:meet_this",
    "trafficking_cases/deadlines/actions.py:start",
    "trafficking_cases/deadlines/actions.py:stop",
    "trafficking_cases/deadlines/actions.py:take_back",
    "trafficking_cases/meetings/actions.py:ask",
    "trafficking_cases/meetings/actions.py:convene",
    "trafficking_cases/meetings/actions.py:mark",
    "trafficking_cases/meetings/actions.py:move",
    "trafficking_cases/meetings/actions.py:say_view",
    "trafficking_cases/meetings/actions.py:undertake",
    "trafficking_cases/notifications/actions.py:settle",
    "trafficking_cases/notifications/actions.py:tell",
}
# Without a page or an API yet: only commands and tests call them. A page that calls one gives it its permission.
BY_NOBODY_YET = {
    "trafficking_cases/children/actions.py:set_barrier",
    "trafficking_cases/deadlines/actions.py:correct",
    "trafficking_cases/deadlines/actions.py:explain_lateness",
    "trafficking_cases/deadlines/actions.py:recalculate",
    "trafficking_cases/people/actions.py:add_agency",
    "trafficking_cases/people/actions.py:add_team",
    "trafficking_cases/people/actions.py:add_user",
    "trafficking_cases/people/actions.py:give_api_key",
}


@pytest.mark.parametrize("verb", sorted(BY_NOBODY_YET))
def test_what_asks_nobody_is_called_by_no_page(verb: str):
    app, name = verb.removesuffix("/actions.py").split("/actions.py:")
    alias = app.split("/")[-1]
    callers = [
        short(path)
        for path in our_files()
        if "management" not in path.parts
        and re.search(r"(^|_)(views|api|tasks)(_|$)", path.stem)
        and re.search(rf"\b({alias}|actions)\.{name}\(", path.read_text(encoding="utf-8"))
    ]

    assert callers == []


def test_every_verb_takes_who_acts_by_name():
    """Never by its place, and never left out."""
    silent = {
        name
        for name, function in verbs().items()
        if "by" not in {argument.arg for argument in function.args.kwonlyargs}
    }

    assert silent == SYSTEM


# What the system does itself, and what only carries something out for the verb that calls it.
SYSTEM = {
    "assessments/actions/look_back.py:look_back_on",
    "assessments/actions/strategy_clocks.py:take_in",
    "trafficking_cases/deadlines/actions.py:attach_case",
    "trafficking_cases/deadlines/actions.py:hand_to",
    "trafficking_cases/notifications/actions.py:settle",
    "trafficking_cases/notifications/actions.py:tell",
}


def test_no_role_is_a_master_key():
    most = max(ROLES.values(), key=lambda role: len(role.permissions))

    assert most.permissions | EVERYBODY != set(Permission)
    assert ROLES[RoleCode.ADMINISTRATOR].permissions == {Permission.KEEP_LISTS}


def test_there_is_no_admin_site():
    assert not [address.path for address in ALL if "admin" in address.path.split("/")]
    assert not [short(path) for path in our_files() if path.name == "admin.py"]
    assert not [
        short(path) for path in files("trafficking_cases", "referrals") if "contrib.admin" in path.read_text("utf-8")
    ]
