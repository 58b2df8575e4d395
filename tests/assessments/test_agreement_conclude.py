"""A meeting is concluded when everybody was there and everything was said and decided.

[Rules M1, M2, M3, M4; procedure 4.6]
"""

import pytest
from django.db import IntegrityError, transaction

from assessments.actions import agreement as verbs
from assessments.actions import attendance as people
from assessments.models import MultiAgencyMeeting
from tests import builders_agreement as meetings
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models.holds import Hold
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.working_days import add_working_days, day_in_london
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.notifications.models import Notice

THREE = (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE)


def against(agreement: MultiAgencyMeeting, cast: Cast, *, weighed: str = "") -> list[str]:
    found = reasons_against(lambda: verbs.conclude(agreement, dissent_weighed=weighed, by=cast.manager))
    return [reason.rule for reason in found]


def test_with_agreement_the_case_goes_on(cast: Cast):
    other, agreement = meetings.a_meeting_to_conclude(), meetings.a_meeting_to_conclude()

    verbs.conclude(agreement, by=cast.manager)

    agreement.refresh_from_db()
    assert (agreement.status, agreement.outcome) == ("concluded", "agreed")
    assert [hold.case for hold in Hold.objects.in_force()] == [other.case]
    assert Deadline.objects.get(rule="S47-03", case=agreement.case).status == "met"
    assert Deadline.objects.get(rule="S47-03", case=other.case).status == "running"
    assert Event.objects.get(name="agreement.concluded").codes["outcome"] == "agreed"
    line = agreement.case.chronology.get(kind="agreement.concluded")
    assert line.sentence == "The multi-agency meeting agreed. A child protection conference is held."


def test_a_conference_starts_its_clock_at_the_strategy_discussion(cast: Cast):
    agreement, none = meetings.a_meeting_to_conclude(), meetings.a_meeting_to_conclude(conference="not_needed")

    verbs.conclude(agreement, by=cast.manager)
    verbs.conclude(none, by=cast.manager)

    clock = Deadline.objects.get(rule="ICP-01")
    began = agreement.enquiry.strategy.decided_at
    assert (clock.case, clock.started_at) == (agreement.case, began)
    assert day_in_london(clock.due_at) == add_working_days(day_in_london(began), 15).counted[-1]


def test_everybody_who_was_there_is_told(cast: Cast):
    agreement = meetings.a_meeting_to_conclude()

    verbs.conclude(agreement, by=cast.manager)

    told = set(Notice.objects.filter(kind="agreement.concluded").values_list("recipient__username", flat=True))
    assert told == {"social.worker", "police", "education"}


@pytest.mark.parametrize("part", THREE)
def test_without_one_of_the_three_it_is_refused(cast: Cast, part: Part):
    agreement = meetings.a_meeting_to_conclude()
    people.mark(meetings.attendance(agreement, part), presence=Presence.APOLOGIES, by=cast.social_worker)

    assert "M1" in against(agreement, cast)


def test_a_referrer_nobody_accounts_for_is_refused_and_a_reason_lets_it_pass(cast: Cast):
    agreement = meetings.a_meeting_to_conclude()
    referrer = meetings.attendance(agreement, Part.REFERRER)

    people.mark(referrer, presence=Presence.INVITED, by=cast.social_worker)
    assert against(agreement, cast) == ["M1"]
    people.mark(referrer, presence=Presence.NOT_INVITED, because="A governor is related.",
                by=cast.social_worker)  # fmt: skip
    assert against(agreement, cast) == []


def test_an_agency_that_has_not_said_is_waited_for(cast: Cast):
    agreement = meetings.a_convened_meeting()
    meetings.everybody_there(agreement)
    meetings.decided(agreement)

    assert set(against(agreement, cast)) == {"M2"}
    meetings.everybody_agrees(agreement)
    assert against(agreement, cast) == []


@pytest.mark.parametrize("missing", ["conference", "conference_reasons", "plan"])
def test_what_is_not_decided_is_refused(cast: Cast, missing: str):
    agreement = meetings.a_meeting_to_conclude()
    meetings.decided(agreement, **{missing: ""})

    assert "M3" in against(agreement, cast)


