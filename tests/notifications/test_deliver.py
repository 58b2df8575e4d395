"""Sending the mails that wait: nothing in them, once each, and no one of them holding up the others."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from threading import Barrier as Meeting

import pytest
from django.core import mail as post
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.front_doors import a_case, a_child, a_promise, front_door, london
from trafficking_cases.children import actions as children
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.notifications import outbox
from trafficking_cases.notifications.models import Mail, Notice
from trafficking_cases.notifications.outbox import TRIES, Delivered, deliver

DUE = london(2026, 9, 1, 17, 0)
MINUTE = timedelta(minutes=1)
REFUSED = smtplib.SMTPDataError(550, b"No such person")
BUSY = smtplib.SMTPDataError(451, b"Try again later")


class Server:
    """A mail server that answers as it is told, and remembers for whom it was asked."""

    def __init__(self, monkeypatch):
        self.answers, self.asked_for = {}, []
        monkeypatch.setattr(EmailMessage, "send", lambda message: self.take(message))

    def take(self, message):
        [address] = message.to
        self.asked_for.append(address)
        if answer := self.answers.get(address, self.answers.get("everybody")):
            raise answer
        post.outbox.append(message)


@pytest.fixture
def server(monkeypatch, mailoutbox):
    return Server(monkeypatch)


def test_a_reminder_arrives_and_says_nothing_about_whom_or_where(north, mailoutbox):
    child = a_child()
    child.known_as = "Canary Nightingale"
    child.save()
    a_promise(north, subject=child, concerning="Canary of 14 Canary Row, Nightingale school")
    sweep(DUE)

    assert deliver(DUE).sent == 3
    for message in mailoutbox:
        whole = message.message().as_string()
        assert message.subject == "Something needs you in Waymark"
        assert message.body.startswith("Something of yours is due at 17:00.\n")
        assert "Sign in: http://cases.test/notices/" in message.body
        for private in ("Canary", "Nightingale", str(child.pk), "north Council", "R-482913", "referral"):
            assert private not in whole
    assert {message.to[0] for message in mailoutbox} == {
        "north.duty@example.org", "north.night@example.org", "north.manager@example.org",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (london(2026, 9, 1, 9), "Something of yours is due at 17:00."),
        (london(2026, 8, 30, 18), "Something of yours is due on Tuesday 1 September at 17:00."),
        (london(2026, 9, 1, 17, 1), "Something of yours was due at 17:00."),
    ],
)
def test_the_moment_is_said_as_shortly_as_it_is_clear(north, now, words):
    a_promise(north)
    sweep(DUE)

    assert outbox.message_for(Notice.objects.first(), now).body.startswith(words)


def test_without_a_moment_it_says_that_there_is_something(north):
    a_promise(north)
    sweep(DUE)
    notice = Notice.objects.first()
    notice.due_at = None

    assert outbox.message_for(notice, DUE).body.startswith("There is something for you.")


def test_the_product_is_named_as_it_is_set(north, settings):
    settings.PRODUCT_NAME = "Lantern"
    a_promise(north)
    sweep(DUE)

    assert outbox.message_for(Notice.objects.first(), DUE).subject == "Something needs you in Lantern"


def test_the_same_notice_has_the_same_message_id_and_another_has_another(north):
    a_promise(north)
    sweep(DUE)
    one, other, *_ = Notice.objects.all()

    ids = [outbox.message_for(notice, DUE).extra_headers["Message-ID"] for notice in (one, one, other)]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0].endswith("@cases.test>")
    assert str(one.recipient_id) not in ids[0]


def test_a_second_pass_sends_nothing(north, mailoutbox):
    a_promise(north)
    sweep(DUE)

    assert deliver(DUE).sent == 3
    assert deliver(DUE + MINUTE) == Delivered()
    assert len(mailoutbox) == 3


def test_what_may_no_longer_be_seen_is_not_mailed_and_the_others_are(north, mailoutbox):
    child, case = a_child(), a_case(north)
    a_promise(north, subject=child)
    a_promise(north)
    sweep(DUE)
    deadlines.attach_case(child, case)
    children.set_barrier(
        case, kind=BarrierKind.DENY_LIST, people=[north.manager], reason="Own family", by=north.service_manager
    )

    assert deliver(DUE) == Delivered(sent=3, withheld=3)
    assert len(mailoutbox) == 3


def test_whose_account_was_closed_gets_no_mail(north, mailoutbox):
    a_promise(north)
    sweep(DUE)
    north.manager.is_active = False
    north.manager.save()

    assert deliver(DUE) == Delivered(sent=2, withheld=1)
    assert "north.manager@example.org" not in {message.to[0] for message in mailoutbox}


def test_what_was_read_already_needs_no_nudge(north, mailoutbox):
    a_promise(north)
    sweep(DUE)
    Notice.objects.filter(recipient=north.manager).update(read_at=DUE)

    assert deliver(DUE) == Delivered(sent=2, withheld=1)


def test_one_that_is_refused_does_not_hold_the_others_and_is_set_aside_after_five_tries(north, server):
    a_promise(north)
    sweep(DUE)
    server.answers["north.duty@example.org"] = REFUSED

    assert deliver(DUE) == Delivered(sent=2, put_off=1)
    now, passes = DUE, []
    for _ in range(TRIES - 1):
        now += timedelta(hours=1)
        passes.append(deliver(now))
    assert passes == [Delivered(put_off=1)] * 3 + [Delivered(parked=1)]
    assert deliver(now + timedelta(days=1)) == Delivered()
    assert Mail.objects.parked().get().failure == "SMTPDataError"
    assert server.asked_for.count("north.duty@example.org") == TRIES


def test_each_further_try_waits_longer(north, server):
    a_promise(north)
    sweep(DUE)
    server.answers["north.duty@example.org"] = REFUSED
    waits, now = [], DUE
    for _ in range(TRIES - 1):
        deliver(now)
        due_at = Mail.objects.waiting().get().due_at
        waits.append((due_at - now) // MINUTE)
        now = due_at

    assert waits == [1, 5, 15, 60]


@pytest.mark.parametrize(
    "unreachable",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPAuthenticationError(535, b""),
    ],
)
def test_a_day_without_a_mail_server_costs_a_delay_and_no_mail(north, server, unreachable):
    for _ in range(3):
        a_promise(north)
    sweep(DUE)
    server.answers["everybody"] = unreachable
    for half_minute in range(200):
        now = DUE + half_minute * MINUTE / 2
        asked = len(server.asked_for)
        assert deliver(now) in (Delivered(put_off=1), Delivered())
        assert len(server.asked_for) - asked <= 1, "one try a pass, so that a hang costs one time-out"
    server.answers.clear()

    assert deliver(now + timedelta(hours=1)).sent == 9
    assert not Mail.objects.parked().exists()


def test_a_server_that_is_busy_is_asked_again_and_nothing_is_set_aside(north, server):
    a_promise(north)
    sweep(DUE)
    server.answers["everybody"] = BUSY
    for hour in range(10):
        assert deliver(DUE + timedelta(hours=hour)) == Delivered(put_off=3)
    server.answers.clear()

    assert deliver(DUE + timedelta(hours=11)).sent == 3


@pytest.mark.parametrize("code_and_counts", [(550, Delivered(sent=2, put_off=1)), (450, Delivered(sent=2, put_off=1))])
def test_a_recipient_that_is_refused_does_not_hold_the_others(north, server, code_and_counts):
    code, counts = code_and_counts
    a_promise(north)
    sweep(DUE)
    address = "north.duty@example.org"
    server.answers[address] = smtplib.SMTPRecipientsRefused({address: (code, b"")})

    assert deliver(DUE) == counts
    assert Mail.objects.waiting().get().attempts == (1 if code == 550 else 0)


def test_an_address_that_is_none_is_put_off_and_the_others_go(north, server):
    a_promise(north)
    sweep(DUE)
    north.duty_worker.email = "nobody at all\nBcc: everybody@example.org"
    north.duty_worker.save()

    assert deliver(DUE) == Delivered(sent=2, put_off=1)


class Killed(BaseException):
    """The process is gone."""


def test_killed_while_sending_it_is_tried_again_after_the_lease_and_the_others_meanwhile(north, server):
    a_promise(north)
    sweep(DUE)
    first = Mail.objects.ready(DUE).order_by("due_at", "notice_id").first().notice.recipient.email
    server.answers[first] = Killed()
    with pytest.raises(Killed):
        deliver(DUE)
    server.answers.clear()

    assert deliver(DUE + MINUTE) == Delivered(sent=2), "the others do not wait for the lease"
    assert deliver(DUE + 3 * MINUTE) == Delivered(sent=1)


def test_one_that_kills_its_sender_again_and_again_is_set_aside(north, server):
    a_promise(north)
    sweep(DUE)
    server.answers["north.duty@example.org"] = Killed()
    now = DUE
    for _ in range(TRIES):
        with pytest.raises(Killed):
            deliver(now)
        now += timedelta(minutes=3)

    assert deliver(now).parked == 1
    assert set(server.asked_for) == {
        "north.duty@example.org", "north.night@example.org", "north.manager@example.org",
    }  # fmt: skip
    assert len(post.outbox) == 2


def test_sent_but_not_marked_it_is_sent_again_under_the_same_message_id(north, server, monkeypatch):
    a_promise(north)
    sweep(DUE)
    Mail.objects.exclude(notice__recipient=north.manager).delete()
    with monkeypatch.context() as dying:
        dying.setattr(outbox, "end", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            deliver(DUE)

    assert deliver(DUE + 3 * MINUTE).sent == 1
    first, second = (message.extra_headers["Message-ID"] for message in post.outbox)
    assert first == second


def test_a_pass_ends_after_a_while(north, server, monkeypatch):
    monkeypatch.setattr(outbox, "SECONDS_OF_A_PASS", 0)
    a_promise(north)
    sweep(DUE)

    assert deliver(DUE) == Delivered()


@pytest.mark.django_db(transaction=True)
def test_two_passes_at_once_send_each_mail_once(server):
    north = front_door("north")
    for _ in range(10):
        a_promise(north)
    sweep(DUE)
    start = Meeting(2)

    def one_of_two(_number):
        start.wait()
        try:
            return deliver(DUE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(one_of_two, range(2))

    assert first.sent + second.sent == len(post.outbox) == 30
    assert len({message.extra_headers["Message-ID"] for message in post.outbox}) == 30


def test_in_a_demonstration_mails_are_files(north, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    a_promise(north)
    sweep(DUE)

    assert deliver(DUE).sent == 3
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert written.count(b"Something needs you in Waymark") == 3
    assert message_from_bytes(written)["Auto-Submitted"] == "auto-generated"


def test_the_command_says_what_it_did(north, capsys, mailoutbox):
    a_promise(north)
    sweep(DUE)

    call_command("deliver_notices", now=DUE.isoformat())

    assert capsys.readouterr().out == "mails sent: 3; withheld: 0; put off: 0; set aside: 0\n"


def test_another_moment_is_only_for_demonstrations_and_tests(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("deliver_notices", now=timezone.now().isoformat())
