"""Choosing one of our people on a form."""

from django import forms

from trafficking_cases.people.models import User, UserQuerySet


class PersonField(forms.ModelChoiceField):
    """One of our people, by name and what they do."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.full_name}, {obj.job_title}"


def offer(form: forms.Form, question: str, people: UserQuerySet) -> None:
    """Let a question of a form be answered with these people and no others."""
    field = form.fields[question]
    if not isinstance(field, PersonField):
        raise TypeError(f"{type(form).__name__}.{question} does not ask for a person")
    field.queryset = people
