"""Every status stands in its workflow, and every workflow comes to an end."""

from types import ModuleType

import pytest
from django.db.models import TextChoices

from tests.architecture.source import our_models, workflows
from trafficking_cases.lib.workflow import Workflow

WORKFLOWS = workflows()
# What is known of somebody is never known for good: no status is the last, and none is a trap.
NEVER_OVER = {"trafficking_cases/children/workflow/adults.py", "trafficking_cases/children/workflow/claims.py"}
# An edit opens it again: the signed version stands, and the next one can be signed.
GOES_ON = {"assessments/workflow/assessment.py"}
# A yes or no, so that no table of moves is needed.
TWO_VALUED = {("watched", "settled"), ("planned", "taken", "dropped")}
each_workflow = pytest.mark.parametrize("place", WORKFLOWS)


def parts(place: str) -> tuple[type[TextChoices], Workflow]:
    found: ModuleType = WORKFLOWS[place]
    return found.Status, found.WORKFLOW


def reached_from(workflow: Workflow, start: TextChoices) -> set[TextChoices]:
    reached, waiting = {start}, [start]
    while waiting:
        new = set(workflow.moves[waiting.pop()]) - reached
        reached |= new
        waiting += new
    return reached


def test_there_are_some():
    assert "referrals/workflow.py" in WORKFLOWS


@each_workflow
def test_every_status_is_in_its_table(place: str):
    status, workflow = parts(place)

    assert set(workflow.moves) == set(status)
    assert set().union(*workflow.moves.values()) <= set(status)


@each_workflow
def test_every_status_can_be_reached_and_comes_to_an_end(place: str):
    status, workflow = parts(place)
    first = next(iter(status))

    assert reached_from(workflow, first) == set(status)
    if place in NEVER_OVER | GOES_ON:
        assert not workflow.ends
    else:
        assert all(reached_from(workflow, each) & set(workflow.ends) for each in status)


@each_workflow
def test_every_process_says_what_it_is_for(place: str):
    assert WORKFLOWS[place].__doc__


def test_every_status_of_a_table_is_one_of_a_workflow():
    known = [{value for value, _ in parts(place)[0].choices} for place in WORKFLOWS]
    known += [set(values) for values in TWO_VALUED]
    strange = [
        model._meta.label
        for model in our_models()
        for field in model._meta.local_fields
        if field.name == "status" and {value for value, _ in field.flatchoices} not in known
    ]

    assert strange == []


def test_a_status_has_one_name():
    """A column that is a status by another name would have no workflow."""
    others = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.local_fields
        if field.name.endswith(("_status", "_state")) or field.name in ("state", "stage", "phase")
    ]

    assert others == []
