"""The sealed copy: the answers in the form's order, as JSON and as a tagged PDF. [Rule N7; procedure 4.3]"""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone

from nrm.form import route
from nrm.form.checks import day_of
from nrm.form.definition import CONSENT, NOT_SENT, Field, fields, pages
from nrm.models import NrmReferral
from trafficking_cases.lib.moments import long_moment, spoken_day
from trafficking_cases.web.pdf import render_pdf
from trafficking_cases.web.shapes import Fact

CONSENT_SAID = "Not asked: for a child no consent is needed. The form sets it to yes."
RECIPIENT = "the Home Office"


def said(field: Field, value: str) -> str:
    """An answer in the words of the form's own list; a date as it is spoken."""
    if field.name == CONSENT:
        return CONSENT_SAID
    if field.kind == "date" and (day := day_of(value)):
        return spoken_day(day)
    return "Yes" if field.kind == "checkbox" else dict(field.choices).get(value, value)


def content_of(nrm: NrmReferral, answers: Mapping[str, str], *, now: datetime) -> dict[str, Any]:
    """Everything that is on the route, in the form's order, each with its page, its code and its words."""
    return {
        "reference": nrm.reference,
        "form_version": nrm.form_version,
        "sealed_at": now.isoformat(),
        "answers": [
            {
                "page": fields()[name].page,
                "field": name,
                "value": value,
                "label": said(fields()[name], value),
                "sent": name not in NOT_SENT,
            }
            for name, value in route.sent(answers).items()
        ],
    }


def by_page(content: Mapping[str, Any]) -> list[tuple[str, str, list[Fact]]]:
    """The answers page by page: the page's address at the Home Office, its name here, and its questions."""
    names = {page.slug: page for page in pages() if page.fields}
    return [
        (
            names[slug].path,
            names[slug].name,
            [Fact(fields()[row["field"]].label or names[slug].name, row["label"]) for row in rows],
        )
        for slug, rows in groupby(content["answers"], key=lambda row: row["page"])
    ]


def as_pdf(nrm: NrmReferral, content: Mapping[str, Any], *, now: datetime) -> bytes:
    """The sealed copy as a tagged PDF, in the form's order, named by a reference alone."""
    signer = nrm.sealed_by
    context = {
        "product_name": settings.PRODUCT_NAME,
        "kind": "NRM referral, sealed copy",
        "marking": "Official-sensitive",
        "reference": nrm.reference,
        "recipient": RECIPIENT,
        "made_on": timezone.localdate(now),
        "head": [
            Fact("Our reference", nrm.reference),
            Fact("Case", nrm.case.reference),
            Fact("Signed by", f"{signer.full_name}, {signer.job_title}, {signer.agency.name}" if signer else ""),
            Fact("Signed", long_moment(now)),
            Fact("Form of", nrm.form_version),
        ],
        "pages": by_page(content),
    }
    return render_pdf("pdf/nrm_referral.html", context, title=f"NRM referral {nrm.reference}")
