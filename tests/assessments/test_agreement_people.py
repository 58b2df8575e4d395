"""Who may be asked to a multi-agency meeting, and who speaks for whom. [Rules M1, M2, M5; procedure 4.6]"""

import pytest

from assessments.actions import agreement as verbs
from assessments.actions import attendance as people
from assessments.actions.agreement_people import say_view
from assessments.models import MultiAgencyMeeting
from tests import builders
from tests import builders_agreement as meetings
from tests.cast import Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from trafficking_cases.children import adults
from trafficking_cases.children.workflow.adults import Ground, Relationship
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def agreement(cast: Cast) -> MultiAgencyMeeting:
    return meetings.a_convened_meeting()


def ask(agreement: MultiAgencyMeeting, cast: Cast, **asked: object):
    return people.ask(agreement.meeting, by=cast.social_worker, **asked)  # type: ignore[arg-type]


def rules(verb) -> list[str]:
    return [reason.rule for reason in reasons_against(verb)]


def test_one_more_is_asked_and_told(cast: Cast, agreement: MultiAgencyMeeting):
    ask(agreement, cast, part=Part.HEALTH, person=cast.health)

    assert meetings.attendance(agreement, Part.HEALTH).agency == cast.health.agency
    assert Notice.objects.filter(recipient=cast.health, link=agreement.get_absolute_url()).count() == 1
    assert MultiAgencyMeeting.objects.visible_to(cast.health).exists()
    assert rules(lambda: ask(agreement, cast, part=Part.HEALTH, person=cast.health)) == ["M1"]


def test_a_purported_adult_is_never_asked(cast: Cast, agreement: MultiAgencyMeeting):
    uncle = builders.an_adult(agreement.case)

    def invite() -> None:
        ask(agreement, cast, part=Part.ADULT, adult=uncle, because="He wants to come.")

    assert rules(invite) == ["M5"]
    adults.verify(uncle, ground=Ground.DOCUMENT_SEEN, by=cast.social_worker)
    uncle.refresh_from_db()
    assert rules(invite) == []


@pytest.mark.parametrize("claimed_as", [Relationship.MOTHER, Relationship.APPROVED_CARER])
def test_a_verified_parent_or_approved_carer_comes_for_the_chairs_reason(
    cast: Cast, agreement: MultiAgencyMeeting, claimed_as: Relationship
):
    adult = builders.an_adult(agreement.case, claimed_as=claimed_as, name="Hoa Nguyen")
    adults.verify(adult, ground=Ground.DOCUMENT_SEEN, by=cast.social_worker)
    adult.refresh_from_db()

    assert rules(lambda: ask(agreement, cast, part=Part.ADULT, adult=adult)) == ["M5"]
    invited = {"part": Part.ADULT, "adult": adult, "because": "The chair wants to hear her."}
    assert answer_to(lambda: ask(agreement, cast, **invited)) == DONE
    assert rules(lambda: ask(agreement, cast, **invited | {"part": Part.OTHER})) == ["M5"]


@pytest.mark.parametrize(
    "name", ["Duc Haverin", "Đức Haverin", "HAVERIN Duc", "Duc Havering", "Mr Duc Haverin", "Duc Van Haverin"]
)
def test_the_uncle_under_another_spelling_is_refused(cast: Cast, agreement: MultiAgencyMeeting, name: str):
    builders.an_adult(agreement.case)

    assert rules(lambda: ask(agreement, cast, part=Part.OTHER, name=name)) == ["M5"]


def test_the_same_name_on_another_case_says_nothing(cast: Cast, agreement: MultiAgencyMeeting):
    builders.an_adult(builders.a_case())

    assert answer_to(lambda: ask(agreement, cast, part=Part.OTHER, name="Duc Haverin")) == DONE


@pytest.mark.parametrize("name", ["Duc Merrin", "Anna Haverin-Lowe", "Wilf Tarnbrook"])
def test_another_name_is_another_person(cast: Cast, agreement: MultiAgencyMeeting, name: str):
    builders.an_adult(agreement.case)

    assert answer_to(lambda: ask(agreement, cast, part=Part.OTHER, name=name)) == DONE


