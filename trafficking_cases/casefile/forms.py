"""What is asked before a case is given to somebody, and before its summary leaves the house."""

from typing import Any

from django import forms

from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode, roles_allowing
from trafficking_cases.casefile.models import Purpose
from trafficking_cases.children.models import Case
from trafficking_cases.people.forms import PersonField, offer
from trafficking_cases.people.models import User, UserQuerySet
from trafficking_cases.web.forms import PlainText, Radios, VerbForm


class AllocateForm(VerbForm):
    """Who holds the case and who answers for them."""

    worker = PersonField(
        label="Which social worker holds the case?",
        queryset=User.objects.none(),
        empty_label="Choose a social worker",
        error_messages={"required": "Choose a social worker"},
    )
    manager = PersonField(
        label="Who supervises?",
        help_text="Signs what they write, and is told when something of theirs is late.",
        queryset=User.objects.none(),
        empty_label="Choose a manager",
        error_messages={"required": "Choose a manager"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managers = User.objects.holding(*roles_allowing(Permission.ALLOCATE_CASE))
        offer(self, "worker", social_workers_of(case))
        offer(self, "manager", managers.filter(agency=case.authority_id))


def social_workers_of(case: Case) -> UserQuerySet:
    """The people who may hold a case."""
    return User.objects.holding(RoleCode.SOCIAL_WORKER).filter(agency=case.authority_id)


class ExportForm(VerbForm):
    """Whom a summary is for, and what for."""

    recipient = PlainText(
        label="Whom is the summary for?",
        help_text="A person and where they work. It stands on every page, across the text.",
        max_length=120,
        error_messages={"required": "Say whom the summary is for"},
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=Purpose.choices,
        widget=Radios(),
        error_messages={"required": "Say what the summary is for"},
    )
