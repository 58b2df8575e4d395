"""The pages of a referral that is being written, and what became of it, ready for their templates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from referrals import steps
from referrals.catalogue import indicator_sets
from referrals.drafts import Typed
from referrals.models import Draft, Receipt
from referrals.steps import STEPS, Step
from referrals.workflow import FamilyContact
from trafficking_cases.lib.moments import long_moment, said_when, spoken_day
from trafficking_cases.lib.text import shortened
from trafficking_cases.web import shapes
from trafficking_cases.web.forms import BoundField, question

UNANSWERED = "Left empty"
FIRST_WORDS = 90


def step_page(draft: Draft, page: Step, form: forms.Form) -> dict[str, Any]:
    """One page of questions, with where it stands among the others."""
    return {
        "draft": draft,
        "page": page,
        "form": form,
        "groups": _groups(page, form),
        "steps": step_list(draft, here=page.slug, wrong={page.slug} if form.errors else set()),
        "number": STEPS.index(page) + 1,
        "total": len(STEPS) + 1,
        "saved": saved_words(draft),
        "version": draft.version_of(page.slug),
        "meanwhile": [],
    }


def both(draft: Draft, page: Step, typed: Typed) -> dict[str, Any]:
    """The same page with what was typed here, and beside it what another window saved meanwhile."""
    kept = page.form(steps.as_posted(draft.answers))
    kept.full_clean()
    form = steps.shown(page, typed)
    return step_page(draft, page, form) | {
        "meanwhile": list(_facts(page, kept, draft)),
        "saved": "Not saved: another window was first. Kept on this page.",
    }


def saved_words(draft: Draft) -> str:
    if not draft.answers:
        return "Not saved yet."
    saved_at = timezone.localtime(draft.saved_at)
    day = "" if saved_at.date() == timezone.localdate() else f"{saved_at:%A} "
    return f"Saved {day}{saved_at:%H:%M}. You can close this page."


def saved(draft: Draft, page: Step) -> dict[str, Any]:
    """What the browser is told after it saved by itself."""
    return {"saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}", "version": draft.version_of(page.slug)}


def saved_elsewhere(draft: Draft, page: Step) -> dict[str, str]:
    """What the browser is told when another window was first."""
    return {
        "who": "You, in another window,",
        "saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}",
        "href": reverse("referrals:step", args=[draft.pk, page.slug]),
    }


def step_list(draft: Draft, *, here: str, wrong: set[str]) -> list[shapes.Step]:
    """The pages in order: answered, here, in need of an answer, or still to come."""
    answered = _answered(draft)
    listed = [
        shapes.Step(
            page.name,
            _state(page.slug, here, wrong, answered),
            reverse("referrals:step", args=[draft.pk, page.slug]),
            page.slug == here,
        )
        for page in STEPS
    ]
    check = reverse("referrals:check", args=[draft.pk])
    return [*listed, shapes.Step("Check your answers", "now" if here == "check" else "later", check, here == "check")]


def _state(slug: str, here: str, wrong: set[str], answered: set[str]) -> str:
    if slug in wrong:
        return "bad"
    if slug == here:
        return "now"
    return "done" if slug in answered else "later"


def _answered(draft: Draft) -> set[str]:
    return {page.slug for page in STEPS if any(steps.typed_on(page, steps.as_posted(draft.answers)).values())}


def _groups(page: Step, form: forms.Form) -> list[dict[str, Any]]:
    """The 20 signs under their three headings; no groups on the other pages."""
    if page.slug != "signs":
        return []
    return [
        {"label": group.label, "fields": [form[f"sign_{sign.code}"] for sign in group.indicators]}
        for group in indicator_sets()
    ]


def check_page(draft: Draft, tried: dict[str, forms.Form]) -> dict[str, Any]:
    """Everything typed, page by page, with what is still missing."""
    wrong = {slug for slug, form in tried.items() if form.errors}
    return {
        "draft": draft,
        "panels": [
            {
                "title": page.name,
                "rows": list(_facts(page, tried[page.slug], draft)),
                "errors": [said for field in _questions(tried[page.slug]) for said in field.sentences],
                "href": reverse("referrals:step", args=[draft.pk, page.slug]),
            }
            for page in STEPS
        ],
        "complete": not wrong,
        "steps": step_list(draft, here="check", wrong=wrong),
        "number": len(STEPS) + 1,
        "total": len(STEPS) + 1,
        "saved": f"{saved_words(draft).split('.')[0]}. Not sent yet.",
    }


def _facts(page: Step, form: forms.Form, draft: Draft) -> Iterable[shapes.Fact]:
    change = reverse("referrals:step", args=[draft.pk, page.slug])
    facts = [
        shapes.Fact(str(field.label), _said(field), "not_recorded", UNANSWERED, change)
        for field in _questions(form)
        if field.name != "do_not_contact" or form["family_contact"].value() == FamilyContact.DO_NOT
    ]
    if page.slug in ("signs", "exploitation"):
        said = [fact for fact in facts if fact.value]
        return said or [shapes.Fact(page.name, "", "not_recorded", UNANSWERED, change)]
    return facts


def _questions(form: forms.Form) -> list[BoundField]:
    return [question(form, name) for name in form.fields]


def _said(field: BoundField) -> str:
    """An answer in words; one that could not be read, as it was typed."""
    typed = field.value()
    if field.errors:
        return " ".join(filter(None, typed)) if isinstance(typed, tuple) else str(typed or "")
    cleaned = field.form.cleaned_data.get(field.name)
    if cleaned in (None, "") or typed in (None, ""):
        return ""
    if isinstance(cleaned, date):
        return spoken_day(cleaned)
    return dict(getattr(field.field, "choices", ())).get(cleaned, str(cleaned))


def mine_page(receipts: Page, unsent: Iterable[Draft]) -> dict[str, Any]:
    """What somebody referred, the newest first, and what they have not sent yet."""
    now = timezone.now()
    return {
        "page": receipts,
        "receipts": [_receipt_row(receipt, now) for receipt in receipts],
        "drafts": [
            shapes.Row(
                called(draft),
                draft.get_absolute_url(),
                meta=f"{_begins(draft)}{saved_words(draft).split('.')[0]}. Kept for seven days.",
                action=shapes.Link("Resume", draft.get_absolute_url(), "2", hidden="writing this concern"),
            )
            for draft in unsent
        ],
    }


def called(draft: Draft) -> str:
    """What its author knows an unsent referral by."""
    return str(draft.answers.get("known_as") or "Concern, no name yet")


def _begins(draft: Draft) -> str:
    """The first words of the concern, so that two drafts without a name can be told apart."""
    words = str(draft.answers.get("concern", "")).strip()
    return f"“{shortened(words, FIRST_WORDS)}” " if words else ""


def _receipt_row(receipt: Receipt, now: Any) -> shapes.Row:
    told = f"Answered {said_when(receipt.told_at, now)}" if receipt.told_at else "No answer yet"
    return shapes.Row(
        f"Referral {receipt.reference}",
        receipt.get_absolute_url(),
        meta=f"Received {said_when(receipt.received_at, now)}. {told}.",
        tag=shapes.Tag("Answered", "leaf", "check") if receipt.told_at else shapes.Tag("Waiting", "", "clock"),
    )


def receipt_page(receipt: Receipt) -> dict[str, Any]:
    """What whoever referred may know of it, and nothing else."""
    return {
        "receipt": receipt,
        "received": long_moment(receipt.received_at),
        "told_at": long_moment(receipt.told_at) if receipt.told_at else "",
        "urgent": receipt.referral.urgency != "standard",
    }
