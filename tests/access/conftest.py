"""Cases that people are given relations to, and that walls are put round."""

import pytest

from tests import builders
from tests.cast import Cast
from trafficking_cases.children.models import Case


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case that one social worker and one manager have a relation to, and nobody else."""
    return builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)


@pytest.fixture
def other_case(cast: Cast) -> Case:
    """The second of two: whatever happens to the first leaves it as it is."""
    return builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
