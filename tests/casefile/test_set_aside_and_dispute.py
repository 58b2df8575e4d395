"""The pages on which a claim is set aside, and a birth disputed later. [Rules C1, C2; procedure 2, 3, 4.2]"""

from datetime import date

import pytest

from tests.builders import a_case
from tests.builders_identity import a_birth, a_claim
from tests.casefile.test_identity import at, page_of, shown
from tests.cast import Cast
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Kind


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh Tram")


def test_a_language_is_set_aside_and_offered_again(client, cast: Cast, case: Case):
    language = a_claim(case, "Kurdish", kind=Kind.LANGUAGE)
    assert at(language, "set_aside") in shown(client, cast.social_worker, page_of(case))

    response = client.post(at(language, "set_aside"), {"reason": "She hardly speaks it."})

    assert (response.status_code, response.url) == (302, page_of(case))
    page = shown(client, cast.social_worker, page_of(case))
    assert "She hardly speaks it." in page
    assert at(language, "set_aside") not in page
    assert at(language, "work_with") in page


def test_a_birth_disputed_later_says_so_and_a_second_time_is_refused(client, cast: Cast, case: Case):
    birth = a_birth(case, date(2000, 1, 1))
    assert at(birth, "dispute") in shown(client, cast.social_worker, page_of(case))

    response = client.post(at(birth, "dispute"), {"reason": "The school: she looks 15."})
    again = client.post(at(birth, "dispute"), {"reason": "The Police"})

    assert (response.status_code, response.url) == (302, page_of(case))
    assert again.status_code == 409
    assert "disputed already" in again.content.decode()
    page = shown(client, cast.manager, page_of(case))
    assert "Age disputed: treated as a child" in page
    assert "The school: she looks 15." in page
    assert at(birth, "dispute") not in page
