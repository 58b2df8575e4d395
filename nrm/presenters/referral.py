"""One NRM referral to whoever may read it, the referrals of a case, and the pages of its verbs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from nrm import answers as kept
from nrm.actions.sealing import why_not_now
from nrm.form.checks import Checked
from nrm.models import NrmReferral, SealedCopy
from nrm.notices import page_of
from nrm.policies.drafts import why_not_write
from nrm.policies.sealing import why_not_start_safeguarding
from nrm.presenters.answers import Reading, panels
from nrm.presenters.form import lists_at_sealing
from nrm.sealed_document import by_page
from nrm.workflow.referrals import Status
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children import frame
from trafficking_cases.children.models import Case
from trafficking_cases.lib.moments import long_moment, said_when
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Fact, Link, Row, Section, Tag, Way

CHIPS = {
    Status.DRAFT: Tag("Being written", "slate", "save"),
    Status.SEALED: Tag("Sealed, to be keyed in", "amber", "clock"),
    Status.SENT: Tag("Sent, no reference yet", "slate", "clock"),
    Status.ACKNOWLEDGED: Tag("With the Home Office", "leaf", "check"),
    Status.CLOSED: Tag("Closed", "", "check"),
    Status.DISCARDED: Tag("Given up", "line"),
}


def referrals_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """The NRM referrals of a case that the reader may see, and the way to a new one."""
    head = frame.head_of(case, user, now, here="nrm")
    return head | {
        "section": section(case, user, now),
        "start_at": reverse("nrm:start", args=[case.pk]) if Permission.DRAFT_NRM in head["may"] else "",
    }


def section(case: Case, user: User, now: datetime) -> Section:
    """The referrals of a case as a box of rows, the newest first."""
    found = NrmReferral.objects.visible_to(user).filter(case=case).with_people()
    return Section(
        "NRM referrals", "nrm-referrals", rows_of(found, now), "No NRM referral of this child is here for you to see."
    )


def rows_of(found: Iterable[NrmReferral], now: datetime) -> list[Row]:
    """Referrals in short: which, where each stands, whose it is."""
    return [
        Row(
            f"NRM referral {nrm.reference}",
            nrm.get_absolute_url(),
            tag=CHIPS[Status(nrm.status)],
            meta=_whose(nrm, now),
        )
        for nrm in found
    ]


def _whose(nrm: NrmReferral, now: datetime) -> str:
    said = f"Begun by {nrm.author.full_name}, {said_when(nrm.started_at, now)}."
    if nrm.is_draft and nrm.handed_to:
        return f"{said} With {nrm.handed_to.full_name} to finish."
    if nrm.sealed_at and nrm.sealed_by:
        return f"{said} Signed by {nrm.sealed_by.full_name}, {said_when(nrm.sealed_at, now)}."
    return said


def referral_page(nrm: NrmReferral, user: User, now: datetime) -> dict[str, Any]:
    """A referral as it stands, read and not written; where the child is stays withheld."""
    copy = SealedCopy.objects.visible_to(user).filter(nrm_referral=nrm).first()
    may_write = nrm.is_draft and nrm.allows(user, Permission.DRAFT_NRM)
    rows = kept.rows_of(nrm)
    return {
        "nrm": nrm,
        "case": nrm.case,
        "chip": CHIPS[Status(nrm.status)],
        "whose": _whose(nrm, now),
        "panels": panels(Reading(nrm, rows, Checked(), {}, may_write=False)) if rows else [],
        "verbs": _verbs(nrm, user, may_write, copy),
        "may_discard": may_write or (nrm.status == Status.SEALED and nrm.sealed_by_id == user.pk),
        "discard_at": reverse("nrm:discard", args=[nrm.pk]),
        "back_at": page_of(nrm.case),
    }


def _verbs(nrm: NrmReferral, user: User, may_write: bool, copy: SealedCopy | None) -> list[Link]:
    verbs = []
    if may_write:
        verbs.append(Link("Go on writing", reverse("nrm:check", args=[nrm.pk])))
        verbs.append(Link("Hand it to a first responder", reverse("nrm:hand_on", args=[nrm.pk]), kind="2"))
    if copy:
        kind = "" if nrm.status == Status.SEALED else "2"
        verbs.append(Link("Open the sealed copy, to key it in", reverse("nrm:key_in", args=[copy.pk]), kind=kind))
    return [*verbs, *sending_verbs(nrm, user)]


def sending_verbs(nrm: NrmReferral, user: User) -> list[Link]:
    """What is recorded next of the way to the Home Office; the strong button once there is nothing to key in."""
    if not nrm.allows(user, Permission.SIGN_NRM):
        return []
    if nrm.status == Status.SEALED:
        return [Link("Record that it was sent", reverse("nrm:record_sent", args=[nrm.pk]), kind="2")]
    if nrm.status == Status.SENT:
        return [Link("Record the Home Office reference", reverse("nrm:record_reference", args=[nrm.pk]))]
    return []


def read_of(nrm: NrmReferral) -> dict[str, str]:
    """What the signer sees, as the page carries it with the signature."""
    return {"read": kept.as_read(kept.answers_of(nrm))}


def seal_page(nrm: NrmReferral, form: VerbForm, user: User, now: datetime) -> dict[str, Any]:
    """Where the child is, what signing means, and what stands against it."""
    standing = why_not_now(nrm, kept.answers_of(nrm), by=user, now=now)
    rules = {reason.rule for reason in [*standing, *form.refusal]}
    page = frame.verb_page(
        nrm.case,
        form,
        user,
        question=f"Sign NRM referral {nrm.reference}",
        button="Sign and seal",
        back=reverse("nrm:check", args=[nrm.pk]) if nrm.is_draft else nrm.get_absolute_url(),
        back_to="the answers",
        lede="You sign for your organisation that the answers are correct as far as you know.",
        refused="This referral cannot be sealed yet",
        standing=standing,
        ways=_ways(nrm, rules),
        guidance=(
            "Where the child is gets into the sealed copy alone. You, the allocated social worker and the supervising "
            "manager can open it; every look is written down.",
            "Sealing does not send it. Key it in at the Home Office, then record that it was sent: until then the duty "
            "stands open.",
        ),
        rules=("N5", "N6", "N7", "N1"),
    )
    return page | {"nrm": nrm, "lists": lists_at_sealing()}


def _ways(nrm: NrmReferral, rules: set[str]) -> list[Way]:
    ways = []
    if "N5" in rules:
        ways.append(Way("Hand it to a first responder", reverse("nrm:hand_on", args=[nrm.pk])))
    if "N6" in rules:
        ways.append(Way("Start the safeguarding referral", reverse("nrm:safeguard", args=[nrm.pk])))
    if "N7" in rules and nrm.is_draft:
        ways.append(Way("See what is missing", reverse("nrm:check", args=[nrm.pk])))
    return ways


def _verb(nrm: NrmReferral, form: VerbForm, user: User, **said: Any) -> dict[str, Any]:
    return frame.verb_page(nrm.case, form, user, back=nrm.get_absolute_url(), back_to="the NRM referral", **said)


def hand_on_page(nrm: NrmReferral, form: VerbForm, user: User) -> dict[str, Any]:
    """To whom a draft goes, to be finished and signed. [Rule N5]"""
    return _verb(
        nrm,
        form,
        user,
        question=f"Hand NRM referral {nrm.reference} to a first responder",
        button="Hand it on",
        standing=why_not_write(nrm),
        guidance=(
            "Only organisations on the Home Office’s list refer. Your answers go with the draft, you still see it, and "
            "whoever you choose is told.",
            "Is somebody not in the list? The case is not open to them, or their organisation does not refer. Ask the "
            "supervising manager to share the case.",
        ),
        rules=("N5",),
    )


def safeguard_page(nrm: NrmReferral, form: VerbForm, user: User) -> dict[str, Any]:
    """The safeguarding referral from the same answers. [Rule N6]"""
    return _verb(
        nrm,
        form,
        user,
        question="Start the safeguarding referral",
        button="Send it to the front door",
        standing=why_not_start_safeguarding(kept.has_safeguarding_referral(nrm)),
        guidance=(
            "The front door gets the child, the concern and the adults as they stand in the NRM referral, and answers "
            "within one working day.",
        ),
        rules=("N6", "R2"),
    )


def discard_page(nrm: NrmReferral, form: VerbForm, user: User) -> dict[str, Any]:
    """Why a referral is given up."""
    return _verb(nrm, form, user, question=f"Give up NRM referral {nrm.reference}", button="Give it up", rules=("N7",))


def key_in_page(copy: SealedCopy, user: User, now: datetime) -> dict[str, Any]:
    """The sealed copy page by page, in the order in which the Home Office asks."""
    nrm = copy.nrm_referral
    return {
        "nrm": nrm,
        "case": nrm.case,
        "copy": copy,
        "signed": long_moment(copy.sealed_at),
        "pages": by_page(copy.answers),
        "head": [
            Fact("Our reference", nrm.reference),
            Fact("Signed", long_moment(copy.sealed_at)),
            Fact("Form of", nrm.form_version),
            Fact("Sum of the PDF (SHA-256)", copy.sha256),
        ],
        "pdf_at": reverse("nrm:pdf", args=[copy.pk]),
        "json_at": reverse("nrm:json", args=[copy.pk]),
        "is_to_be_keyed_in": nrm.status == Status.SEALED,
        "verbs": sending_verbs(nrm, user),
    }
