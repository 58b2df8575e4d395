"""The placed child of the demonstration: once, in the vault, and open to those who hold the case."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from trafficking_cases.casefile import demonstration, demonstration_placed
from trafficking_cases.people.models import User
from trafficking_cases.placements import actions
from trafficking_cases.placements.models import Placement

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])


def test_one_child_is_placed_and_only_once():
    demonstration.seed(timezone.now())

    assert demonstration_placed.place(timezone.now()) is True
    assert demonstration_placed.place(timezone.now()) is False
    safe = Placement.objects.get(until=None)
    standing = actions.standing_of(safe, by=User.objects.get(username="manager"))
    assert standing.may_look
    assert len(standing.looks) == 3
    assert [given.reason[:6] for given in standing.given] == ["Drives"]


def test_it_belongs_in_a_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("place_demonstration")
