"""Reading the answers of a referral, and knowing whether somebody changed them meanwhile."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from nrm.form import checks, route
from nrm.form.definition import Page
from nrm.models import Answer, NrmReferral
from nrm.prefill.known import Known, Suggestion, gather
from nrm.prefill.sources import suggestions
from trafficking_cases.people.models import User


def rows_of(nrm: NrmReferral) -> dict[str, Answer]:
    """Every answer that is kept, by its question, those off the route too."""
    return {answer.field: answer for answer in nrm.answers.all()}


def values(rows: Mapping[str, Answer]) -> dict[str, str]:
    """The answers alone, as the route and the checks take them."""
    return {name: row.value for name, row in rows.items()}


def answers_of(nrm: NrmReferral) -> dict[str, str]:
    """The answers of a referral alone."""
    return values(rows_of(nrm))


def checked(answers: Mapping[str, str]) -> checks.Checked:
    """What stands against the answers today."""
    return checks.checked(answers, today=timezone.localdate())


def as_read(answers: Mapping[str, str]) -> str:
    """What stands on the check page, as one short value that changes with any answer on the route."""
    told = json.dumps(route.sent(answers), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def version_of(page: Page, rows: Mapping[str, Answer]) -> str:
    """When an answer of this page was last changed, so that two windows notice each other."""
    return _version(rows[field.name].set_at for field in page.fields if field.name in rows)


def _version(moments: Iterable[datetime]) -> str:
    latest = max(moments, default=None)
    return f"{latest:%Y%m%d%H%M%S%f}" if latest else "0"


def known_to(nrm: NrmReferral, writer: User, *, now: datetime) -> Known:
    """What the case knows, as far as the writer may know it."""
    signs = writer.agency.is_first_responder(timezone.localdate(now))
    return gather(nrm.case, reference=nrm.reference, writer=writer, signs=signs, now=now)


def the_case_says(nrm: NrmReferral, writer: User, *, now: datetime) -> dict[str, Suggestion]:
    """What the case has for each question today."""
    return suggestions(known_to(nrm, writer, now=now))


def has_safeguarding_referral(nrm: NrmReferral) -> bool:
    """Whether children's services were told of the child, beside the NRM. [Rule N6; procedure 4.3]"""
    return nrm.safeguarding_referral_id is not None or nrm.case.referrals.exists()
