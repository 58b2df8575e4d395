"""Who is asked to a meeting and came, whichever process calls it; and who never is. [Rules M1, M5; procedure 4.6]"""

import pytest

from assessments.actions import attendance
from assessments.models import StrategyDiscussion
from tests import builders
from tests import builders_strategy as enquiry
from tests.cast import Cast
from tests.doors import reasons_against
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import adults
from trafficking_cases.children.workflow.adults import Relationship
from trafficking_cases.lib.errors import Refused
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def discussion(cast: Cast) -> StrategyDiscussion:
    return enquiry.a_planned_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))


def ask(discussion: StrategyDiscussion, cast: Cast, **asked: object):
    return attendance.ask(discussion.meeting, by=cast.social_worker, **asked)  # type: ignore[arg-type]


def against(verb) -> list[tuple[str, str]]:
    return [(reason.rule, reason.message) for reason in reasons_against(verb)]


def test_whoever_is_asked_is_told_and_reads_it(cast: Cast, discussion: StrategyDiscussion):
    other = enquiry.a_planned_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))

    ask(discussion, cast, part=Part.EDUCATION, person=cast.education)

    assert set(StrategyDiscussion.objects.visible_to(cast.education)) == {discussion}
    assert Notice.objects.get(kind="meeting.invited", recipient=cast.education).link == discussion.get_absolute_url()
    assert other.meeting.attendances.filter(person=cast.education).count() == 0
    assert Event.objects.filter(name="meeting.asked", case_id=discussion.case_id).exists()


def test_somebody_without_an_account_is_asked_by_name(cast: Cast, discussion: StrategyDiscussion):
    asked = ask(discussion, cast, part=Part.OTHER, name="Ines Farrow, housing", agency=cast.council)

    assert (asked.name, asked.person, asked.agency) == ("Ines Farrow, housing", None, cast.council)
    assert ask(discussion, cast, part=Part.OTHER, agency=cast.voluntary.agency).name == "Lanternhouse Youth Project"
    assert [rule for rule, _ in against(lambda: ask(discussion, cast, part=Part.OTHER, name=" "))] == ["M1"]


def test_nobody_is_asked_twice(cast: Cast, discussion: StrategyDiscussion):
    ((rule, words),) = against(lambda: ask(discussion, cast, part=Part.OTHER, person=cast.health))

    assert (rule, "on the list already" in words) == ("M1", True)


@pytest.mark.parametrize("claimed_as", list(Relationship))
@pytest.mark.parametrize("verified", [False, True])
def test_a_purported_parent_sponsor_or_carer_is_never_asked(
    cast: Cast, discussion: StrategyDiscussion, claimed_as: Relationship, verified: bool
):
    adult = builders.an_adult(discussion.case, claimed_as=claimed_as)
    if verified:
        adult = adults.verify(adult, ground="document_seen", by=cast.manager)

    found = against(lambda: ask(discussion, cast, part=Part.ADULT, adult=adult, because="She trusts her aunt."))

    assert {rule for rule, _ in found} == ({"M5"} if adult.is_purported else set())
    assert discussion.meeting.attendances.filter(adult=adult).exists() is not adult.is_purported


def test_a_verified_adult_comes_only_for_the_chairs_reason_and_only_to_their_own_child(
    cast: Cast, discussion: StrategyDiscussion
):
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    theirs, elsewhere = builders.an_adult(discussion.case), builders.an_adult(other)
    adults.verify(theirs, ground="document_seen", by=cast.manager)
    theirs.refresh_from_db()

    for adult in (None, elsewhere):
        found = against(lambda adult=adult: ask(discussion, cast, part=Part.ADULT, adult=adult, because="Why."))
        assert [rule for rule, _ in found] == ["M5"]
    assert "Write the reason" in against(lambda: ask(discussion, cast, part=Part.ADULT, adult=theirs))[0][1]


def test_an_adult_who_is_doubted_later_is_not_recorded_as_taking_part(cast: Cast, discussion: StrategyDiscussion):
    adult = builders.an_adult(discussion.case)
    adults.verify(adult, ground="document_seen", by=cast.manager)
    adult.refresh_from_db()
    asked = ask(discussion, cast, part=Part.ADULT, adult=adult, because="She trusts him.")
    adults.doubt(adult, reason="Another name on the passport.", by=cast.manager)

    found = against(lambda: attendance.mark(asked, presence=Presence.THERE, by=cast.social_worker))

    assert [rule for rule, _ in found] == ["M5"]


def test_for_a_unit_it_is_recorded_who_came(cast: Cast, discussion: StrategyDiscussion):
    unit = discussion.meeting.attendances.get(part=Part.POLICE)
    ((rule, words),) = against(lambda: attendance.mark(unit, presence=Presence.THERE, by=cast.social_worker))
    assert (rule, "Say who came" in words) == ("M1", True)

    attendance.mark(unit, presence=Presence.THERE, person=cast.police, by=cast.social_worker)

    unit.refresh_from_db()
    assert (unit.name, unit.person, unit.presence) == ("Jo Penhallick", cast.police, Presence.THERE)


def test_nobody_comes_in_the_name_of_another(cast: Cast, discussion: StrategyDiscussion):
    nurse = discussion.meeting.attendances.get(part=Part.HEALTH)
    unit = discussion.meeting.attendances.get(part=Part.POLICE)

    instead = against(
        lambda: attendance.mark(nurse, presence=Presence.THERE, person=cast.education, by=cast.social_worker)
    )
    twice = against(lambda: attendance.mark(unit, presence=Presence.THERE, person=cast.health, by=cast.social_worker))

    assert [rule for rule, _ in instead + twice] == ["M1", "M1"]


def test_leaving_somebody_out_needs_a_reason(cast: Cast, discussion: StrategyDiscussion):
    nurse = discussion.meeting.attendances.get(part=Part.HEALTH)

    found = against(lambda: attendance.mark(nurse, presence=Presence.NOT_INVITED, by=cast.social_worker))
    assert [rule for rule, _ in found] == ["M1"]
    attendance.mark(nurse, presence=Presence.NOT_INVITED, because="She knows the family.", by=cast.social_worker)

    assert not StrategyDiscussion.objects.visible_to(cast.health).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_the_same_person_at_once_ask_them_once(cast: Cast):
    discussion = enquiry.a_planned_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))

    results = at_once(*(lambda: ask(discussion, cast, part=Part.EDUCATION, person=cast.education) for _ in range(2)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert discussion.meeting.attendances.filter(person=cast.education).count() == 1
