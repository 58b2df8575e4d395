"""What happened that the rules forbid, in words that accuse nobody. [Rules S2, S3, A1]"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from assessments.breach_wording import CONTAMINATED, breach_said
from assessments.interview_notices import supervising
from assessments.models import Breach, Interview
from assessments.policies.attendance import process_of
from assessments.policies.breaches import rules_breached
from assessments.workflow.interviews import Part, WhenThere
from trafficking_cases.children import frame
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.lib.moments import short_moment
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm
from trafficking_cases.web.shapes import Row, Tag

BREACH = Tag("Breach", "brick", "alert")


def breaches_of(case: Case, user: User, interview: Interview | None = None) -> QuerySet[Breach]:
    """Those of a case, or of one interview, that somebody may read."""
    rows = Breach.objects.visible_to(user).filter(case=case)
    rows = rows.filter(interview=interview) if interview else rows
    return rows.select_related("adult", "interview", "recorded_by")


def breach_row(breach: Breach, now: datetime) -> Row:
    """One breach on a line, without a name."""
    return Row(
        breach_said(breach),
        href=breach.get_absolute_url(),
        tag=BREACH,
        meta=short_moment(breach.at, now),
        rules=breach.rules,
    )


def breach_page(
    about: Interview | Meeting | Case, form: VerbForm, user: User, now: datetime, *, adult: Adult | None
) -> dict[str, Any]:
    """The page of 'Record what happened': what it will stand as, and how it will read."""
    interview = about if isinstance(about, Interview) else None
    meeting = about if isinstance(about, Meeting) else None
    case = about if isinstance(about, Case) else about.case
    part = form["part"].value() or "" if "part" in form.fields else ""
    when_there = form["when_there"].value() or ""
    rules = rules_breached(about, part=part if part in Part.values else "", adult=adult, interpreter=None)
    known = when_there if when_there in WhenThere.values else ""
    preview = Breach(
        case=case, interview=interview, meeting=meeting, adult=adult, rules=rules, when_there=known, at=now
    )
    back = process_of(meeting).get_absolute_url() if meeting else interviews_of(case)
    back = interview.get_absolute_url() if interview else back
    page = frame.verb_page(
        case,
        form,
        user,
        question="Record what happened",
        button="Record the breach",
        back=back,
        back_to="the interview" if interview else "the meeting" if meeting else "interviews and visits",
        lede="The rules bind plans, not the truth. Write it as it was; nobody can refuse this record.",
        refused="Say who was there",
    )
    return page | {
        "rules": rules,
        "managers": ", ".join(manager.full_name for manager in supervising(case, now)) or "The supervising manager",
        "entry_when": short_moment(now, now),
        "entry_said": breach_said(preview),
        "entry_more": CONTAMINATED if interview else "",
        "has_account": interview is not None,
    }


def interviews_of(case: Case) -> str:
    """Where the interviews and visits of a case stand, and what happened at them."""
    return reverse("assessments:interviews", args=[case.pk])


def adult_in(form: VerbForm, case: Case) -> Adult | None:
    """The adult whom the form names so far, for the preview."""
    chosen = str(form["adult"].value() or "")
    return next((adult for adult in Adult.objects.filter(case=case) if str(adult.pk) == chosen), None)
