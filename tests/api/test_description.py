"""The description of the API: right for programs, readable for people."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from trafficking_cases.web.api_description import description

RESOURCES = {
    "actions",
    "adults",
    "agencies",
    "assessments",
    "audit-events",
    "cases",
    "children",
    "claims",
    "deadlines",
    "documents",
    "exploitation",
    "immediate-protections",
    "interpreters",
    "interviews",
    "listed-countries",
    "multi-agency-meetings",
    "notices",
    "nrm-duties",
    "nrm-referrals",
    "onward-steps",
    "papers",
    "placements",
    "referrals",
    "section-47-enquiries",
    "strategy-discussions",
}


def test_it_is_openapi_without_a_warning(tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", "--file", tmp_path / "schema.json"
    )


def test_it_names_every_resource():
    found = {path.removeprefix("/api/v1/").split("/")[0] for path in description()["paths"]}

    assert found == RESOURCES


def test_programs_get_it_as_json(api, by_key, cast):
    for client in (api(cast.police), by_key(cast.police)):
        response = client.get("/api/v1/schema/")

        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        assert response.json()["openapi"].startswith("3.")


def test_people_read_it_as_a_page_without_a_script_of_others(client, cast):
    client.force_login(cast.education)

    page = client.get(reverse("api:docs")).content.decode()

    assert "POST /api/v1/referrals/{id}/send-back/" in page
    assert "What are you worried about?" in page
    assert "at most 20,000 characters" in page
    assert 'id="problem-409"' in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


@pytest.mark.parametrize("address", ["/api/v1/schema/", "/api/v1/docs/"])
def test_it_is_for_people_who_signed_in(client, db, address):
    assert client.get(address).status_code in (302, 401)


def test_every_operation_says_how_it_may_fail():
    for operations in description()["paths"].values():
        for method, operation in operations.items():
            expected = {"400", "401", "403", "404", "429"} | ({"409", "413", "415"} if method == "post" else set())
            assert expected <= operation["responses"].keys()
