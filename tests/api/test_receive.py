"""Reporting a concern by API: the questions of the pages, with their limits and their sentences."""

from datetime import timedelta

import pytest
from django.utils import timezone

from referrals.catalogue import indicators
from referrals.models import Referral
from referrals.steps import STEPS
from tests.api.asking import said
from trafficking_cases.audit.models import Event
from trafficking_cases.children.catalogue import exploitation_types
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice

SHORTEST = {
    "urgency": "standard",
    "concern": "A man waits for her at the gate and takes her telephone.",
    "reach_referrer": "01632 960520, before 16:00",
}
WHOLE = SHORTEST | {
    "urgency": "may_go_missing",
    "happened_on": "2026-02-28",
    "where_seen": "By the station",
    "family_contact": "do_not",
    "do_not_contact": "The man who says he is her uncle",
    "reach_child": "At school, after lunch",
    "known_as": "Trầm Thị Ngọc Ánh",
    "also_called": "Ánh",
    "sex": "girl",
    "born_on": "2012-02-29",
    "about_age": 14,
    "nationality": "Vietnamese",
    "language": "Vietnamese",
    "description": "Green coat",
    "adults": "A man of about 40 in a silver car",
    "something_else": "Two telephones",
}


def test_the_shortest_referral_is_received(api, cast):
    response = api(cast.voluntary).send("referrals/", SHORTEST)

    assert response.status_code == 201
    body = response.json()
    assert response["Location"].endswith(f"/api/v1/referrals/{body['id']}/")
    referral = Referral.objects.get()
    assert body["reference"] == referral.reference
    assert body["status"] == "received"
    assert referral.made_by == cast.voluntary
    assert referral.authority == cast.council
    assert api(cast.voluntary).get(response["Location"]).json() == body


def test_it_starts_the_clock_tells_the_front_door_and_is_audited(api, cast):
    api(cast.voluntary).send("referrals/", WHOLE)

    referral = Referral.objects.get()
    assert set(Deadline.objects.filter(subject=referral.pk).values_list("rule", flat=True)) == {"REF-03", "REF-08"}
    assert Notice.objects.filter(subject_id=referral.pk, recipient=cast.duty_worker).count() == 1
    assert Event.objects.get(name="referral.received").by_id == cast.voluntary.pk


def test_every_answer_is_kept(api, cast):
    signs = {next(iter(indicators())): "present"}
    forms = {next(iter(exploitation_types())): "suspected"}

    body = api(cast.education).send("referrals/", WHOLE | {"signs": signs, "exploitation": forms}).json()

    flat = body | body["child"]
    assert {name: flat[name] for name in WHOLE} == WHOLE
    assert body["signs"] == signs
    assert body["exploitation"] == forms
    assert body["child"]["birth_date_is"] == "exact"


def test_a_key_reports_too(by_key, cast):
    assert by_key(cast.police).send("referrals/", SHORTEST).status_code == 201


def test_everybody_who_may_sign_in_may_report(api, cast):
    """A concern never waits for a role. [Rule R1]"""
    for user in cast.everybody().values():
        assert api(user).send("referrals/", SHORTEST).status_code == 201


@pytest.mark.parametrize("name", list(SHORTEST))
@pytest.mark.parametrize("empty", ["", "   ", None, "\u202e\u0000", ...])
def test_the_three_answers_that_r1_needs(api, cast, name, empty):
    sent = {key: value for key, value in SHORTEST.items() if key != name} | ({} if empty is ... else {name: empty})

    body = said(api(cast.education).send("referrals/", sent), 400)

    assert list(body["errors"]) == [name]
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("happened_on", "2026-02-30", "February 2026 has 28 days"),
        ("happened_on", "2025-02-29", "February 2025 has 28 days"),
        ("happened_on", "2026-13-01", "Write the month"),
        ("happened_on", "2026-00-10", "month"),
        ("happened_on", "0001-01-01", "from 1 January 1990"),
        ("happened_on", "1989-12-31", "from 1 January 1990"),
        ("happened_on", "27/03/2026", "Write the day like 2026-03-27"),
        ("happened_on", "2026-03-27T10:00:00Z", "Write the day like 2026-03-27"),
        ("happened_on", "２０２６-０３-２７", "Write the day like 2026-03-27"),
        ("born_on", "1950-01-01", "more than 30 years ago"),
        ("happened_on", 20260327, "as text"),
        ("about_age", -1, "0 or more"),
        ("about_age", 26, "25 or less"),
        ("about_age", 10**40, "25 or less"),
        ("about_age", "14", "in figures"),
        ("about_age", 14.5, "in figures"),
        ("about_age", True, "in figures"),
        ("urgency", "soon", "Choose one of the answers"),
        ("urgency", ["standard"], "as text"),
        ("sex", "\ud800", "broken characters"),
        ("concern", "\udfff", "broken characters"),
        ("concern", {"a": 1}, "as text"),
        ("known_as", 7, "as text"),
        ("known_as", "a" * 201, "200 fit"),
        ("concern", "a" * 20_001, "20,000 fit. Shorten it by 1;"),
        ("signs", ["P1"], "object"),
        ("exploitation", "all", "object"),
    ],
)
def test_an_impossible_answer_is_named_with_what_to_do(api, cast, name, value, sentence):
    body = said(api(cast.education).send("referrals/", WHOLE | {name: value}), 400)

    assert list(body["errors"]) == [name]
    assert sentence in body["errors"][name][0]
    assert not Referral.objects.exists()


