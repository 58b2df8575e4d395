"""The page of the adults around a child, its forms, and what the case and its summary say of them. [Rules C3, R4]"""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.builders import a_case, a_share, an_adult
from tests.cast import Cast
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile import summary
from trafficking_cases.children import adults
from trafficking_cases.children.models import Adult, Case

BARRED = "May not be present, interpret or be invited."
TYPED = {"name": "Duc Haverin", "claimed_as": "relative", "said_as": "her uncle", "said_by": "The man himself"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def people(case: Case) -> str:
    return reverse("casefile:people", args=[case.pk])


def at(adult: Adult, verb: str) -> str:
    return reverse(f"casefile:{verb}", args=[adult.pk])


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_who_may_open_the_pages(client, cast: Cast, case: Case):
    adult = an_adult(case)
    a_share(case, to=cast.police)

    for who, user in cast.everybody().items():
        client.force_login(user)
        theirs = 200 if who in ("social_worker", "manager") else 403 if who == "police" else 404
        for address in (people(case), reverse("casefile:add_adult", args=[case.pk])):
            assert (who, client.get(address).status_code) == (who, theirs)
        for verb in ("verify", "doubt", "flag_concern", "lift_concern"):
            assert (who, client.get(at(adult, verb)).status_code) == (who, 200 if theirs == 200 else 404)


def test_adding_one(client, cast: Cast, case: Case):
    other = a_case(worker=cast.social_worker)
    client.force_login(cast.social_worker)

    response = client.post(reverse("casefile:add_adult", args=[case.pk]), TYPED)

    assert (response.status_code, response.url) == (302, people(case))
    assert case.adults.get().status == "claimed"
    assert not other.adults.exists()
    page = shown(client, cast.social_worker, people(case))
    assert "Said to be her uncle (another relative). Claimed, not verified." in page
    assert BARRED in page


def test_what_is_missing_is_said_and_what_was_typed_stays(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    half = client.post(reverse("casefile:add_adult", args=[case.pk]), {"name": "Đức"})
    nameless = client.post(reverse("casefile:add_adult", args=[case.pk]), TYPED | {"name": ""})

    assert (half.status_code, nameless.status_code) == (200, 409)
    assert "Write down who says so" in half.content.decode()
    assert "Đức" in half.content.decode()
    assert "describe them" in nameless.content.decode()
    assert "her uncle" in nameless.content.decode()


def test_one_click_verifies_with_its_ground(client, cast: Cast, case: Case):
    adult, other = an_adult(case), an_adult(case, name="Somebody else")
    client.force_login(cast.manager)

    response = client.post(at(adult, "verify"), {"ground": "known_to_services"})

    assert (response.status_code, response.url) == (302, adult.get_absolute_url())
    assert (Adult.objects.get(pk=adult.pk).status, Adult.objects.get(pk=other.pk).status) == ("verified", "claimed")
    page = shown(client, cast.manager, people(case))
    assert "Verified: known to services." in page
    assert page.count(BARRED) == 1


def test_a_refusal_answers_409_with_its_rule(client, cast: Cast, case: Case):
    adult = an_adult(case)
    adults.flag_concern(adult, reason="Seen at the house.", by=cast.manager)
    client.force_login(cast.social_worker)

    response = client.post(at(adult, "verify"), {"ground": "document_seen"})

    assert response.status_code == 409
    assert "Lift the concern first" in response.content.decode()
    assert 'name="ground"' not in shown(client, cast.social_worker, people(case))


@pytest.mark.parametrize("verb", ["doubt", "flag_concern"])
def test_doubt_and_concern_are_shown_with_their_reason(client, cast: Cast, case: Case, verb: str):
    adult = an_adult(case)
    client.force_login(cast.social_worker)

    assert client.post(at(adult, verb), {"reason": ""}).status_code == 200
    assert client.post(at(adult, verb), {"reason": "He cannot say her birthday."}).status_code == 302

    page = shown(client, cast.social_worker, people(case))
    assert "He cannot say her birthday." in page
    assert ("Doubted" if verb == "doubt" else "Of concern") in page


def test_a_concern_is_lifted(client, cast: Cast, case: Case):
    adult = an_adult(case)
    adults.flag_concern(adult, reason="Seen.", by=cast.manager)
    client.force_login(cast.manager)

    assert client.post(at(adult, "lift_concern"), {"reason": "Another man."}).status_code == 302
    assert not Adult.objects.get(pk=adult.pk).is_of_concern


def test_do_not_contact_stands_over_every_page_of_the_case_for_whoever_may_see_it(client, cast: Cast, case: Case):
    adult = an_adult(case, do_not_contact="Do not ring the number he gave.")
    quiet = an_adult(case, name="Somebody Elsewhere")
    a_share(case, to=cast.police)
    first, verb = case.get_absolute_url(), at(adult, "doubt")
    chronology = reverse("casefile:chronology", args=[case.pk])

    for address in (first, people(case), chronology, verb):
        assert "Do not ring the number he gave." in shown(client, cast.social_worker, address)
    for address in (first, chronology):
        theirs = shown(client, cast.police, address)
        assert "Do not ring the number he gave." in theirs
        assert quiet.name not in theirs
        assert "People</" not in theirs


def test_the_case_shows_them_in_short(client, cast: Cast, case: Case):
    adult = an_adult(case)

    page = shown(client, cast.manager, case.get_absolute_url())

    assert "Adults around the child" in page
    assert adult.get_absolute_url() in page
    assert BARRED in page


def test_a_look_is_recorded_on_the_case(client, cast: Cast, case: Case):
    adult = an_adult(case)
    shown(client, cast.manager, at(adult, "verify"))

    seen = Event.objects.get(name="children.adult.seen")
    assert (seen.case_id, seen.subject_id) == (case.pk, str(adult.pk))


def test_the_summary_names_those_not_to_contact_first_and_no_number(cast: Cast, case: Case):
    kept = an_adult(case, name="Hoa", reached_through="07700 900178")
    an_adult(case, name="Duc", do_not_contact="He is violent.")
    adults.verify(kept, ground="document_seen", by=cast.manager)

    said = summary.contents(case, recipient="Court", purpose="court", by=cast.manager, now=timezone.now())

    assert [fact.key for fact in said["adults"]] == ["Duc", "Hoa", "How to reach them"]
    assert said["adults"][0].value.startswith("Do not contact.")
    assert BARRED in said["adults"][0].value
    assert BARRED not in said["adults"][1].value
    assert said["barred"][0].who == "Duc"
    assert "07700 900178" not in str(said)
