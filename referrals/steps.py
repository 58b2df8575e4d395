"""The pages of a referral in their order, and reading what was typed on them."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict

from referrals import forms as questions
from referrals.drafts import Answers, Typed
from referrals.models import Draft

LONGEST_KEPT = 100_000


@dataclass(frozen=True)
class Step:
    """One page: its place in the path, its name in the list, its questions, and the guidance beside it."""

    slug: str
    name: str
    form: type[forms.Form]
    lede: str = ""
    needed: bool = False


STEPS = (
    Step("danger", "Danger now", questions.DangerForm, needed=True),
    Step("concern", "Your concern", questions.ConcernForm, needed=True),
    Step(
        "contact",
        "Safe contact",
        questions.ContactForm,
        "Ringing the wrong number can put a child in danger, or warn whoever controls them.",
        needed=True,
    ),
    Step("child", "What you know of the child", questions.ChildForm, "All of it may be left empty."),
    Step("adults", "Adults and others", questions.AdultsForm),
    Step(
        "exploitation",
        "What it may be",
        questions.ExploitationForm,
        "Suspicion is enough; nobody expects proof. Leave a line empty where it does not arise. "
        "The next page has room to say what something else is.",
    ),
    Step(
        "signs",
        "Signs you have seen",
        questions.SignsForm,
        "A guide, not a test: no number of signs decides anything by itself.",
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}


def following(step: Step) -> Step | None:
    """The page after this one; None where only the check is left."""
    place = STEPS.index(step)
    return STEPS[place + 1] if place + 1 < len(STEPS) else None


def typed_on(step: Step, posted: QueryDict) -> Typed:
    """What was typed on a page, by the names of its boxes and no others, each cut at a length nobody reaches."""
    names = _boxes(step.form())
    return {name: _one_or_many(values) for name, values in posted.lists() if name in names and values is not None}


def _one_or_many(values: list[str]) -> str | list[str]:
    cut = [value[:LONGEST_KEPT].replace("\x00", "") for value in values]
    return cut[0] if len(cut) == 1 else cut[:50]


def _boxes(form: forms.Form) -> set[str]:
    boxes = set(form.fields)
    for name, field in form.fields.items():
        boxes |= {f"{name}_{box}" for box, *_ in getattr(field.widget, "boxes", ())}
    return boxes


def as_posted(typed: Typed) -> QueryDict:
    """Kept answers in the shape in which a browser would send them."""
    posted = QueryDict(mutable=True)
    for name, value in typed.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return posted


def shown(step: Step, typed: Typed) -> forms.Form:
    """A page's questions with what was typed so far, without finding fault yet."""
    posted, form = as_posted(typed), step.form()
    form.initial = {
        name: field.widget.value_from_datadict(posted, {}, name)
        for name, field in form.fields.items()
        if not field.widget.value_omitted_from_data(posted, {}, name)
    }
    return form


def checked(draft: Draft) -> dict[str, forms.Form]:
    """Every page's questions with the kept answers, each tried."""
    posted = as_posted(draft.answers)
    forms_by_step = {step.slug: step.form(posted) for step in STEPS}
    for form in forms_by_step.values():
        form.full_clean()
    return forms_by_step


def answers_of(tried: dict[str, forms.Form]) -> Answers | None:
    """All answers as the referral takes them; None while one is missing or impossible."""
    if any(form.errors for form in tried.values()):
        return None
    cleaned: dict[str, Any] = {}
    for form in tried.values():
        cleaned |= form.cleaned_data
    return gathered(cleaned)


def gathered(cleaned: dict[str, Any]) -> Answers:
    """Signs and forms of exploitation under their codes; every other answer under its own name."""
    answers = {name: value for name, value in cleaned.items() if not name.startswith(("sign_", "exploitation_"))}
    coded = {"signs": _coded("sign_", cleaned), "exploitation": _coded("exploitation_", cleaned)}
    # The forms of STEPS ask exactly what Answers holds; they know it by name only.
    return cast(Answers, answers | coded)


def _coded(prefix: str, cleaned: dict[str, Any]) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in cleaned.items() if name.startswith(prefix) and value}
