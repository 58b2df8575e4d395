"""Keeping an assessment word for word as a manager signed it. [Rule A1; procedure 4.4]"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from assessments.models import Assessment, SignedVersion
from assessments.workflow.assessment import Part
from trafficking_cases.people.models import User


def words_of(assessment: Assessment) -> dict[str, Any]:
    """Everything that a signature stands under, by the names of the columns."""
    return {
        **{part.value: getattr(assessment, part.value) for part in Part},
        "category": assessment.category,
        "not_seen_because": assessment.not_seen_because,
        "without_photograph": assessment.without_photograph,
        "without_copies": assessment.without_copies,
        "written_by": assessment.completed_by.full_name if assessment.completed_by else "",
        "needs": [
            {
                "section": need.section,
                "arises": need.arises,
                "answer": need.answer,
                "action": need.action,
                "owner": need.owner.full_name,
                "due_on": need.due_on.isoformat() if need.due_on else None,
            }
            for need in assessment.needs.select_related("owner").order_by("section")
        ],
    }


def keep_version(assessment: Assessment, *, by: User, at: datetime) -> SignedVersion:
    """The text as it is now, with the sum that shows whether anybody changed it since."""
    words = words_of(assessment)
    spelt = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return SignedVersion.objects.create(
        assessment=assessment,
        version=assessment.version,
        text=words,
        sha256=sha256(spelt.encode()).hexdigest(),
        signed_at=at,
        signed_by=by,
    )
