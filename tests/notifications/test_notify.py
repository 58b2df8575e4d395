"""Telling somebody: once, in the transaction of what it is about, and shown only to who may see that."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from tests.front_doors import a_case, a_child, a_promise
from trafficking_cases.children import actions as children
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications import actions, kinds, subjects
from trafficking_cases.notifications.actions import notify
from trafficking_cases.notifications.bell import unread_count
from trafficking_cases.notifications.models import Mail, Notice

LIST = "/notices/"


def tell(deadline: Deadline, *people, key: str = "") -> None:
    for someone in people:
        notify(someone, "deadline.due", subject=deadline, link=deadline.link, key=f"{key or deadline.pk}:{someone.pk}")


def test_a_notice_and_its_mail_are_written_together(north):
    tell(a_promise(north), north.manager)

    notice = Notice.objects.get()
    assert notice.recipient == north.manager
    assert notice.sentence == "Something is due now."
    assert notice.mail.status == "waiting"


def test_under_the_same_key_a_thing_is_told_once(north):
    deadline = a_promise(north)
    tell(deadline, north.manager)
    tell(deadline, north.manager)

    assert Notice.objects.count() == Mail.objects.count() == 1


def test_what_was_not_saved_is_not_told(north):
    @transaction.atomic
    def tell_and_fail():
        tell(a_promise(north), north.manager)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tell_and_fail()

    assert not Notice.objects.exists()


def test_who_has_no_address_gets_a_notice_and_no_mail(north):
    north.manager.email = ""
    north.manager.save()
    tell(a_promise(north), north.manager)

    assert Notice.objects.count() == 1
    assert not Mail.objects.exists()


def test_a_kind_without_a_sentence_is_refused(north):
    deadline = a_promise(north)
    with pytest.raises(kinds.NotAKind):
        notify(north.manager, "deadline.forgotten", subject=deadline, link="/", key="a")


def test_a_subject_that_nobody_could_be_shown_is_refused(north):
    with pytest.raises(subjects.NotRegistered):
        notify(north.manager, "deadline.due", subject=north.authority, link="/", key="a")


def test_no_sentence_names_a_place_a_person_or_a_child():
    assert all(len(sentence) < 80 and sentence.endswith(".") for sentence in kinds.SENTENCES.values())


def test_the_bell_counts_what_is_unread_and_ones_own(north, south):
    ours, theirs = a_promise(north), a_promise(south)
    tell(ours, north.manager, north.duty_worker, key="one")
    tell(ours, north.manager, key="two")
    tell(theirs, south.manager)
    Notice.objects.filter(key=f"two:{north.manager.pk}").update(read_at=timezone.now())

    assert unread_count(north.manager) == 1
    assert unread_count(south.manager) == 1
    assert unread_count(north.social_worker) == 0


def test_the_bell_does_not_count_what_may_no_longer_be_seen(north):
    child, case = a_child(), a_case(north)
    deadline, other = a_promise(north, subject=child), a_promise(north)
    tell(deadline, north.duty_worker, north.manager)
    tell(other, north.duty_worker, north.manager)
    assert unread_count(north.duty_worker) == 2

    deadlines.attach_case(child, case)
    assert unread_count(north.duty_worker) == 1, "the front door has no relation to the case"
    assert unread_count(north.manager) == 2

    children.set_barrier(
        case, kind=BarrierKind.DENY_LIST, people=[north.manager], reason="Own family", by=north.service_manager
    )
    assert unread_count(north.manager) == 1


def test_the_bell_asks_what_they_are_about_and_then_for_that_alone(north, django_assert_num_queries):
    for _ in range(5):
        tell(a_promise(north), north.manager)
    manager = type(north.manager).objects.select_related("agency").get(pk=north.manager.pk)
    assert manager.permissions

    with django_assert_num_queries(2):
        unread_count(manager)


def test_counting_stops_at_a_hundred(north):
    deadline = a_promise(north)
    for number in range(103):
        tell(deadline, north.manager, key=str(number))

    assert unread_count(north.manager) == 100


def test_the_list_shows_the_unread_first_then_the_newest(client, north):
    first, second, third = (a_promise(north, concerning=f"Decision {number}") for number in (1, 2, 3))
    for deadline in (first, second, third):
        tell(deadline, north.manager)
    Notice.objects.filter(subject_id=third.pk).update(read_at=timezone.now())
    Notice.objects.filter(subject_id=first.pk).update(created_at=timezone.now() - timedelta(days=1))
    client.force_login(north.manager)

    page = client.get(LIST).content.decode()

    assert page.index("Decision 2") < page.index("Decision 1") < page.index("Decision 3")


def test_the_list_shows_nobody_elses_and_nothing_that_may_not_be_seen(client, north, south):
    child, case = a_child(), a_case(north)
    hidden = a_promise(north, subject=child, concerning="Hidden decision")
    tell(hidden, north.duty_worker)
    tell(a_promise(north, concerning="Own decision"), north.duty_worker)
    tell(a_promise(south, concerning="Foreign decision"), south.duty_worker)
    deadlines.attach_case(child, case)
    client.force_login(north.duty_worker)

    page = client.get(LIST).content.decode()

    assert "Own decision" in page
    assert "Hidden decision" not in page
    assert hidden.link not in page
    assert "Foreign decision" not in page


def test_the_list_asks_as_much_for_one_notice_as_for_many(client, north, django_assert_max_num_queries):
    tell(a_promise(north), north.manager)
    client.force_login(north.manager)
    client.get(LIST)
    with django_assert_max_num_queries(30) as for_one:
        client.get(LIST)
    for _ in range(20):
        tell(a_promise(north), north.manager)

    with django_assert_max_num_queries(len(for_one)):
        client.get(LIST)


def test_an_empty_list_says_so(client, north):
    client.force_login(north.manager)

    assert "Nothing to tell you" in client.get(LIST).content.decode()


def test_a_long_list_comes_in_pages(client, north):
    deadline = a_promise(north)
    for number in range(30):
        tell(deadline, north.manager, key=str(number))
    client.force_login(north.manager)

    assert client.get(LIST).content.decode().count("Mark as read") == 25
    assert client.get(f"{LIST}?page=2").content.decode().count("Mark as read") == 5
    assert client.get(f"{LIST}?page=nonsense").status_code == 200


def test_whoever_is_not_signed_in_is_asked_to(client, db):
    assert client.get(LIST).status_code == 302


def test_one_notice_is_marked_as_read_and_the_other_stays(client, north):
    tell(a_promise(north), north.manager)
    tell(a_promise(north), north.manager)
    one, other = Notice.objects.all()
    client.force_login(north.manager)

    response = client.post(reverse("notifications:read", args=[one.pk]))

    assert response.status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.read_at
    assert not other.read_at


def test_the_first_reading_stands(north):
    tell(a_promise(north), north.manager)
    notice = Notice.objects.get()
    actions.mark_read(notice, by=north.manager)
    notice.refresh_from_db()
    first = notice.read_at

    actions.mark_read(notice, by=north.manager)

    notice.refresh_from_db()
    assert notice.read_at == first


def test_somebody_elses_notice_is_not_there(client, north, south):
    tell(a_promise(north), north.manager)
    notice = Notice.objects.get()
    client.force_login(south.manager)

    assert client.post(reverse("notifications:read", args=[notice.pk])).status_code == 404
    with pytest.raises(Http404):
        actions.mark_read(notice, by=south.manager)
    notice.refresh_from_db()
    assert not notice.read_at


def test_reading_is_a_post(client, north):
    tell(a_promise(north), north.manager)
    client.force_login(north.manager)

    assert client.get(reverse("notifications:read", args=[Notice.objects.get().pk])).status_code == 405
    assert client.get(reverse("notifications:read_all")).status_code == 405
    assert Notice.objects.get().read_at is None


def test_all_that_is_shown_is_marked_as_read_and_nothing_else(client, north):
    child, case = a_child(), a_case(north)
    hidden = a_promise(north, subject=child)
    tell(hidden, north.duty_worker)
    tell(a_promise(north), north.duty_worker, north.manager)
    deadlines.attach_case(child, case)
    client.force_login(north.duty_worker)

    client.post(reverse("notifications:read_all"))

    assert Notice.objects.filter(read_at=None).count() == 2, "the hidden one and the manager's"
    assert not Notice.objects.get(recipient=north.manager).read_at


def test_opening_a_notice_marks_it_as_read_and_goes_there(client, north):
    tell(a_promise(north), north.manager, north.duty_worker)
    mine = Notice.objects.get(recipient=north.manager)
    client.force_login(north.manager)
    page = client.get(LIST).content.decode()
    assert f'formaction="{reverse("notifications:open", args=[mine.pk])}"' in page
    assert f'href="{mine.link}"' not in page, "a link would leave it unread"

    answer = client.post(reverse("notifications:open", args=[mine.pk]))

    assert (answer.status_code, answer["Location"]) == (302, mine.link)
    mine.refresh_from_db()
    assert mine.read_at
    assert Notice.objects.get(recipient=north.duty_worker).read_at is None
    assert f'href="{mine.link}"' in client.get(LIST).content.decode()


def test_opening_is_a_post_and_nobody_elses(client, north):
    tell(a_promise(north), north.manager)
    theirs = reverse("notifications:open", args=[Notice.objects.get().pk])

    client.force_login(north.manager)
    assert client.get(theirs).status_code == 405
    client.force_login(north.duty_worker)
    assert client.post(theirs).status_code == 404
    assert Notice.objects.get().read_at is None