@pytest.mark.parametrize(
    ("of_the_family", "relative_here", "is_asked"),
    [
        ("no", "no", True),
        ("no", "not_known", True),
        ("not_known", "no", True),
        ("not_known", "not_known", True),
        ("no", "yes", False),
        ("yes", "no", False),
        ("yes", "yes", False),
    ],
)
def test_m4_is_asked_when_neither_is_a_yes(cast: Cast, of_the_family: str, relative_here: str, is_asked: bool):
    facts = {"of_the_family": of_the_family, "relative_here": relative_here}
    agreement = meetings.a_meeting_to_conclude(**facts)

    assert against(agreement, cast) == (["M4", "M4"] if is_asked else [])
    if is_asked:
        meetings.decided(agreement, **facts, moving_considered="She moves.", advice_considered="Asked for.")
        meetings.everybody_agrees(agreement)
        assert against(agreement, cast) == []


@pytest.mark.parametrize("fact", ["of_the_family", "relative_here"])
def test_a_fact_of_m4_without_an_answer_is_refused(cast: Cast, fact: str):
    agreement = meetings.a_meeting_to_conclude(**{fact: ""})

    assert against(agreement, cast) == ["M4"]


@pytest.mark.parametrize("part", THREE)
def test_without_the_police_or_social_care_there_is_no_agreement(cast: Cast, part: Part):
    agreement = meetings.a_meeting_to_conclude(dissent_of=(part,))

    assert against(agreement, cast) == ["M2"]
    verbs.conclude(agreement, dissent_weighed="They cannot be brought together.", by=cast.manager)

    agreement.refresh_from_db()
    further = MultiAgencyMeeting.objects.get(enquiry=agreement.enquiry, round=2)
    assert (agreement.outcome, further.status) == ("not_agreed", "to_convene")
    assert Hold.objects.in_force().filter(case=agreement.case).exists()
    assert Deadline.objects.get(rule="S47-03").status == "running"
    assert not Deadline.objects.filter(rule="ICP-01").exists()


def test_a_further_meeting_can_agree(cast: Cast):
    agreement = meetings.a_concluded_meeting(dissent_of=(Part.POLICE,))
    further = meetings.convened(MultiAgencyMeeting.objects.get(enquiry=agreement.enquiry, round=2))
    meetings.everybody_there(further)
    meetings.decided(further)
    meetings.everybody_agrees(further)

    verbs.conclude(further, by=cast.manager)

    assert not Hold.objects.in_force().exists()
    assert Deadline.objects.get(rule="S47-03").status == "met"
    agreement.refresh_from_db()
    assert agreement.outcome == "not_agreed"


def test_another_agencys_dissent_stands_and_is_answered_and_gives_no_veto(cast: Cast):
    agreement = meetings.a_meeting_to_conclude(dissent_of=(Part.REFERRER,))

    assert against(agreement, cast) == ["M2"]
    verbs.conclude(agreement, dissent_weighed="School is told before each visit.", by=cast.manager)

    agreement.refresh_from_db()
    standing = meetings.attendance(agreement, Part.REFERRER)
    assert (agreement.outcome, agreement.dissent_weighed) == ("agreed", "School is told before each visit.")
    assert (standing.view, standing.view_because) == ("dissents", "The child is safe where she is.")


def test_what_was_said_of_another_proposal_no_longer_counts(cast: Cast):
    agreement = meetings.a_meeting_to_conclude()

    meetings.decided(agreement, wishes="She would rather live with her aunt.")
    assert agreement.meeting.attendances.filter(view=View.AGREES).count() == 4
    meetings.decided(agreement, conference="not_needed")

    assert set(against(agreement, cast)) == {"M2"}
    assert not agreement.meeting.attendances.exclude(view=View.RESERVED).exists()


def test_who_may_conclude(cast: Cast):
    agreement = meetings.a_meeting_to_conclude()
    expected = {"manager": DONE, "social_worker": FORBIDDEN, "police": FORBIDDEN, "education": FORBIDDEN}

    for who in each_of(cast):
        answer = answer_to(lambda: verbs.conclude(agreement, by=getattr(cast, who)))
        assert answer == expected.get(who, NOT_FOUND)


def test_a_chair_who_is_not_on_the_case_concludes(cast: Cast):
    agreement = meetings.a_meeting_to_conclude(chair=cast.manager_2)

    assert answer_to(lambda: verbs.conclude(agreement, by=cast.manager_2)) == DONE
    assert answer_to(lambda: verbs.conclude(agreement, by=cast.service_manager)) == NOT_FOUND


def test_concluding_twice_is_refused(cast: Cast):
    agreement = meetings.a_concluded_meeting()

    assert against(agreement, cast) == ["M1"]


def test_the_database_keeps_a_conclusion_with_its_decision(cast: Cast):
    agreement = meetings.a_convened_meeting()

    for unfinished in ({"status": "concluded"}, {"outcome": "agreed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MultiAgencyMeeting.objects.filter(pk=agreement.pk).update(**unfinished)
