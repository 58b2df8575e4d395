"""Law enforcement is for the Police; the others record the help they gave. [Rule M6; procedure 4.6]"""

import pytest

from assessments.actions import attendance as people
from assessments.actions import minutes
from tests import builders_agreement as meetings
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.meetings.workflow import Part
from trafficking_cases.people.models import User


def test_only_the_police_record_what_they_decided(cast: Cast):
    agreement, other = meetings.a_convened_meeting(), meetings.a_convened_meeting()
    expected = {"police": DONE} | dict.fromkeys(["social_worker", "manager", "education"], FORBIDDEN)

    for who in each_of(cast):
        answer = answer_to(
            lambda: minutes.record_enforcement(agreement, decision="A warrant is sought.", by=getattr(cast, who))
        )
        assert answer == expected.get(who, NOT_FOUND)
        assert agreement.enforcement.count() == Event.objects.filter(name="enforcement.recorded").count()
        assert agreement.enforcement.count() == (who == "police")
        assert not other.enforcement.exists()


def test_the_role_alone_does_not_make_somebody_the_police(cast: Cast):
    """An account of another agency that was given the role, and the relation, by mistake."""
    agreement = meetings.a_convened_meeting()
    cast.health.roles_held.create(code=RoleCode.POLICE, from_on="2026-01-01", given_by=cast.administrator)
    grants.give(agreement.case, to=cast.health, relation=Relation.POLICE, reason="A mistake", by=cast.manager)
    mistaken = User.objects.get(pk=cast.health.pk)

    found = reasons_against(lambda: minutes.record_enforcement(agreement, decision="Arrest him.", by=mistaken))

    assert [reason.rule for reason in found] == ["M6"]
    assert not agreement.enforcement.exists()


def test_an_officer_who_is_only_invited_records_it(cast: Cast):
    agreement = meetings.a_convened_meeting()
    people.ask(agreement.meeting, part=Part.POLICE, person=cast.police, by=cast.social_worker)
    for grant in agreement.case.grants.filter(relation=Relation.POLICE):
        grants.end(grant, reason="Ended", by=cast.manager)

    assert answer_to(lambda: minutes.record_enforcement(agreement, decision="Charged.", by=cast.police)) == DONE


@pytest.mark.parametrize("who", ["social_worker", "education", "police"])
def test_whoever_takes_part_records_the_help_they_gave(cast: Cast, who: str):
    agreement = meetings.a_convened_meeting()

    minutes.record_help(agreement, what="Gave the registers.", by=getattr(cast, who))

    assert agreement.help_given.get().by == getattr(cast, who)
    assert answer_to(lambda: minutes.record_help(agreement, what="X", by=cast.health)) == NOT_FOUND


def test_nothing_is_recorded_of_a_meeting_that_is_not_convened_nor_without_words(cast: Cast):
    waiting, convened = meetings.a_meeting_to_convene(), meetings.a_convened_meeting()

    for verb in (
        lambda: minutes.record_enforcement(waiting, decision="Charged.", by=cast.police),
        lambda: minutes.record_enforcement(convened, decision=" ", by=cast.police),
        lambda: minutes.record_help(waiting, what="Registers.", by=cast.manager),
        lambda: minutes.record_help(convened, what=" ", by=cast.manager),
    ):
        assert [reason.rule for reason in reasons_against(verb)] == ["M6"]
