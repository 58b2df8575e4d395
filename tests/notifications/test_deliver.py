"""Sending the mails that wait: nothing in them, once each, and no one of them holding up the others."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.front_doors import a_case, a_child, a_promise, london
from trafficking_cases.children import actions as children
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.notifications import outbox
from trafficking_cases.notifications.models import Notice
from trafficking_cases.notifications.outbox import Delivered, deliver

DUE = london(2026, 9, 1, 17, 0)
MINUTE = timedelta(minutes=1)


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
