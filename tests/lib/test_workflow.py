import pytest
from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Light(TextChoices):
    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


LIGHTS = Workflow(
    rule="X1",
    moves={
        Light.RED: frozenset({Light.GREEN, Light.AMBER}),
        Light.AMBER: frozenset({Light.GREEN}),
        Light.GREEN: frozenset(),
    },
)


def test_what_may_follow_is_in_the_order_of_the_process():
    assert LIGHTS.following("red") == [Light.AMBER, Light.GREEN]
    assert LIGHTS.following(Light.GREEN) == []


def test_an_open_move_has_nothing_against_it():
    assert LIGHTS.why_not("red", Light.GREEN) == []


@pytest.mark.parametrize(("current", "target"), [("green", "red"), ("amber", "red"), ("red", "red")])
def test_a_closed_move_says_so_under_its_rule(current: str, target: str):
    (reason,) = LIGHTS.why_not(current, target)

    assert (reason.rule, reason.message) == ("X1", f"What is {current} cannot become {target}.")


def test_the_ends_are_those_that_nothing_follows():
    assert LIGHTS.ends == [Light.GREEN]


def test_a_status_of_another_process_is_a_mistake_of_ours():
    with pytest.raises(StopIteration):
        LIGHTS.following("blue")
