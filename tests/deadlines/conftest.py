import pytest

from tests.front_doors import FrontDoor, front_door


@pytest.fixture
def north(db) -> FrontDoor:
    return front_door("north")


@pytest.fixture
def south(db) -> FrontDoor:
    return front_door("south")
