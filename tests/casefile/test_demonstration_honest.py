"""The demonstration is believable: its days are its own, what is late says why, and nobody real is named in it."""

import re
from datetime import timedelta
from itertools import chain

import pytest
from django.apps import apps
from django.db.models import DateTimeField
from django.utils import timezone

from assessments.models import Assessment
from assessments.workflow.assessment import Status as AssessmentStatus
from nrm.form.definition import option_lists
from referrals.models import Draft
from tests.casefile.test_demonstration import case_of, everything_said, seeded, seeded_once
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Mail, Notice
from trafficking_cases.people.models import User

__all__ = ["seeded", "seeded_once"]
pytestmark = [
    pytest.mark.xdist_group("demonstration"),
    pytest.mark.timeout(300),
    pytest.mark.usefixtures("seeded"),
]

LISTS_OF_ORGANISATIONS = ("first_responder_organisations", "local_authorities", "police_forces")
A_COUNCIL_OR_A_FORCE = re.compile(r"\b(?:[A-Z]\w+ )+(?:Council|Police|Constabulary)\b")
# When the machine itself did something, and what is being typed.
ITS_OWN = {Event, User, Mail, Draft}
# When a line was written, what the clock finds in the first minute, and the letter that came today.
OF_TODAY = {
    "AuthorityDecision.recorded_at",
    "ChronologyEntry.at",
    "ChronologyEntry.recorded_at",
    "Deadline.late_explained_at",
    "Notice.created_at",
}


def test_assessments_are_in_every_state_and_one_signature_lapsed():
    lapsed = Assessment.objects.get(case=case_of("Dorin Codreanova"))

    assert set(Assessment.objects.values_list("status", flat=True)) == set(AssessmentStatus)
    assert (lapsed.status, lapsed.signed_versions.count()) == ("writing", 1)


def test_what_is_late_is_little_and_says_why():
    late = Deadline.objects.running().filter(due_at__lt=timezone.now())

    assert 1 <= late.count() <= 6
    assert [deadline.rule for deadline in late if not deadline.late_reason] == []


def test_what_happened_on_other_days_does_not_carry_the_moment_of_the_making():
    made_at = Event.objects.order_by("at").values_list("at", flat=True)[0] - timedelta(seconds=1)
    now = timezone.now()
    found = {
        f"{model.__name__}.{column.name}"
        for model in apps.get_models()
        # What the vault holds is asked only as somebody; its rows come from verbs that stand in the others.
        if model not in ITS_OWN and model._meta.app_label != "whereabouts"
        for column in model._meta.concrete_fields
        if isinstance(column, DateTimeField)
        and model._base_manager.filter(**{f"{column.name}__range": (made_at, now)}).exists()
    }

    assert found <= OF_TODAY


def test_notices_of_days_that_are_over_have_been_read():
    yesterday = timezone.now() - timedelta(days=2)

    assert Notice.objects.filter(created_at__lt=yesterday).count() > 50
    assert not Notice.objects.filter(created_at__lt=yesterday, read_at=None).exists()


def test_no_real_organisation_is_named():
    said = " ".join(everything_said())
    real = set(chain.from_iterable(option_lists()[name] for name in LISTS_OF_ORGANISATIONS))

    assert sorted(name for name in real if name in said) == []
    assert set(A_COUNCIL_OR_A_FORCE.findall(said)) <= {
        "Fenmarch County Council",
        "Harrowmere County Council",
        "Fenmarch Police",
        "The Police",
    }
