"""A referral is saved as it is typed, belongs to its author, and is sent once. [Rule R1]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals import drafts
from referrals.models import Draft, Referral
from referrals.models.drafts import KEPT_FOR
from tests import builders
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice


def left_alone_for(draft: Draft, time: timedelta) -> Draft:
    Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - time)
    return draft


def test_what_was_typed_is_kept_as_it_was_typed(cast: Cast):
    draft, other = builders.a_draft(), builders.a_draft(concern="Another matter")

    drafts.save(draft, typed={"concern": "She is", "born_on_day": "31", "born_on_month": "2"}, by=cast.education)
    drafts.save(draft, typed={"concern": "She is afraid", "signs": ["RES1", "RES4"]}, by=cast.education)

    assert Draft.objects.get(pk=draft.pk).answers == {
        "concern": "She is afraid",
        "born_on_day": "31",
        "born_on_month": "2",
        "signs": ["RES1", "RES4"],
    }
    assert Draft.objects.get(pk=other.pk).answers == {"concern": "Another matter"}


def test_each_page_counts_its_changes_and_not_its_saves(cast: Cast):
    draft = builders.a_draft()
    for concern in ("She", "She", "She is"):
        draft = drafts.save(draft, typed={"concern": concern}, page="concern", by=cast.education)

    assert (draft.version_of("concern"), draft.version_of("child")) == (2, 0)


def test_a_browser_that_saves_by_itself_writes_over_nothing_newer(cast: Cast):
    draft = drafts.save(builders.a_draft(), typed={"concern": "Newer"}, page="concern", by=cast.education)

    with pytest.raises(drafts.SavedElsewhere):
        drafts.save(draft, typed={"concern": "Older"}, page="concern", seen=0, by=cast.education)
    drafts.save(draft, typed={"known_as": "Ánh"}, page="child", seen=0, by=cast.education)
    assert Draft.objects.get(pk=draft.pk).answers == {"concern": "Newer", "known_as": "Ánh"}

    drafts.save(draft, typed={"concern": "Pressed"}, page="concern", by=cast.education)
    assert Draft.objects.get(pk=draft.pk).answers["concern"] == "Pressed"


def test_a_button_shows_both_where_another_window_was_first(client, cast: Cast):
    draft = drafts.save(builders.a_draft(), typed={"concern": "Newer words"}, page="concern", by=cast.education)
    address = reverse("referrals:step", args=[draft.pk, "concern"])
    client.force_login(cast.education)

    answer = client.post(address, {"version": "0", "concern": "My own words", "leave": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "saved in another window" in page
    assert "Newer words" in page
    assert "My own words" in page
    assert Draft.objects.get(pk=draft.pk).answers == {"concern": "Newer words"}

    again = client.post(address, {"version": "1", "concern": "Newer words, and my own", "leave": "1"})
    assert again.status_code == 302
    assert Draft.objects.get(pk=draft.pk).answers == {"concern": "Newer words, and my own"}


def test_it_is_there_for_its_author_alone(cast: Cast):
    """For everybody else, their manager too, it does not exist."""
    draft = builders.a_draft(by=cast.duty_worker)
    answers = builders.an_answer_set()

    for who in each_of(cast):
        person = getattr(cast, who)
        expected = DONE if who == "duty_worker" else NOT_FOUND
        assert Draft.objects.visible_to(person).exists() == (who == "duty_worker")
        assert answer_to(lambda: drafts.save(draft, typed={"concern": "x"}, by=person)) == expected
        assert answer_to(lambda: drafts.send(draft, answers=answers, by=person)) == expected


def test_an_account_that_was_closed_starts_none(cast: Cast):
    cast.health.is_active = False

    assert answer_to(lambda: drafts.start(by=cast.health)) == FORBIDDEN


def test_sending_makes_a_referral_and_empties_the_draft(cast: Cast):
    draft = builders.a_draft(concern="She is afraid")

    referral = drafts.send(draft, answers=builders.an_answer_set(concern="She is afraid"), by=cast.education)

    draft = Draft.objects.get(pk=draft.pk)
    assert referral.concern == "She is afraid"
    assert (draft.sent_as, draft.answers) == (referral, {})
    assert not Draft.objects.unsent().exists()


def test_sent_twice_it_is_one_referral(cast: Cast):
    draft = builders.a_draft()
    first = drafts.send(draft, answers=builders.an_answer_set(), by=cast.education)

    second = drafts.send(draft, answers=builders.an_answer_set(concern="Other words"), by=cast.education)

    assert second == first
    assert Referral.objects.count() == Deadline.objects.count() == 1
    assert Event.objects.filter(name="referral.received").count() == 1
    assert Notice.objects.filter(kind="referral.received").count() == 2


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_one_referral(cast: Cast):
    draft = builders.a_draft()

    first, second = at_once(
        *(lambda: drafts.send(draft, answers=builders.an_answer_set(), by=cast.education) for _ in range(2))
    )

    assert first == second
    assert Referral.objects.count() == 1


def test_what_is_sent_is_not_typed_into_any_more(cast: Cast):
    draft = builders.a_draft()
    drafts.send(draft, answers=builders.an_answer_set(), by=cast.education)

    drafts.save(draft, typed={"concern": "Late letters"}, by=cast.education)

    assert Draft.objects.get(pk=draft.pk).answers == {}


@pytest.mark.parametrize(("left_for", "there"), [(timedelta(days=6, hours=23), True), (KEPT_FOR, False)])
def test_it_is_gone_after_seven_days_without_a_letter(cast: Cast, left_for: timedelta, there: bool):
    draft = left_alone_for(builders.a_draft(), left_for)

    assert Draft.objects.visible_to(cast.education).filter(pk=draft.pk).exists() == there


def test_the_sweep_removes_what_is_over_and_nothing_else(cast: Cast):
    old = left_alone_for(builders.a_draft(), KEPT_FOR)
    sent = builders.a_draft()
    drafts.send(sent, answers=builders.an_answer_set(), by=cast.education)
    left_alone_for(sent, KEPT_FOR)
    young = left_alone_for(builders.a_draft(), timedelta(days=6))

    removed = drafts.expire(timezone.now())

    assert removed == 2
    assert set(Draft.objects.values_list("pk", flat=True)) == {young.pk}
    assert old.pk != young.pk
    assert Referral.objects.count() == 1