def test_whoever_turns_out_to_be_the_uncle_afterwards_is_not_there(cast: Cast):
    agreement = meetings.a_convened_meeting()
    friend = ask(agreement, cast, part=Part.OTHER, name="Duc Haverin")
    meetings.everybody_there(agreement)
    agreement = meetings.decided(agreement)
    meetings.everybody_agrees(agreement)
    builders.an_adult(agreement.case)

    assert rules(lambda: verbs.conclude(agreement, by=cast.manager)) == ["M5"]
    assert rules(
        lambda: people.mark(friend, presence=Presence.THERE, by=cast.social_worker)
    ) == ["M5"]  # fmt: skip
    people.mark(friend, presence=Presence.NOT_INVITED, because="Is the uncle.", by=cast.social_worker)
    assert rules(lambda: verbs.conclude(agreement, by=cast.manager)) == []


@pytest.mark.parametrize(
    ("part", "who"),
    [(Part.POLICE, "health"), (Part.SOCIAL_WORKER, "education"), (Part.SUPERVISING_MANAGER, "social_worker_2")],
)
def test_nobody_comes_as_one_of_the_three_who_is_not(cast: Cast, agreement: MultiAgencyMeeting, part: Part, who: str):
    verb = lambda: ask(agreement, cast, part=part, person=getattr(cast, who))  # noqa: E731

    assert rules(verb) == ["M1"]


def test_whoever_comes_for_the_police_works_there(cast: Cast, agreement: MultiAgencyMeeting):
    unit = meetings.attendance(agreement, Part.POLICE)

    def comes(**who: object) -> list[str]:
        return rules(lambda: people.mark(unit, presence=Presence.THERE, by=cast.social_worker, **who))

    assert comes() == ["M1"]
    assert comes(person=cast.health) == ["M1"]
    assert comes(name="DC Wren Ashlock") == []
    unit.refresh_from_db()
    assert (unit.name, unit.agency) == ("DC Wren Ashlock", cast.police.agency)


def test_an_agency_says_for_itself_and_for_nobody_else(cast: Cast, agreement: MultiAgencyMeeting):
    meetings.everybody_there(agreement)
    meetings.decided(agreement)
    police, school = (meetings.attendance(agreement, part) for part in (Part.POLICE, Part.REFERRER))

    def says(who, by) -> int:
        return answer_to(lambda: say_view(agreement, who=who, view=View.AGREES, by=by))

    assert (says(police, cast.police), says(school, cast.education)) == (DONE, DONE)
    assert (says(school, cast.police), says(police, cast.education)) == (NOT_YET, NOT_YET)
    assert (says(school, cast.social_worker), says(police, cast.manager)) == (DONE, DONE)
    assert (says(school, cast.health), says(school, cast.administrator)) == (NOT_FOUND, NOT_FOUND)


def test_a_dissent_has_its_reason_and_nobody_agrees_to_nothing(cast: Cast, agreement: MultiAgencyMeeting):
    police = meetings.attendance(agreement, Part.POLICE)

    assert set(rules(lambda: say_view(agreement, who=police, view=View.AGREES, by=cast.police))) == {"M2"}
    meetings.everybody_there(agreement)
    meetings.decided(agreement)
    assert rules(lambda: say_view(agreement, who=police, view=View.DISSENTS, by=cast.police)) == ["M2"]
    say_view(agreement, who=police, view=View.DISSENTS, because="The suspect is not found.", by=cast.police)
    police.refresh_from_db()
    assert (police.view, police.view_by) == ("dissents", cast.police)


def test_somebody_undertakes_something(cast: Cast, agreement: MultiAgencyMeeting):
    today = agreement.meeting.planned_for.date()

    people.undertake(
        agreement.meeting, what="Ask the landlord.", owner=cast.education, due_on=today, by=cast.social_worker
    )

    assert Deadline.objects.get(rule="ACT-01").owner == cast.education
    assert answer_to(
        lambda: people.undertake(agreement.meeting, what="X", owner=cast.health, due_on=today, by=cast.education)
    ) == FORBIDDEN  # fmt: skip


def test_nothing_changes_once_it_is_concluded(cast: Cast):
    agreement = meetings.a_concluded_meeting()
    police = meetings.attendance(agreement, Part.POLICE)

    assert rules(lambda: people.mark(police, presence=Presence.THERE, by=cast.social_worker)) == ["M1"]
    assert rules(lambda: say_view(agreement, who=police, view=View.AGREES, by=cast.police)) == ["M1"]
    assert rules(lambda: meetings.decided(agreement)) == ["M1"]
