"""Sending the e-mails that wait: taken in hand one at a time, tried, and marked, so that a crash costs a delay.

In this order: take a lease (counting the try), ask whether the person may still see what it is about, send under a
Message-ID made from the notice's key, mark it sent. Between sending and marking a crash can double a mail; a receiver
knows it by its Message-ID. The notice itself was written once, and is the record.

Nothing wakes this at commit: the scheduler's pass is at most seconds away, and a web request never waits for a broker.
"""

import smtplib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from time import monotonic
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from trafficking_cases.lib.working_days import day_in_london, in_london
from trafficking_cases.notifications.models import Mail, Notice
from trafficking_cases.notifications.workflow import Status

LEASE = timedelta(minutes=2)
TRIES = 5
WAIT_AFTER_TRY = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
WAIT_WHEN_BUSY = timedelta(minutes=5)
WAIT_WHEN_SILENT = timedelta(minutes=1)
SECONDS_OF_A_PASS = 120
REFUSED_FOR_GOOD = 500
log = structlog.get_logger(__name__)

# What a server says of one message or one address, and what cannot be written as a message at all.
REFUSED = (smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused, ValueError)


@dataclass(frozen=True)
class Delivered:
    """What one pass did with the mails that waited."""

    sent: int = 0
    withheld: int = 0
    put_off: int = 0
    parked: int = 0


def deliver(now: datetime) -> Delivered:
    """Send what is due until nothing is left, nobody answers, or the pass has taken long enough."""
    done: Counter[str] = Counter({Status.PARKED: park_the_exhausted(now)})
    until = monotonic() + SECONDS_OF_A_PASS
    while monotonic() < until and (mail := take_one(now)):
        try:
            status = send(mail, now)
        except REFUSED as refusal:
            status = put_off(mail, refusal, now)
        except OSError as outage:
            status = put_back(mail, type(outage).__name__, now + WAIT_WHEN_SILENT)
            until = monotonic()
        done[status] += 1
    return Delivered(done[Status.SENT], done[Status.WITHHELD], done[Status.WAITING], done[Status.PARKED])


def park_the_exhausted(now: datetime) -> int:
    """Set aside what ended its sender again and again before anything could be noted. Returns how many."""
    return Mail.objects.ready(now).filter(attempts__gte=TRIES).update(status=Status.PARKED, ended_at=now)


@transaction.atomic
def take_one(now: datetime) -> Mail | None:
    """Take the next mail in hand for a while. The try is counted now, so that one that kills its sender counts too."""
    mail = (
        Mail.objects.ready(now)
        .filter(attempts__lt=TRIES)
        .select_related("notice__recipient__agency")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("due_at", "notice_id")
        .first()
    )
    if mail is not None:
        mail.attempts += 1
        mail.lease_until = now + LEASE
        mail.save(update_fields=["attempts", "lease_until"])
    return mail


def send(mail: Mail, now: datetime) -> Status:
    """Send one mail, if its notice is still unread and there for the person in this moment."""
    notice = mail.notice
    if not Notice.objects.filter(pk=notice.pk).unread().visible_to(notice.recipient).exists():
        return end(mail, Status.WITHHELD, now)
    message_for(notice, now).send()
    return end(mail, Status.SENT, now)


def message_for(notice: Notice, now: datetime) -> EmailMessage:
    """The nudge: that there is something, and where to sign in. Nothing about whom, where or what."""
    words = {
        "product": settings.PRODUCT_NAME,
        "due": due_words(notice.due_at, now) if notice.due_at else "",
        "notices": f"{settings.SITE_URL}/notices/",
    }
    host = urlsplit(settings.SITE_URL).hostname
    return EmailMessage(
        subject=render_to_string("emails/notices/nudge_subject.txt", words).strip(),
        body=render_to_string("emails/notices/nudge.txt", words),
        to=[str(Address(addr_spec=notice.recipient.email))],
        headers={"Message-ID": f"<{uuid5(NAMESPACE_URL, notice.key)}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def due_words(due_at: datetime, now: datetime) -> str:
    """When something is or was due, as short as it is clear: "is due at 17:00"."""
    there, day = in_london(due_at), day_in_london(due_at)
    verb = "is" if due_at >= now else "was"
    on = "" if day == day_in_london(now) else f" on {day:%A} {day.day} {day:%B}"
    return f"{verb} due{on} at {there:%H:%M}"


def end(mail: Mail, status: Status, now: datetime) -> Status:
    """Be done with a mail."""
    mail.status, mail.ended_at, mail.lease_until = status, now, None
    mail.save(update_fields=["status", "ended_at", "lease_until"])
    return status


def put_off(mail: Mail, refusal: Exception, now: datetime) -> Status:
    """Try a refused mail later, or set it aside after several tries; the others go on meanwhile."""
    failure = type(refusal).__name__
    if not is_for_good(refusal):
        return put_back(mail, failure, now + WAIT_WHEN_BUSY)
    log.warning("mail_refused", notice_id=str(mail.pk), failure=failure, attempts=mail.attempts)
    mail.failure = failure
    if mail.attempts < TRIES:
        mail.lease_until, mail.due_at = None, now + WAIT_AFTER_TRY[mail.attempts - 1]
    else:
        mail.status, mail.lease_until, mail.ended_at = Status.PARKED, None, now
    mail.save(update_fields=["failure", "lease_until", "due_at", "status", "ended_at"])
    return Status(mail.status)


def put_back(mail: Mail, failure: str, until: datetime) -> Status:
    """The server does not answer, or is busy: no try is counted, and the next pass begins with another mail."""
    log.warning("mail_put_back", notice_id=str(mail.pk), failure=failure)
    mail.attempts, mail.lease_until, mail.failure, mail.due_at = mail.attempts - 1, None, failure, until
    mail.save(update_fields=["attempts", "lease_until", "failure", "due_at"])
    return Status.WAITING


def is_for_good(refusal: Exception) -> bool:
    """Whether a refusal would be the same tomorrow; a code in the four hundreds says: not now."""
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return any(code >= REFUSED_FOR_GOOD for code, _ in refusal.recipients.values())
    return not isinstance(refusal, smtplib.SMTPDataError) or refusal.smtp_code >= REFUSED_FOR_GOOD