def test_a_day_that_has_not_come(api, cast):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    for name in ("happened_on", "born_on"):
        body = said(api(cast.education).send("referrals/", SHORTEST | {name: tomorrow}), 400)

        assert "is in the future" in body["errors"][name][0]


@pytest.mark.parametrize(("code", "answer"), [("no-such-sign", "present"), ("\ud800", "present"), ("", "present")])
def test_a_sign_that_is_none(api, cast, code, answer):
    body = said(api(cast.education).send("referrals/", SHORTEST | {"signs": {code: answer}}), 400)

    assert list(body["errors"])[0].startswith("signs.")


def test_an_answer_to_a_sign_that_is_none(api, cast):
    code = next(iter(indicators()))

    body = said(api(cast.education).send("referrals/", SHORTEST | {"signs": {code: "perhaps"}}), 400)

    assert list(body["errors"]) == [f"signs.{code}"]


@pytest.mark.parametrize(
    "name", ["status", "made_by", "reference", "id", "case", "authority", "received_at", "child", "x" * 900, "\ud800"]
)
def test_a_name_that_nobody_asked_for_is_refused(api, cast, name):
    """What is kept elsewhere cannot be written by naming it."""
    body = said(api(cast.education).send("referrals/", SHORTEST | {name: "x"}), 400)

    assert len(body["errors"]) == 1
    assert len(next(iter(body["errors"]))) <= 70
    assert not Referral.objects.exists()


def test_every_mistake_is_named_at_once(api, cast):
    sent = {"urgency": "soon", "concern": "", "happened_on": "2026-02-30", "colour": "red"}

    body = said(api(cast.education).send("referrals/", sent), 400)

    assert set(body["errors"]) == {"urgency", "concern", "happened_on", "reach_referrer", "colour"}


def test_20_000_characters_in_any_script_are_kept(api, cast):
    told = "Ngọc Ánh kể: «ظلّ يراقبها» – ë, ç. " * 500

    body = api(cast.education).send("referrals/", SHORTEST | {"concern": told}).json()

    assert body["concern"] == told.strip()


def test_what_turns_the_reading_order_is_taken_out_and_html_stays_text(api, cast):
    sent = SHORTEST | {"concern": "<b>He</b> said \u202eedoc\u202c\x07", "known_as": "A\u0301nh"}

    body = api(cast.education).send("referrals/", sent).json()

    assert body["concern"] == "<b>He</b> said edoc"
    assert body["child"]["known_as"] == "Ánh"


def test_the_questions_are_those_of_the_pages(api, cast):
    """Whatever page a question stands on, it can be answered here, and nothing more can be."""
    on_pages = {name for step in STEPS for name in step.form().fields}
    plain_names = {name for name in on_pages if not name.startswith(("sign_", "exploitation_"))}
    by_api = set(WHOLE) | {"signs", "exploitation"}

    assert plain_names | {"signs", "exploitation"} == by_api


@pytest.mark.parametrize(("sent", "accuracy"), [("2011", "year"), ("2011-03", "month"), ("2011-03-04", "exact")])
def test_of_a_birth_as_much_is_sent_as_is_known(api, cast, sent, accuracy):
    """[Rules R1, C1; procedure 2, 4.3]"""
    answer = api(cast.education).send("referrals/", SHORTEST | {"born_on": sent})

    assert answer.status_code == 201, answer.content
    claim = Referral.objects.get().child.claims.get(kind="birth_date")
    assert claim.accuracy == accuracy
    assert answer.json()["child"]["born_from"] == claim.born_from.isoformat()


def test_a_question_left_out_is_not_answered_for_anybody(api, cast):
    """[Rule R4; procedure 4.3]"""
    left_out = api(cast.education).send("referrals/", SHORTEST).json()
    not_known = api(cast.education).send("referrals/", SHORTEST | {"family_contact": "unknown"}).json()

    assert (left_out["family_contact"], not_known["family_contact"]) == ("", "unknown")
