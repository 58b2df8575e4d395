"""Why an interview cannot be planned with somebody present, and the ways on from there. [Rules A1, S2, S3]"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from assessments.models import Interview
from assessments.policies.interviews import why_not_plan
from assessments.policies.room import Standing
from assessments.presenters.room import adult_meta
from assessments.workflow.interviews import Status
from trafficking_cases.children.models import Adult
from trafficking_cases.children.workflow.adults import Status as Known
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import day_and_time, spoken_day
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.lib.working_days import day_in_london
from trafficking_cases.web.shapes import Link, Way


def refusal_of(
    interview: Interview,
    barred: Sequence[Standing],
    reasons: Sequence[Reason],
    adults: Sequence[Adult],
    *,
    manager: str,
) -> dict[str, Any]:
    """The parts of the refusal: what cannot be done, the rules, why, what to do instead, and the road to the truth."""
    names = [one.attendant.name for one in barred]
    refused = f"This interview cannot be planned with {' and '.join(names)} present" if names else "Not yet planned"
    return {
        "refusal": reasons,
        "refused": refused if names else "This interview cannot be planned yet",
        "why": " ".join(filter(None, map(_why, barred))),
        "ways": [*_take_off(interview, barred, adults), *_others(interview, barred, reasons)],
        "happened": _happened(interview, barred, manager) if barred else None,
    }


def waits_for(checked: Sequence[Standing], reasons: Sequence[Reason]) -> str:
    """What the button waits for, in short: who is to come off the list, and what else is missing."""
    barred = [one for one in checked if not one.may_be_there]
    theirs = {reason for one in barred for reason in one.reasons}
    off = [f"{one.attendant.name} off the list ({', '.join(_rules_of(one))})" for one in barred]
    return "; ".join([*off, *(str(reason) for reason in reasons if reason not in theirs)])


def _rules_of(one: Standing) -> list[str]:
    return list(dict.fromkeys(reason.rule for reason in one.reasons))


def _why(one: Standing) -> str:
    """The fact in this record that sets it off, since when."""
    adult = one.is_adult
    if adult is None:
        return ""
    since = spoken_day(day_in_london(adult.checked_at or adult.added_at))
    said = f"recorded as {within_a_sentence(adult_meta(adult, ''))}, since {since}"
    if one.attendant.adult_id is None:
        return f"{one.attendant.name} has the name or the number of an adult who is {said}."
    danger = "They may be complicit, or a victim themselves. " if adult.is_purported else ""
    freely = "A child cannot speak freely in front of them. Procedure 2, 4.4 and 4.5."
    return f"{one.attendant.name} is {said}. {danger}{freely}"


def _take_off(interview: Interview, barred: Sequence[Standing], adults: Sequence[Adult]) -> list[Way]:
    """In one press: off the list, and planned, where nothing else stands against it."""
    if not barred or interview.status != Status.DRAFT:
        return []
    them = barred[0].attendant.name if len(barred) == 1 else "them"
    if why_not_plan(interview, adults, without=[one.attendant for one in barred]):
        first = barred[0].attendant
        return [Way(f"Take {first.name} off the list", name="attendant", value=str(first.pk), form="take-off")]
    everybody = ",".join(str(one.attendant.pk) for one in barred)
    when = f"{day_and_time(interview.planned_for)} still holds"
    return [Way(f"Take {them} off the list and plan it", name="without", value=everybody, form="plan", note=when)]


def _others(interview: Interview, barred: Sequence[Standing], reasons: Sequence[Reason]) -> list[Way]:
    add_at = reverse("assessments:add_person", args=[interview.pk])
    ways = []
    for one in barred:
        adult = one.is_adult
        if adult and not one.attendant.interpreter:
            ways.append(Way("Bring somebody safe instead", f"{add_at}?who=colleague"))
            start = reverse("assessments:start_interview", args=[interview.case_id])
            ways.append(Way(f"Plan a separate interview with {one.attendant.name}", f"{start}?adult={adult.pk}"))
            if adult.status != Known.VERIFIED and not adult.is_of_concern:
                ways.append(Way("Record how the relationship was verified", adult.get_absolute_url(), note="if it was"))
    if any(reason.rule == "S3" for reason in reasons):
        ways.append(Way("Add an interpreter from the register", f"{add_at}?who=interpreter"))
        ways.append(Way("Look at the register of interpreters", reverse("directory:interpreters")))
    elif not barred:
        ways.append(Way("Add a person", add_at))
    return ways


def _happened(interview: Interview, barred: Sequence[Standing], manager: str) -> Link:
    adult = next((one.is_adult for one in barred if one.is_adult), None)
    told = f"{manager} is told" if manager else "The supervising manager is told"
    said = f"Then write it down as it was. It is recorded as a breach: {told}, and the account is marked as possibly"
    at = reverse("assessments:record_breach", args=[interview.pk])
    return Link(f"{said} contaminated.", f"{at}?adult={adult.pk}" if adult else at)
