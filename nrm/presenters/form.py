"""The pages on which an NRM referral is written and checked, ready for their templates."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from nrm import answers as kept
from nrm.actions.sealing import why_not_now
from nrm.form import route
from nrm.form.definition import AGE, Page, option_lists
from nrm.models import Answer, NrmReferral
from nrm.policies.drafts import why_not_the_child_path
from nrm.prefill.known import Suggestion
from nrm.presenters.answers import Reading, differs, panels, source_of
from trafficking_cases.lib.errors import Reason
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Link, Row, Step, Way

LEFT = "Saved. The draft is kept for 28 days after it was last saved."
CHECK = "Check and sign"


def step_page(nrm: NrmReferral, page: Page, user: User, now: datetime, *, form: VerbForm) -> dict[str, Any]:
    """One page of questions, with what the case says of them and where the page stands among the others."""
    rows = kept.rows_of(nrm)
    answers, says = kept.values(rows), kept.the_case_says(nrm, user, now=now)
    _say_sources(form, page, rows)
    typed_route = route.typed_route(answers)
    refusal = refusal_on(page, answers)
    return {
        "nrm": nrm,
        "case": nrm.case,
        "page": page,
        "section": route.section_of(page),
        "form": form,
        "answers": answers,
        "steps": step_list(nrm, answers, here=page),
        "number": typed_route.index(page) + 1 if page in typed_route else 1,
        "total": len(typed_route) + 1,
        "is_off_route": page not in typed_route,
        "lists": {field.list_id: field.listed for field in page.fields if field.list_name},
        "take_over": _to_take_over(page, rows, says),
        "refusal": refusal,
        "ways": [Way("Hand it to a first responder", reverse("nrm:hand_on", args=[nrm.pk]))] if refusal else [],
        "saved": saved_words(nrm),
        "version": kept.version_of(page, rows),
    }


def refusal_on(page: Page, answers: Mapping[str, str]) -> list[Reason]:
    """Why the child path ends on this page, if it is the page that asks for the age."""
    return why_not_the_child_path(answers) if any(field.name == AGE for field in page.fields) else []


def _say_sources(form: VerbForm, page: Page, rows: Mapping[str, Answer]) -> None:
    """Each question says in its hint where its answer came from."""
    for field in page.fields:
        if field.name in form.fields and (words := source_of(rows.get(field.name))):
            form.fields[field.name].help_text = f"{field.hint} {words}".strip()


def _to_take_over(page: Page, rows: Mapping[str, Answer], says: Mapping[str, Suggestion]) -> list[Way]:
    """What the case says and the page does not, each with a button that puts it in."""
    found = ((field, differs(field, rows.get(field.name), says.get(field.name))) for field in page.fields)
    return [Way(field.label, name="take", value=field.name, note=said) for field, said in found if said]


def saved_words(nrm: NrmReferral) -> str:
    """When it was last saved, as the line by the buttons says it."""
    saved_at = timezone.localtime(nrm.saved_at)
    day = "" if saved_at.date() == timezone.localdate() else f"{saved_at:%A} "
    return f"Saved {day}{saved_at:%H:%M}. You can close this page."


def saved(nrm: NrmReferral, page: Page) -> dict[str, Any]:
    """What the browser is told after it saved by itself."""
    now = timezone.localtime()
    return {"saved_at": f"{now:%H:%M}", "version": kept.version_of(page, kept.rows_of(nrm))}


def saved_elsewhere(nrm: NrmReferral, page: Page) -> dict[str, str]:
    """What the browser is told when another window was first."""
    names = {field.name for field in page.fields}
    last = nrm.answers.filter(field__in=names).select_related("set_by").order_by("-set_at").first()
    return {
        "who": last.set_by.full_name if last else "Somebody",
        "saved_at": f"{timezone.localtime(last.set_at if last else nrm.saved_at):%H:%M}",
        "href": reverse("nrm:step", args=[nrm.pk, page.slug]),
    }


def step_list(nrm: NrmReferral, answers: Mapping[str, str], *, here: Page | None) -> list[Step]:
    """The headings of the form in their order, each leading to its first page on the route; then the check."""
    against = kept.checked(answers).against
    steps: dict[str, Step] = {}
    for page in route.typed_route(answers):
        section = route.section_of(page)
        is_here = here is not None and section == route.section_of(here)
        state = _state(is_here, any(field.name in against for each in section.pages for field in each.fields))
        address = reverse("nrm:step", args=[nrm.pk, page.slug])
        steps.setdefault(section.title, Step(section.title, state, address, False))
    check = Step(CHECK, "later" if here else "now", reverse("nrm:check", args=[nrm.pk]), here is None)
    return [*steps.values(), check]


def _state(is_here: bool, is_unfinished: bool) -> str:
    if is_here:
        return "now"
    return "later" if is_unfinished else "done"


def check_page(nrm: NrmReferral, user: User, now: datetime) -> dict[str, Any]:
    """Everything written, heading by heading, with what stands against it and what can be done next."""
    rows = kept.rows_of(nrm)
    answers = kept.values(rows)
    checked = kept.checked(answers)
    says = kept.the_case_says(nrm, user, now=now)
    reasons = why_not_now(nrm, answers, by=user, now=now)
    return {
        "nrm": nrm,
        "case": nrm.case,
        "panels": panels(Reading(nrm, rows, checked, says, may_write=True)),
        "reasons": [_against(nrm, reason) for reason in reasons],
        "may_seal": not reasons,
        "waits_for": reasons[0].message if reasons else "",
        "missing": len(checked.missing),
        "refused": len(checked.refused),
        "filled": sum(1 for row in rows.values() if row.value and row.source == "case"),
        "aside": len(route.kept_aside(answers)),
        "steps": step_list(nrm, answers, here=None),
        "number": len(route.typed_route(answers)) + 1,
        "total": len(route.typed_route(answers)) + 1,
        "first": reverse("nrm:step", args=[nrm.pk, _first(answers, checked.against).slug]),
        "saved": saved_words(nrm),
    }


def _first(answers: Mapping[str, str], against: Mapping[str, str]) -> Page:
    """The first page with something still to do; the first of all where there is none."""
    typed = route.typed_route(answers)
    return next((page for page in typed if any(field.name in against for field in page.fields)), typed[0])


def _against(nrm: NrmReferral, reason: Reason) -> Row:
    ways = {
        "N5": Link("Hand it on", reverse("nrm:hand_on", args=[nrm.pk]), hidden="to a first responder"),
        "N6": Link("Start it", reverse("nrm:safeguard", args=[nrm.pk]), hidden="the safeguarding referral"),
    }
    return Row(reason.message, rules=[reason.rule], action=ways.get(reason.rule))


def lists_at_sealing() -> dict[str, list[str]]:
    """The two long lists of the page on which a referral is sealed."""
    return {f"list-{name}": option_lists()[name] for name in ("uk_towns_and_cities", "uk_regions")}
