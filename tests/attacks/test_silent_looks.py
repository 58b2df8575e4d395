"""Nobody reads a child's page without its being recorded, whichever way they ask for it."""

import pytest

from tests import builders
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile.looks import looks_at
from trafficking_cases.children.models import Case

OTHER_METHODS = ("put", "patch", "delete", "options", "trace")


@pytest.fixture
def case(cast) -> Case:
    """A case with a name to be read, beside one that nobody looks at."""
    builders.a_case(known_as="Jonah Askerwell")
    return builders.a_case(known_as="Trầm Thị Ngọc Ánh")


def looks() -> int:
    return Event.objects.filter(name__endswith=".seen").count()


def pages_of(case: Case) -> list[str]:
    at = f"/cases/{case.pk}/"
    return [at, f"{at}chronology/", f"{at}allocate/", f"{at}export/", f"/referrals/{case.referrals.get().pk}/"]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_page_that_was_shown_was_looked_at(browser, cast, case, method):
    client = browser(cast.manager)

    for address in pages_of(case):
        before = looks()
        assert getattr(client, method)(address).status_code == 200
        assert looks() == before + 1, address


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_no_other_method_shows_anything(browser, cast, case, method):
    client = browser(cast.manager)

    for address in (*pages_of(case), "/cases/", "/referrals/", "/"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert "Ánh" not in response.content.decode()
    assert looks() == 0


def test_a_verb_that_was_done_is_recorded_as_itself_alone(browser, cast):
    one, other = builders.a_referral(), builders.a_referral()
    before = Event.objects.count()

    browser(cast.duty_worker).post(f"/referrals/{one.pk}/claim/")

    new = Event.objects.order_by("id")[before:]
    assert [(event.name, event.subject_id) for event in new] == [("referral.claimed", str(one.pk))]
    assert str(other.pk) not in [event.subject_id for event in Event.objects.filter(name="referral.claimed")]


def test_a_verb_that_the_rules_refuse_in_place_was_a_look(browser, cast):
    waiting = builders.a_proposed_referral(author=cast.manager)

    response = browser(cast.manager).post(
        f"/referrals/{waiting.pk}/sign/", {"read": str(builders.the_decision_of(waiting).pk)}
    )

    assert "Rule R3" in response.content.decode() or "R3" in response.content.decode()
    assert Event.objects.filter(name="referrals.referral.seen", subject_id=str(waiting.pk)).count() == 1


def test_whoever_opens_the_child_by_api_is_among_those_who_opened_the_case(api, cast, case):
    builders.a_share(case, to=cast.police)

    assert api(cast.police).see(f"children/{case.child_id}/").status_code == 200

    assert [look.person for look in looks_at(case)] == [cast.police]
    (other,) = Case.objects.exclude(pk=case.pk)
    assert looks_at(other) == []


def test_whoever_read_the_referral_before_there_was_a_case_is_too(browser, cast):
    referral, other = builders.a_proposed_referral(), builders.a_proposed_referral()
    browser(cast.out_of_hours).get(f"/referrals/{referral.pk}/")
    cases = [_opened(waiting, cast) for waiting in (referral, other)]

    assert [[look.person for look in looks_at(case)] for case in cases] == [[cast.out_of_hours], []]


def _opened(referral, cast) -> Case:
    builders.actions.sign(referral, read=str(builders.the_decision_of(referral).pk), by=cast.manager)
    return Case.objects.get(referrals=referral)


@pytest.mark.parametrize("method", ["get", "head", *OTHER_METHODS])
def test_the_address_of_a_button_opened_as_a_page_says_so(browser, cast, method):
    """As after signing in again: a sentence and a way on, not a fault."""
    referral, draft = builders.a_referral(), builders.a_draft(by=cast.duty_worker)
    client = browser(cast.duty_worker)

    for address in (
        f"/referrals/{referral.pk}/claim/",
        f"/referrals/drafts/{draft.pk}/send/",
        f"/referrals/drafts/{draft.pk}/concern/save/",
        "/referrals/drafts/start/",
        "/notices/read/",
    ):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert "POST" in response["Allow"]
    referral.refresh_from_db()
    assert referral.claimed_by is None
