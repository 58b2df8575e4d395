"""The pages of the multi-agency meeting and of the steps that wait for it. [Rules M1, M2, M4, M5, M6; procedure 4.6]"""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests import builders_agreement as meetings
from tests.cast import Cast
from trafficking_cases.children.models.holds import Hold


def at(name: str, pk: object, query: str = "") -> str:
    return f"{reverse(f'assessments:{name}', args=[pk])}{query}"


def shown(client: Client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_the_next_step_stands_first_and_the_greyed_button_says_what_it_waits_for(client: Client, cast: Cast):
    agreement = meetings.a_convened_meeting()
    address = agreement.get_absolute_url()

    page = shown(client, cast.manager, address)
    assert "Checks before it is concluded" in page
    assert "Without the social worker nothing is concluded." in page
    assert 'aria-disabled="true"' in page
    assert "Conclude the meeting" not in shown(client, cast.social_worker, address)
    assert "Record an enforcement decision" in shown(client, cast.police, address)
    assert "Record an enforcement decision" not in shown(client, cast.education, address)


def test_a_dissent_stands_over_the_page(client: Client, cast: Cast):
    page = shown(client, cast.police, meetings.a_concluded_meeting(dissent_of=("referrer",)).get_absolute_url())

    assert "Highmere School does not agree." in page
    assert "The child is safe where she is." in page
    assert "The plan answers it." in page


def test_a_refused_step_names_the_ways_on_and_keeps_what_was_typed(client: Client, cast: Cast):
    agreement = meetings.a_convened_meeting()
    client.force_login(cast.social_worker)
    typed = {
        "step": "move",
        "reasons": "She is not safe there.",
        "planned_for_day": "11",
        "planned_for_month": "12",
        "planned_for_year": "2026",
    }

    response = client.post(at("plan_onward", agreement.case_id), typed)

    page = response.content.decode()
    assert response.status_code == 409
    assert 'href="/rules/#M2"' in page
    assert "Invite to the meeting" in page
    assert at("ask_exemption", agreement.case_id, "?step=move") in page
    assert "She is not safe there." in page


def test_a_meeting_before_its_enquiry_is_refused_by_its_page(client: Client, cast: Cast):
    page = shown(client, cast.social_worker, at("convene_agreement", builders.a_case().pk))

    assert "Complete the enquiry first." in page
    assert "Go to the Section 47 enquiry" in page


def test_the_uncle_is_refused_by_the_page_with_a_way_on(client: Client, cast: Cast):
    agreement = meetings.a_convened_meeting()
    builders.an_adult(agreement.case)
    client.force_login(cast.social_worker)

    response = client.post(at("ask", agreement.meeting_id), {"part": "other", "name": "Haverin Đức"})

    assert response.status_code == 409
    assert 'href="/rules/#M5"' in response.content.decode()
    assert "Look at the people around the child" in response.content.decode()


def test_one_meeting_through_the_pages(client: Client, cast: Cast):
    agreement = meetings.a_meeting_to_conclude()

    client.force_login(cast.manager)
    assert client.post(at("conclude_agreement", agreement.pk), {"dissent_weighed": ""}).status_code == 302
    client.force_login(cast.social_worker)
    assert client.post(at("write_minutes", agreement.pk), {"text": "Agreed."}).status_code == 302
    assert client.get(at("sign_minutes", agreement.pk)).status_code == 403
    client.force_login(cast.manager)
    assert client.post(at("sign_minutes", agreement.pk), {"read": "1"}).status_code == 302

    agreement.refresh_from_db()
    assert agreement.status == "signed"
    assert not Hold.objects.in_force().exists()


def test_the_service_manager_sees_what_was_asked(client: Client, cast: Cast):
    case = meetings.a_meeting_to_convene().case
    client.force_login(cast.social_worker)
    client.post(at("ask_exemption", case.pk), {"step": "move", "reason": "The family court ordered it."})

    page = shown(client, cast.service_manager, at("exempt", case.pk, "?step=move"))

    assert "The family court ordered it." in page
    assert client.get(at("plan_onward", case.pk)).status_code == 200


@pytest.mark.parametrize("status", ["claimed", "verified"])
def test_the_facts_of_m4_come_filled_in_where_the_case_knows(client: Client, cast: Cast, status: str):
    agreement = meetings.a_convened_meeting()
    uncle = builders.an_adult(agreement.case)
    if status == "verified":
        builders.adults.verify(uncle, ground="document_seen", by=cast.social_worker)

    page = shown(client, cast.social_worker, at("decide_agreement", agreement.pk))

    assert ("it is filled in for you to check" in page) == (status == "verified")
