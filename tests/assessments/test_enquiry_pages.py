"""The pages of an enquiry: what it waits for, its forms, its refusals with ways on. [Rules S4, A1; procedure 4.6]"""

import pytest
from django.urls import reverse

from assessments.actions import enquiry as actions
from tests.builders import a_case
from tests.builders_enquiry import a_completed_enquiry, a_written_enquiry, an_enquiry, anew, another_manager
from tests.cast import Cast
from trafficking_cases.children.models import Case

FOR_MANAGERS = ("enquiry_not_seen", "send_back_enquiry", "sign_enquiry")


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def at(enquiry, verb: str, *more: str) -> str:
    return reverse(f"assessments:{verb}", args=[enquiry.pk, *more])


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_who_may_open_the_pages(client, cast: Cast, case: Case):
    enquiry = an_enquiry(case)

    for who, user in cast.everybody().items():
        client.force_login(user)
        works = who in ("social_worker", "manager")
        reads = works or who == "police"
        assert (who, client.get(at(enquiry, "enquiry")).status_code) == (who, 200 if reads else 404)
        completing = 200 if works else 403 if reads else 404
        assert (who, client.get(at(enquiry, "complete_enquiry")).status_code) == (who, completing)
        for verb in FOR_MANAGERS:
            theirs = 200 if who == "manager" else 403 if reads else 404
            assert (who, verb, client.get(at(enquiry, verb)).status_code) == (who, verb, theirs)


def test_the_page_says_what_is_missing_and_the_next_step_first(client, cast: Cast, case: Case):
    enquiry = an_enquiry(case)

    page = shown(client, cast.social_worker, enquiry.get_absolute_url())

    assert "Before it can be completed" in page
    assert "Nobody has seen the child alone" in page
    assert page.index("Plan an interview with the child") < page.index("Complete the enquiry")
    assert "Joint enquiry" in shown(client, cast.social_worker, reverse("assessments:overview", args=[case.pk]))


def test_writing_a_part(client, cast: Cast, case: Case):
    enquiry = an_enquiry(case)
    client.force_login(cast.social_worker)

    response = client.post(at(enquiry, "write_enquiry", "wishes"), {"text": "“Tôi muốn đi học.”", "before": ""})

    assert (response.status_code, response.url) == (302, enquiry.get_absolute_url())
    assert anew(enquiry).wishes == "“Tôi muốn đi học.”"
    assert client.get(at(enquiry, "write_enquiry", "luck")).status_code == 404


def test_what_a_colleague_saved_stays_and_what_was_typed_too(client, cast: Cast, case: Case):
    enquiry = an_enquiry(case)
    client.force_login(cast.social_worker)
    opened_with = client.get(at(enquiry, "write_enquiry", "checks")).context["form"]["before"].value()
    actions.write(enquiry, part="checks", text="The manager’s.", by=cast.manager)

    response = client.post(at(enquiry, "write_enquiry", "checks"), {"text": "Typed", "before": opened_with})

    assert response.status_code == 409
    assert "Typed" in response.content.decode()
    assert anew(enquiry).checks == "The manager’s."


def test_a_refusal_says_the_rule_and_the_ways_on(client, cast: Cast, case: Case):
    enquiry = a_written_enquiry(case, seen=False)
    client.force_login(cast.social_worker)

    response = client.post(at(enquiry, "complete_enquiry"), {"outcome": "looked_after"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "/rules/#A1" in page
    for way in ("Plan an interview with the child", "Ask a manager to record why not"):
        assert way in page
    assert 'value="looked_after"' in page


def test_completing_and_signing(client, cast: Cast, case: Case):
    enquiry = a_written_enquiry(case)
    client.force_login(cast.social_worker)
    assert client.post(at(enquiry, "complete_enquiry"), {"outcome": "continuing_risk"}).status_code == 302

    client.force_login(cast.manager)
    page = client.get(at(enquiry, "sign_enquiry")).content.decode()
    assert "afraid of the man" in page
    assert client.post(at(enquiry, "sign_enquiry"), {"read": "1"}).status_code == 302
    again = client.post(at(enquiry, "sign_enquiry"), {"read": "1"})

    assert again.status_code == 409
    assert "signed already" in again.content.decode()
    assert anew(enquiry).signed_by == cast.manager


def test_signing_what_was_not_read_is_refused(client, cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case)
    client.force_login(cast.manager)

    response = client.post(at(enquiry, "sign_enquiry"), {"read": "7"})

    assert response.status_code == 409
    assert "Read it again" in response.content.decode()


def test_sent_back_with_its_reason_which_the_writer_reads(client, cast: Cast, case: Case):
    enquiry = a_completed_enquiry(case)
    client.force_login(cast.manager)

    assert client.post(at(enquiry, "send_back_enquiry"), {"because": "Who else lives there?"}).status_code == 302

    assert "Who else lives there?" in shown(client, cast.social_worker, enquiry.get_absolute_url())


def test_a_manager_records_why_the_child_was_not_seen(client, cast: Cast, case: Case):
    enquiry = an_enquiry(case)
    client.force_login(another_manager(case))

    assert client.post(at(enquiry, "enquiry_not_seen"), {"because": ""}).status_code == 200
    assert client.post(at(enquiry, "enquiry_not_seen"), {"because": "Missing."}).status_code == 302

    assert "Missing." in shown(client, cast.social_worker, enquiry.get_absolute_url())
