"""The verbs that take in the whole of a case: giving it to somebody, and handing its summary out."""

import hashlib

from django.db import transaction
from django.utils import timezone

from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.casefile import summary
from trafficking_cases.casefile.models import Export, Purpose
from trafficking_cases.casefile.policies import why_not_export
from trafficking_cases.children import actions as children
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User


@transaction.atomic
def allocate(case: Case, *, worker: User, manager: User, by: User) -> Allocation:
    """Give a case to a social worker, and tell them. [Rule R3; procedure 4.3]"""
    allocation = children.allocate(case, worker=worker, manager=manager, by=by)
    notify(
        worker,
        "case.allocated",
        subject=case,
        link=case.get_absolute_url(),
        key=f"case.allocated:{allocation.pk}:{worker.pk}",
    )
    return allocation


@transaction.atomic
def export_summary(case: Case, *, recipient: str, purpose: Purpose, by: User) -> bytes:
    """Hand the summary of a case out as a PDF, and write down what went to whom. The file itself is not kept.

    [Rule R4; procedure 4.3]
    """
    require(by, Permission.EXPORT_SUMMARY, case)
    recipient, now = plain(recipient).strip(), timezone.now()
    refuse_if(why_not_export(recipient))

    pdf = summary.as_pdf(case, recipient=recipient, purpose=purpose, by=by, now=now)
    export = Export.objects.create(
        case=case,
        at=now,
        by=by,
        purpose=purpose,
        recipient=recipient,
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
    children.note(
        case,
        at=now,
        kind="case.exported",
        sentence=f"A summary was exported. What for: {within_a_sentence(Purpose(purpose).label)}.",
        by=by,
    )
    audit.record("case.exported", export, by=by, purpose=purpose, sha256=export.sha256)
    return pdf
