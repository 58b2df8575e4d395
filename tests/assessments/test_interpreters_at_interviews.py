"""Interpreters: from the register, checked for the day, never linked to the child. [Rule S3; procedure 4.5]"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.actions import interviews
from assessments.models import Breach, Interview
from assessments.policies.room import why_not_called
from assessments.workflow.interviews import Purpose, Subject
from tests import builders
from tests.builders_interviews import a_day, an_interpreter, an_interview, held, on_the_list
from tests.cast import Cast
from tests.doors import DONE, answer_to, reasons_against
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.adults import Relationship
from trafficking_cases.directory import actions as directory
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.likeness import Likeness, likeness


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", language="Vietnamese")


def with_interpreter(case: Case, *, explained: str = "", **said: object) -> Interview:
    interview = an_interview(case, language="Vietnamese")
    on_the_list(interview, interpreter=an_interpreter(**said), match_explained=explained)
    return interview


def said_against(interview: Interview) -> str:
    reasons = reasons_against(lambda: interviews.plan(interview, by=builders.somebody("social.worker")))
    assert {reason.rule for reason in reasons} <= {"S3"}
    return " ".join(reason.message for reason in reasons)


def test_another_language_needs_an_interpreter_from_the_register(cast: Cast, case: Case):
    alone = an_interview(case, language="Vietnamese")

    assert "Add an interpreter from the register" in said_against(alone)
    assert said_against(with_interpreter(case)) == ""


def test_planning_it_in_english_is_no_way_round(cast: Cast, case: Case):
    english_child = builders.a_case(worker=cast.social_worker, language="English")

    assert "Add an interpreter" in said_against(an_interview(case, language="English"))
    assert said_against(an_interview(english_child, language="English")) == ""
    uncle = builders.an_adult(case)
    assert said_against(an_interview(case, subject=Subject.ADULTS, adult=uncle, language="English")) == ""


def test_a_first_account_may_go_without(cast: Cast, case: Case):
    interview = an_interview(case, language="Vietnamese", purpose=Purpose.FIRST_ACCOUNT)

    assert said_against(interview) == ""
    held(interview)
    assert not Breach.objects.exists(), "a prompt, not a breach"


@pytest.mark.parametrize(("days", "is_in_date"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("which", ["dbs_until", "approved_until"])
def test_a_check_that_lapsed_the_day_before_is_refused(cast: Cast, case: Case, which: str, days: int, is_in_date: bool):
    day = a_day(an_interview(case))

    said = said_against(with_interpreter(case, **{which: day + timedelta(days=days)}))

    assert (said == "") is is_in_date
    if not is_in_date:
        assert ("DBS check is not in date" in said) is (which == "dbs_until")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    length=st.integers(0, 700),
)
def test_in_date_is_from_the_first_day_to_the_last(day: date, first: date, length: int):
    last = first + timedelta(days=length)
    interpreter = Interpreter(
        languages=["Polish"], approved_from=first, approved_until=last, dbs_checked_on=first, dbs_until=last
    )

    assert (why_not_called(interpreter, day, "Polish") == []) is (first <= day <= last)


def test_another_language_than_theirs_is_refused(cast: Cast, case: Case):
    assert "interpret Vietnamese" in said_against(with_interpreter(case, languages=["Polish"]))


def test_somebody_taken_off_the_register_is_refused(cast: Cast, case: Case):
    interview = an_interview(case, language="Vietnamese")
    gone = an_interpreter()
    on_the_list(interview, interpreter=gone)
    directory.remove(gone, because="Complaint upheld.", by=cast.administrator)

    assert "taken off the register" in said_against(interview)


@pytest.mark.parametrize("name", ["Đức Haverin", "Haverin, Duc", "DUC HAVERIN", "Mr Dúc Hãverin"])
@pytest.mark.parametrize("claimed_as", [Relationship.SPONSOR, Relationship.OTHER])
def test_the_sponsor_under_another_spelling_never_interprets(cast: Cast, case: Case, name: str, claimed_as):
    builders.an_adult(case, name="Duc Haverin", claimed_as=claimed_as)

    assert "never linked to the child" in said_against(with_interpreter(case, name=name, explained="I am sure"))


def test_other_names_and_the_telephone_count(cast: Cast, case: Case):
    builders.an_adult(case, name="Uncle D", other_names="Minh Tarraby; Duc Haverin", reached_through="on 07700 900142")

    assert "never linked" in said_against(with_interpreter(case, name="Tarraby Minh"))
    assert "never linked" in said_against(with_interpreter(case, name="Ann Berry", telephone="+44 7700 900 142"))
    assert said_against(with_interpreter(case, name="Ann Berry", telephone="07700 900143")) == ""


def test_a_likely_match_is_warned_of_and_explained(cast: Cast, case: Case):
    builders.an_adult(case, name="Duc Haverin")

    assert "much like" in said_against(with_interpreter(case, name="Duc Haveryn"))
    assert said_against(with_interpreter(case, name="Duc Haveryn", explained="Seen her badge; a woman of 60.")) == ""


def test_adults_of_another_case_do_not_count(cast: Cast, case: Case):
    builders.an_adult(builders.a_case(worker=cast.social_worker), name="Kim Vuongley")

    assert said_against(with_interpreter(case)) == ""


def test_a_service_gives_the_interpreters_own_number(cast: Cast, case: Case):
    interview = an_interview(case, language="Vietnamese")
    service = an_interpreter(name="The Language Line", kind="service", warranted="Approved and checked.")
    on_the_list(interview, interpreter=service)
    interviews.plan(interview, by=cast.social_worker)

    assert "number of the interpreter" in str(reasons_against(lambda: held(interview)))
    written = held(interview, interpreter_number="VN-20")
    assert written.attendants.get(interpreter=service).interpreter_number == "VN-20"


def test_whoever_interpreted_all_the_same_is_a_breach_and_no_refusal(cast: Cast, case: Case):
    builders.an_adult(case, name="Duc Haverin")
    interview = with_interpreter(case, name="Haverin Duc")

    assert answer_to(lambda: held(interview)) == DONE
    breach = Breach.objects.get()
    assert (breach.rules, breach.interview_id) == (["S3"], interview.pk)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nguyễn Văn Đức", "Duc Nguyen Van", Likeness.CERTAIN),
        ("Nguyễn Văn Đức", "Nguyen Duc", Likeness.LIKELY),
        ("Duc", "Duc", Likeness.LIKELY),
        ("Łukasz Żak", "Lukasz Zak", Likeness.CERTAIN),
        ("Ann Berry", "Bo Clark", Likeness.NONE),
        ("", "Ann", Likeness.NONE),
    ],
)
def test_how_like_two_names_are(one: str, other: str, expected: Likeness):
    assert likeness(one, other) == likeness(other, one) == expected
