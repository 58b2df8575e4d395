"""What comes back is what the description promises, problems too."""

from typing import Any
from uuid import uuid4

import jsonschema
import pytest

from tests import builders
from tests.api.asking import BASE
from tests.api.test_receive import WHOLE
from trafficking_cases.web.api_description import description


def in_json_schema(part: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own."""
    if isinstance(part, list):
        return [in_json_schema(each) for each in part]
    if not isinstance(part, dict):
        return part
    inner = {name: in_json_schema(value) for name, value in part.items() if name != "nullable"}
    return {"anyOf": [inner, {"type": "null"}]} if part.get("nullable") is True else inner


def check(path: str, method: str, response: Any) -> None:
    """The body against the description of this operation's answer, with no name more than it promises."""
    content = description()["paths"][f"{BASE}{path}"][method]["responses"][str(response.status_code)]["content"]
    schema = content[response["Content-Type"]]["schema"]
    whole = in_json_schema({**schema, "components": description()["components"]})
    jsonschema.validate(response.json(), whole, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def thread(cast) -> dict[str, str]:
    """One of each, at its fullest."""
    case = builders.a_case(**WHOLE | {"happened_on": None, "born_on": None})
    return {
        "referrals": str(case.referrals.get().pk),
        "cases": str(case.pk),
        "children": str(case.child_id),
        "deadlines": str(case.deadlines.first().pk),
        "agencies": str(cast.council.pk),
    }


@pytest.mark.parametrize("name", ["referrals", "cases", "children", "deadlines", "agencies"])
def test_lists_and_records(api, cast, thread, name):
    client = api(cast.manager)

    check(f"{name}/", "get", client.see(f"{name}/?page_size=1"))
    check(f"{name}/{{id}}/", "get", client.see(f"{name}/{thread[name]}/"))
    check(f"{name}/{{id}}/", "get", client.see(f"{name}/{uuid4()}/"))
    check(f"{name}/", "get", client.see(f"{name}/?colour=red"))


def test_what_waits_and_what_is_sent_back_is_described_too(api, cast):
    waiting, proposed = builders.a_referral(), builders.a_proposed_referral()
    client = api(cast.manager)
    address = "referrals/{id}/"

    check(address, "get", client.see(f"referrals/{waiting.pk}/"))
    check(address, "get", api(cast.education).see(f"referrals/{waiting.pk}/"))
    check(f"{address}claim/", "post", client.send(f"referrals/{waiting.pk}/claim/"))
    check(f"{address}claim/", "post", client.send(f"referrals/{waiting.pk}/claim/"))
    check(
        f"{address}send-back/", "post", client.send(f"referrals/{proposed.pk}/send-back/", {"because": "Ring again."})
    )
    check("referrals/", "post", client.send("referrals/", WHOLE))
    check("notices/", "get", client.see("notices/"))
    check("deadlines/", "get", client.see("deadlines/"))


def test_the_rest(api, cast, thread):
    check("cases/{id}/chronology/", "get", api(cast.manager).see(f"cases/{thread['cases']}/chronology/"))
    check("audit-events/", "get", api(cast.auditor).see("audit-events/?page_size=100"))
    check("audit-events/", "get", api(cast.police).see("audit-events/"))
    to = {"worker": str(cast.social_worker_2.pk), "manager": str(cast.manager.pk)}
    check("cases/{id}/allocate/", "post", api(cast.manager).send(f"cases/{thread['cases']}/allocate/", to))
