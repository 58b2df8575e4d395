"""Reporting a concern in the browser: page by page, nothing lost, sent once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from referrals.models import Draft, Receipt, Referral
from referrals.steps import LONGEST_KEPT
from tests.builders import a_decided_referral, a_draft, a_referral, the_decision_of
from trafficking_cases.notifications.models import Notice

SHORTEST = {
    "urgency": "standard",
    "concern": "A man waits for her at the gate.",
    "reach_referrer": "01632 960520",
}


@pytest.fixture
def school(client: Client, cast) -> Client:
    client.force_login(cast.education)
    return client


def step_url(draft: Draft, slug: str) -> str:
    return reverse("referrals:step", args=[draft.pk, slug])


def test_the_shortest_referral_is_three_answers(school, cast):
    start = school.post(reverse("referrals:start"))
    draft = Draft.objects.get(author=cast.education)
    assert start.url == step_url(draft, "danger")

    school.post(step_url(draft, "danger"), {"urgency": "standard"})
    school.post(step_url(draft, "concern"), {"concern": SHORTEST["concern"]})
    school.post(step_url(draft, "contact"), {"reach_referrer": SHORTEST["reach_referrer"]})
    sent = school.post(reverse("referrals:send", args=[draft.pk]))

    referral = Referral.objects.get()
    assert sent.url == referral.receipt.get_absolute_url()
    assert referral.concern == SHORTEST["concern"]
    assert referral.authority == cast.social_worker.agency


def test_a_second_submit_sends_nothing_twice(school, cast):
    draft = a_draft(by=cast.education, **SHORTEST)

    first = school.post(reverse("referrals:send", args=[draft.pk]))
    second = school.post(reverse("referrals:send", args=[draft.pk]))

    assert first.url == second.url
    assert Referral.objects.count() == Receipt.objects.count() == 1
    assert Notice.objects.filter(recipient=cast.duty_worker, kind="referral.received").count() == 1


def test_what_is_typed_is_kept_before_it_is_right(school, cast):
    draft = a_draft(by=cast.education)
    typed = {
        "concern": "She said “they own me”.",
        "happened_on_day": "31",
        "happened_on_month": "2",
        "happened_on_year": "2026",
    }

    page = school.post(step_url(draft, "concern"), typed)

    assert page.status_code == 200
    assert "February 2026 has 28 days" in page.content.decode()
    draft.refresh_from_db()
    assert draft.answers == typed
    again = school.get(step_url(draft, "concern")).content.decode()
    assert 'value="31"' in again
    assert "they own me" in again


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("29", "2", "2025", "February 2025 has 28 days"),
        ("31", "4", "2026", "April 2026 has 30 days"),
        ("1", "1", "2999", "is in the future"),
        ("x", "1", "2026", "Write the day as a number"),
        ("1", "13", "2026", "Write the month as a number"),
        ("1", "1", "26", "Write the year with four figures"),
        ("", "1", "2026", "Write the day as well"),
    ],
)
def test_an_impossible_date_is_said_beside_the_field(school, cast, day, month, year, sentence):
    draft = a_draft(by=cast.education)

    page = school.post(
        step_url(draft, "concern"),
        {"concern": "x", "happened_on_day": day, "happened_on_month": month, "happened_on_year": year},
    )

    assert sentence in page.content.decode()


def test_the_29th_of_february_of_a_leap_year_is_a_day(school, cast):
    draft = a_draft(by=cast.education)
    typed = {"concern": "x", "happened_on_day": "29", "happened_on_month": "2", "happened_on_year": "2024"}

    assert school.post(step_url(draft, "concern"), typed).status_code == 302


def test_20_000_characters_fit_and_one_more_is_said_and_kept(school, cast):
    draft = a_draft(by=cast.education)

    assert school.post(step_url(draft, "concern"), {"concern": "a" * 20_000}).status_code == 302
    page = school.post(step_url(draft, "concern"), {"concern": "a" * 20_001})

    assert "20,001 characters long and 20,000 fit" in page.content.decode()
    draft.refresh_from_db()
    assert len(draft.answers["concern"]) == 20_001


def test_nobody_fills_the_database_with_one_field(school, cast):
    draft = a_draft(by=cast.education)

    school.post(step_url(draft, "concern"), {"concern": "a" * (LONGEST_KEPT + 50)})

    draft.refresh_from_db()
    assert len(draft.answers["concern"]) == LONGEST_KEPT


def test_fields_that_the_page_does_not_ask_are_not_kept(school, cast):
    draft = a_draft(by=cast.education)

    school.post(step_url(draft, "danger"), {"urgency": "standard", "status": "decided", "author": str(cast.police.pk)})

    draft.refresh_from_db()
    assert draft.answers == {"urgency": "standard"}


@pytest.mark.parametrize("name", ["Trầm Thị Ngọc Ánh", "Çelë Shkodrani", "سارة الحسن", "<script>alert(1)</script>"])
def test_names_in_any_script_come_back_as_they_are(school, cast, name):
    draft = a_draft(by=cast.education, **SHORTEST, known_as=name)
    school.post(reverse("referrals:send", args=[draft.pk]))
    client = Client()
    client.force_login(cast.duty_worker)

    page = client.get(Referral.objects.get().get_absolute_url()).content.decode()

    assert Referral.objects.get().child.known_as == name
    assert "<script>alert" not in page
    assert name.replace("<", "&lt;").replace(">", "&gt;") in page


def test_a_direction_override_is_taken_out(school, cast):
    draft = a_draft(by=cast.education, **SHORTEST | {"concern": "safe \u202egnihtyna\u202c here"})

    school.post(reverse("referrals:send", args=[draft.pk]))

    assert Referral.objects.get().concern == "safe gnihtyna here"


def test_an_incomplete_referral_is_not_sent_and_says_what_is_missing(school, cast):
    draft = a_draft(by=cast.education, urgency="standard")

    answer = school.post(reverse("referrals:send", args=[draft.pk]), follow=True)

    assert not Referral.objects.exists()
    assert "Give a number or an e-mail address we can reach you on" in answer.content.decode()


def test_saving_as_one_types_answers_when(school, cast):
    draft = a_draft(by=cast.education)

    answer = school.post(reverse("referrals:save", args=[draft.pk, "concern"]), {"concern": "She"})

    assert answer.json() == {"saved_at": f"{timezone.localtime():%H:%M}", "version": 1}
    draft.refresh_from_db()
    assert draft.answers == {"concern": "She"}


def test_a_second_window_is_told_before_it_writes_over_the_first(school, cast):
    draft = a_draft(by=cast.education)
    url = reverse("referrals:save", args=[draft.pk, "concern"])
    school.post(url, {"concern": "first window", "version": "0"})

    same = school.post(url, {"concern": "first window", "version": "0"})
    other = school.post(url, {"concern": "second window", "version": "0"})
    another_page = school.post(
        reverse("referrals:save", args=[draft.pk, "danger"]), {"urgency": "standard", "version": "0"}
    )

    assert (same.status_code, other.status_code, another_page.status_code) == (200, 409, 200)
    assert other.json()["href"] == step_url(draft, "concern")
    draft.refresh_from_db()
    assert draft.answers == {"concern": "first window", "urgency": "standard"}


@pytest.mark.parametrize("who", ["police", "manager", "duty_worker", "administrator", "other_authority"])
def test_a_draft_is_there_for_its_author_alone(client, cast, who):
    draft = a_draft(by=cast.education, concern="mine")
    other = a_draft(by=getattr(cast, who), concern="theirs")
    client.force_login(getattr(cast, who))

    assert client.get(step_url(draft, "concern")).status_code == 404
    assert client.post(reverse("referrals:save", args=[draft.pk, "concern"]), {"concern": "x"}).status_code == 404
    assert client.get(step_url(other, "concern")).status_code == 200
    draft.refresh_from_db()
    assert draft.answers == {"concern": "mine"}


def test_a_receipt_says_only_what_the_referrer_may_know(school, cast):
    waiting = a_referral(by=cast.education)
    decided = a_decided_referral(by=cast.education, for_referrer="Thank you, and please ring if he comes back.")
    a_referral(by=cast.health)

    before = school.get(waiting.receipt.get_absolute_url()).content.decode()
    after = school.get(decided.receipt.get_absolute_url()).content.decode()
    listed = school.get(reverse("referrals:mine")).content.decode()

    assert "Somebody decides within one working day" in before
    assert "please ring if he comes back" in after
    assert the_decision_of(decided).reasons not in after
    assert listed.count("Received") == 2


@pytest.mark.parametrize("who", ["health", "duty_worker", "manager", "other_authority"])
def test_a_receipt_is_there_for_whoever_referred_alone(client, cast, who):
    receipt = a_referral(by=cast.education).receipt
    client.force_login(getattr(cast, who))

    assert client.get(receipt.get_absolute_url()).status_code == 404


def test_without_signing_in_every_page_leads_to_the_door(client, cast):
    draft = a_draft(by=cast.education)

    for url in (step_url(draft, "danger"), reverse("referrals:mine"), reverse("referrals:front_door")):
        assert client.get(url).url.startswith(reverse("account_login"))


def test_the_check_says_of_what_nobody_answered_that_it_was_left_empty(school, cast):
    """Unanswered and "not known" are two things; a year alone is shown as a year. [Rules R1, R4, C1; procedure 4.3]"""
    empty = a_draft(by=cast.education, concern="x")
    said = a_draft(by=cast.education, sex="unknown", family_contact="unknown", born_on_year="2011")

    of_empty = school.get(reverse("referrals:check", args=[empty.pk])).content.decode()
    of_said = school.get(reverse("referrals:check", args=[said.pk])).content.decode()

    assert "Not known" not in of_empty
    assert "I do not know</span>" not in of_empty
    assert "Not known" in of_said
    assert "I do not know</span>" in of_said
    assert ">2011<" in of_said


def test_the_first_words_of_a_draft_end_without_a_full_stop_before_the_dots(school, cast):
    a_draft(by=cast.education, concern=f"{'word ' * 14}there she was. {'word ' * 9}")

    page = school.get(reverse("referrals:mine")).content.decode()

    assert "she was…" in page
    assert ".…" not in page
