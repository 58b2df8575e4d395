"""The pages of a placement: what each of the cast sees, and that nobody else learns where. [Rules P1, P5]"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.builders_placements import CANARY, WHEREABOUTS, a_grant, a_look
from tests.cast import PASSWORD
from trafficking_cases.audit.models import Event
from trafficking_cases.people import proof
from trafficking_cases.placements.models import Placement

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
KNOWS = ("social_worker", "manager", "service_manager", "police", "guardian")
ASKED = {"purpose": "visit", "words": "Collecting for the interview", "fields_wanted": ["address", "telephone"]}
BOXES = {
    "kind": "foster_care", "arranged": "planned", "placed_under": "section_20", "unaccompanied": "no",
    "since_day": "30", "since_month": "10", "since_year": "2026",
    "legal_from_day": "30", "legal_from_month": "10", "legal_from_year": "2026",
    **WHEREABOUTS,
}  # fmt: skip


def at(name: str, record) -> str:
    return reverse(f"placements:{name}", args=[record.pk])


def test_who_learns_that_the_child_is_placed(cast, case, placement, browser):
    for name, person in cast.everybody().items():
        answer = browser(person).get(at("case", case))
        expected = 200 if name in KNOWS else 403 if name == "health" else 404
        assert answer.status_code == expected, name
        text = answer.content.decode()
        assert ("Legal status" in text) is (name in KNOWS), name
        assert not [part for part in WHEREABOUTS.values() if part in text], name
        shows = "Show, and say why" in text
        assert shows is (name in ("social_worker", "manager")), name
    # Health sees the case, and no trace of a placement on it.
    for page in ("casefile:case", "casefile:chronology", "casefile:process"):
        text = browser(cast.health).get(reverse(page, args=[case.pk])).content.decode()
        assert "lacement" not in text.replace("placements/", ""), page


def test_a_placement_is_recorded_from_its_page(cast, case, browser):
    client = browser(cast.social_worker)
    assert "Record a placement" in client.get(at("case", case)).content.decode()

    answer = client.post(at("place", case), BOXES)

    assert (answer.status_code, answer["Location"]) == (302, at("case", case))
    placement = Placement.objects.get()
    assert a_look(placement, by=cast.manager, fields=tuple(WHEREABOUTS)) == WHEREABOUTS
    again = client.post(at("place", case), BOXES)
    assert again.status_code == 409
    # What was typed stays on the page of whoever typed it, and nothing was kept a second time.
    assert CANARY in again.content.decode()
    assert Placement.objects.count() == 1


def test_who_records_a_placement(cast, case, browser):
    for name, person in cast.everybody().items():
        answer = browser(person).post(at("place", case), {})
        expected = 200 if name in ("social_worker", "manager") else 403
        on_the_case = name in (*KNOWS, "health")
        assert answer.status_code == (expected if on_the_case else 404), name
    assert not Placement.objects.exists()


def test_where_the_child_is_shows_once_and_is_kept_nowhere(cast, case, placement, browser):
    client = browser(cast.social_worker, sign_in=True)
    form = client.get(at("reveal", placement))
    assert "password" not in form.content.decode()
    assert CANARY not in form.content.decode()

    answer = client.post(at("reveal", placement), ASKED)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert CANARY in text
    assert WHEREABOUTS["telephone"] in text
    for closed in ("carer", "school", "surgery", "transport"):
        assert WHEREABOUTS[closed] not in text
    assert CANARY not in text[: text.index("<main")]
    assert 'data-closes-after="60"' in text
    assert "Collecting for the interview" in text
    assert Event.objects.filter(name="placements.placement.seen", by_id=cast.social_worker.pk).exists()
    assert "Collecting for the interview" in client.get(at("who", placement)).content.decode()
    assert CANARY not in client.get(at("case", case)).content.decode()


@pytest.mark.parametrize("left_out", ["purpose", "words", "fields_wanted"])
def test_without_a_reason_it_stays_closed(cast, placement, browser, left_out: str):
    client = browser(cast.social_worker, sign_in=True)

    answer = client.post(at("reveal", placement), {name: said for name, said in ASKED.items() if name != left_out})

    assert answer.status_code == 200
    assert CANARY not in answer.content.decode()
    assert "data-closes-after" not in answer.content.decode()


def test_after_ten_minutes_the_password_is_asked_again(cast, placement, browser):
    client = browser(cast.social_worker, sign_in=True)
    session = client.session
    session[proof.PROVED_AT] = (timezone.now() - timedelta(minutes=11)).timestamp()
    session.save()

    for password in ("", "wrong"):
        answer = client.post(at("reveal", placement), ASKED | {"password": password})
        assert CANARY not in answer.content.decode()
        assert "assword" in answer.content.decode()
    assert Event.objects.filter(name="user.proof_failed", by_id=cast.social_worker.pk).count() == 1
    answer = client.post(at("reveal", placement), ASKED | {"password": PASSWORD})
    assert CANARY in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    # And now not again.
    assert CANARY in client.post(at("reveal", placement), ASKED).content.decode()


def test_who_gets_what_from_a_reveal(cast, case, placement, browser):
    a_grant(placement, to=cast.police)

    for name, person in cast.everybody().items():
        answer = browser(person, sign_in=True).post(at("reveal", placement), ASKED)
        opens = name in ("social_worker", "manager", "police")
        assert answer.status_code == (200 if opens else 404), name
        assert (CANARY in answer.content.decode()) is opens, name


def test_no_right_answers_as_no_placement(cast, case, placement, browser):
    """Whoever knows of the placement and has no right to it gets the page of what never was."""
    client = browser(cast.guardian, sign_in=True)
    never = reverse("placements:reveal", args=["00000000-0000-4000-8000-000000000000"])

    refused, nothing = client.post(at("reveal", placement), ASKED), client.post(never, ASKED)

    assert refused.status_code == nothing.status_code == 404
    assert len(refused.content) == len(nothing.content)


def test_letting_somebody_in_and_ending_it(cast, case, placement, browser):
    client = browser(cast.manager)
    last = timezone.localdate() + timedelta(days=10)
    boxes = {"until_day": last.day, "until_month": last.month, "until_year": last.year}
    asked = {"to": str(cast.police.pk), "purpose": "protection", "reason": "Drives past at night."} | boxes

    answer = client.post(at("give", placement), asked)

    assert (answer.status_code, answer["Location"]) == (302, at("who", placement))
    page = client.get(at("who", placement)).content.decode()
    assert cast.police.full_name in page
    assert "Drives past at night." in page
    police = browser(cast.police, sign_in=True)
    assert "You may look until" in police.get(at("case", case)).content.decode()
    assert CANARY in police.post(at("reveal", placement), ASKED).content.decode()
    end = re.findall(r'action="([^"]+/end/)"', page)[0]
    assert browser(cast.police).post(end).status_code == 403
    assert client.get(end).status_code == 405
    assert client.post(end).status_code == 302
    assert police.post(at("reveal", placement), ASKED).status_code == 404


def test_a_move_and_an_end_from_their_pages(cast, case, placement, browser):
    client = browser(cast.social_worker)
    today = timezone.localdate()
    moved = BOXES | {
        "kind": "childrens_home", "address": "9 Newplace",
        "since_day": today.day, "since_month": today.month, "since_year": today.year,
    }  # fmt: skip

    assert client.post(at("move", placement), moved).status_code == 302
    new = Placement.objects.get(until=None)
    assert a_look(new, by=cast.manager) == {"address": "9 Newplace"}
    assert "Earlier placements" in client.get(at("case", case)).content.decode()
    day = {"until_day": today.day, "until_month": today.month, "until_year": today.year}
    assert client.post(at("end", new), day | {"why": "home"}).status_code == 302
    assert "No placement is recorded" in client.get(at("case", case)).content.decode()
    assert client.post(at("end", new), day | {"why": "home"}).status_code == 409
