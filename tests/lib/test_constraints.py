import pytest
from django.db import models

from trafficking_cases.lib.constraints import exactly_one, together


def values(one, two, three) -> dict[str, models.Value]:
    known = {"one": one, "two": two, "three": three}
    return {name: models.Value(value, output_field=models.IntegerField()) for name, value in known.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "two", "three", "believed"),
    [(None, None, None, True), (1, 2, 3, True), (1, None, 3, False), (None, None, 3, False)],
)
def test_all_are_known_or_none(one, two, three, believed: bool):
    condition = together("one", "two", "three", name="x").condition

    assert condition.check(values(one, two, three)) == believed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "two", "three", "believed"),
    [(None, None, None, False), (1, None, None, True), (None, None, 3, True), (1, 2, None, False), (1, 2, 3, False)],
)
def test_one_is_known_and_only_one(one, two, three, believed: bool):
    condition = exactly_one("one", "two", "three", name="x").condition

    assert condition.check(values(one, two, three)) == believed
