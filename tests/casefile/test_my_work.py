"""My work: what is due and why, whose it is, and a home for everybody."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals import actions as referrals
from tests.builders import a_case, a_consulted_referral, a_decided_referral, a_draft, a_proposed_referral, a_referral
from tests.cast import anew
from trafficking_cases.casefile import work
from trafficking_cases.casefile.presenters.my_work import my_work
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.working_days import LONDON
from trafficking_cases.notifications.models import Notice


def page(client, user) -> str:
    client.force_login(user)
    response = client.get(reverse("casefile:my_work"))
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_has_a_home_where_a_concern_can_be_reported(client, cast):
    for user in cast.everybody().values():
        shown = page(client, user)

        assert f'action="{reverse("referrals:start")}"' in shown
        assert "<title>My work" in shown


def test_nobody_sees_it_without_signing_in(client, cast):
    response = client.get(reverse("casefile:my_work"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_front_door_sees_the_nearest_date_with_its_reasons_open(client, cast):
    first = a_referral(known_as="Linh Trầm")
    a_referral(known_as="Erblin Shkodrani")

    shown = page(client, cast.duty_worker)

    assert "Linh Trầm" in shown
    assert "Erblin Shkodrani" in shown
    assert shown.count('<details class="why" open>') == 1
    assert Deadline.objects.get(subject=first.pk).explanation[0] in shown


def test_of_two_clocks_on_one_referral_the_nearest_stands_for_both(cast):
    urgent = a_referral(urgency="immediate")
    a_referral()

    owed = work.owed_by(cast.duty_worker, timezone.now())

    assert Deadline.objects.filter(subject=urgent.pk).count() == 2
    assert owed.filter(subject=urgent.pk).get().rule == "REF-08"
    assert owed.count() == 2


def test_what_a_colleague_took_on_is_theirs_and_not_mine(cast):
    taken, free = a_referral(), a_referral()
    referrals.claim(taken, by=cast.duty_worker)

    now = timezone.now()

    assert set(work.owed_by(cast.duty_worker, now).values_list("subject", flat=True)) == {taken.pk, free.pk}
    assert set(work.owed_by(cast.out_of_hours, now).values_list("subject", flat=True)) == {free.pk}


def test_what_is_late_comes_up_the_line_to_the_manager(cast):
    late = a_referral(at=timezone.now() - timedelta(days=10))
    in_time = a_referral()

    now = timezone.now()

    assert set(work.owed_by(cast.manager, now).values_list("subject", flat=True)) == {late.pk}
    assert in_time.pk in work.owed_by(cast.duty_worker, now).values_list("subject", flat=True)
    assert not work.owed_by(cast.other_authority, now).exists()


def test_a_manager_begins_with_what_waits_for_a_signature(client, cast):
    waiting = a_proposed_referral(known_as="Besa Korrindi")
    a_referral(at=timezone.now() - timedelta(days=10))
    a_referral(known_as="Not yet proposed")

    shown = page(client, cast.manager)

    assert shown.index("Waiting for your signature") < shown.index("Overdue")
    assert reverse("referrals:sign", args=[waiting.pk]) in shown
    assert waiting.reference in shown
    assert "Not yet proposed" not in shown


def test_whoever_wrote_a_decision_is_not_asked_to_sign_it(cast):
    own = a_proposed_referral(author=cast.manager)

    assert not work.to_sign(anew(cast.manager)).exists()
    assert work.to_sign(anew(cast.manager_2)).get() == own
    assert not work.to_sign(anew(cast.duty_worker)).exists()
    assert not work.to_sign(anew(cast.other_authority)).exists()


def test_a_manager_sees_the_cases_that_nobody_holds(client, cast):
    unallocated = a_decided_referral(outcome="assessment", known_as="Nobody Holds Her").case
    a_case(known_as="Somebody Holds Him")

    shown = page(client, cast.manager)

    assert reverse("casefile:allocate", args=[unallocated.pk]) in shown
    assert list(work.to_allocate(anew(cast.manager))) == [unallocated]
    assert not work.to_allocate(anew(cast.manager_2)).exists()


def test_a_social_worker_sees_their_own_cases_and_no_others(client, cast):
    a_case(worker=cast.social_worker, known_as="Tia Marlowick")
    a_case(worker=cast.social_worker_2, known_as="Yusuf Tamrani")

    shown = page(client, cast.social_worker)

    assert "Tia Marlowick" in shown
    assert "Yusuf Tamrani" not in shown


def test_a_school_sees_its_own_referrals_and_no_counts(client, cast):
    made = a_referral(by=cast.education)
    other = a_referral(by=cast.health)

    shown = page(client, cast.education)

    assert made.reference in shown
    assert other.reference not in shown
    assert 'class="strip"' not in shown
    assert "Front door" not in shown
    assert ">Cases<" not in shown


def test_an_administrator_sees_no_child(client, cast):
    a_referral(known_as="Linh Trầm")
    a_case(known_as="Tia Marlowick")

    shown = page(client, cast.administrator)

    assert "Linh Trầm" not in shown
    assert "Tia Marlowick" not in shown
    assert "sees no child" in shown


def test_drafts_are_their_authors_alone(client, cast):
    a_draft(by=cast.duty_worker, known_as="Half-written")
    a_draft(by=cast.out_of_hours, known_as="Somebody else's")

    shown = page(client, cast.duty_worker)

    assert "Half-written" in shown
    assert "Somebody else" not in shown


def test_it_asks_as_many_questions_for_many_as_for_few(client, cast, queries_of):
    readers = [cast.duty_worker, cast.manager, cast.social_worker, cast.education, cast.auditor]
    for _ in range(2):
        _one_of_each(cast)
    few = [queries_of(client, user, reverse("casefile:my_work")) for user in readers]
    for _ in range(2):
        _one_of_each(cast)

    assert [queries_of(client, user, reverse("casefile:my_work")) for user in readers] == few


def _one_of_each(cast) -> None:
    a_referral(urgency="immediate")
    a_referral(at=timezone.now() - timedelta(days=9))
    a_consulted_referral()
    a_proposed_referral()
    a_case()
    a_decided_referral(outcome="assessment")
    a_draft(by=cast.education)
    a_draft(by=cast.duty_worker)


def test_every_count_of_the_strip_leads_to_its_box(client, cast):
    a_referral()

    shown = page(client, cast.manager)

    strip = shown[shown.index('<nav class="strip"') :]
    for anchor in re.findall(r'href="#([\w-]+)"', strip[: strip.index("</nav>")]):
        assert f'id="{anchor}"' in shown


LATE = datetime(2026, 11, 25, 21, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "heading"),
    [(LATE, "Due in the next 6 hours"), (LATE - timedelta(hours=12), "Due today")],
)
def test_what_is_due_after_midnight_stands_with_what_is_due_now(cast, now, heading):
    """Four hours from nine in the evening is one at night: nobody would look for it under the next seven days."""
    urgent = a_referral(urgency="immediate", at=now)
    a_referral(at=now)

    home = my_work(anew(cast.duty_worker), now)

    panels = {panel.title: panel for panel in home["boxes"] if panel.has_clocks}
    assert [row.reference for row in panels[heading].rows] == [urgent.reference]
    assert panels["Next 7 days"].count == 1
    figure = next(figure for figure in home["strip"] if figure.href == "#today")
    assert (figure.text, figure.count) == (heading.lower(), 1)
    assert panels[heading].rows[0].clock.state == "today"


def test_a_new_notice_on_the_home_page_is_opened_by_a_button(client, cast):
    a_referral()

    shown = page(client, cast.duty_worker)

    notice = Notice.objects.get(recipient=cast.duty_worker)
    assert f'form="opening" formaction="{reverse("notifications:open", args=[notice.pk])}"' in shown
    assert '<form id="opening" method="post">' in shown
