"""A mail server that refuses, is busy, is away or hangs, and a sender that is killed: a delay, never a lost mail."""

import smtplib
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier as Meeting
from time import monotonic

import pytest
from django.core import mail as post
from django.core.mail import EmailMessage
from django.db import connection

from tests.front_doors import a_promise, front_door, london
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.notifications import outbox
from trafficking_cases.notifications.models import Mail
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
def test_twenty_minutes_without_a_mail_server_cost_a_delay_and_no_mail(north, server, unreachable):
    for _ in range(3):
        a_promise(north)
    sweep(DUE)
    server.answers["everybody"] = unreachable
    for half_minute in range(40):
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


def test_a_server_that_hangs_costs_one_time_out_a_pass(north, settings):
    for _ in range(3):
        a_promise(north)
    sweep(DUE)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.5
    with socket.create_server(("127.0.0.1", 0)) as says_nothing:
        settings.EMAIL_HOST, settings.EMAIL_PORT = says_nothing.getsockname()
        before = monotonic()
        assert deliver(DUE) == Delivered(put_off=1)

    assert monotonic() - before < 2
    assert Mail.objects.waiting().count() == 9
