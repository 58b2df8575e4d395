"""Whatever is done in whatever order, nothing is concluded with something missing. [Rules M1, M2, M3, M4]"""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.actions import agreement as verbs
from assessments.actions import attendance as people
from assessments.actions.agreement_people import say_view
from assessments.models import MultiAgencyMeeting
from assessments.workflow.agreement import REQUIRED
from tests import builders_agreement as meetings
from tests.cast import Cast
from tests.doors import answer_to
from tests.drawn import a_situation, examples
from trafficking_cases.children.models.holds import Hold
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import Part, Presence, View

PARTS = st.sampled_from([*REQUIRED, Part.REFERRER])
ANSWERS = st.sampled_from(["", "yes", "no", "not_known"])
WORDS = st.sampled_from(["", "It was talked about."])
DONE = st.one_of(
    st.tuples(st.just("mark"), PARTS, st.sampled_from([Presence.THERE, Presence.THERE, Presence.APOLOGIES])),
    st.tuples(st.just("say"), PARTS, st.sampled_from([View.AGREES, View.AGREES, View.DISSENTS])),
    st.tuples(
        st.just("decide"),
        st.fixed_dictionaries(
            {
                "of_the_family": ANSWERS,
                "relative_here": ANSWERS,
                "moving_considered": WORDS,
                "advice_considered": WORDS,
                "conference": st.sampled_from(["", "hold", "not_needed"]),
                "conference_reasons": WORDS,
                "plan": WORDS,
            }
        ),
    ),
    st.tuples(st.just("everything"), st.just("")),
    st.tuples(st.just("conclude"), st.sampled_from(["", "It was weighed."])),
)


def carry_out(step: tuple[Any, ...], agreement: MultiAgencyMeeting, cast: Cast) -> None:
    """Try one verb, whatever the rules say to it."""
    if step[0] == "mark":
        who = meetings.attendance(agreement, step[1])
        came = cast.police if step[1] == Part.POLICE and who.person_id is None else None
        answer_to(lambda: people.mark(who, presence=step[2], person=came, by=cast.social_worker))
    elif step[0] == "say":
        who = meetings.attendance(agreement, step[1])
        answer_to(lambda: say_view(agreement, who=who, view=step[2], because="So.", by=cast.social_worker))
    elif step[0] == "decide":
        answer_to(lambda: meetings.decided(agreement, **step[1]))
    elif step[0] == "everything":
        answer_to(lambda: everything(agreement))
    else:
        answer_to(lambda: verbs.conclude(agreement, dissent_weighed=step[1], by=cast.manager))


def everything(agreement: MultiAgencyMeeting) -> None:
    meetings.everybody_there(agreement)
    meetings.decided(agreement)
    meetings.everybody_agrees(agreement)


def is_whole(agreement: MultiAgencyMeeting) -> bool:
    """Said once more in the plainest words, apart from the policies."""
    there = list(Attendance.objects.filter(meeting=agreement.meeting_id, presence=Presence.THERE))
    silent = {one.agency_id for one in there} - {one.agency_id for one in there if one.view != View.RESERVED}
    facts = {agreement.of_the_family, agreement.relative_here}
    answered = bool(agreement.moving_considered and agreement.advice_considered)
    return (
        set(REQUIRED) <= {one.part for one in there}
        and not silent
        and bool(agreement.conference and agreement.conference_reasons and agreement.plan)
        and "" not in facts
        and ("yes" in facts or answered)
    )


def test_nothing_is_concluded_with_something_missing(cast: Cast):
    # From a meeting at which everything was said, so that few steps lead to each way of missing something.
    waiting = meetings.a_meeting_to_conclude()

    @examples(30)
    @given(st.lists(DONE, max_size=4))
    def tried(steps: list[tuple[Any, ...]]) -> None:
        with a_situation():
            for step in [*steps, ("conclude", "It was weighed.")]:
                carry_out(step, waiting, cast)
            agreement = MultiAgencyMeeting.objects.get(pk=waiting.pk)
            held = Hold.objects.in_force().filter(case=agreement.case).exists()
            if agreement.is_open:
                assert held
                return
            assert is_whole(agreement)
            decisive = Attendance.objects.filter(meeting=agreement.meeting_id, part__in=REQUIRED, presence="there")
            against = decisive.filter(view=View.DISSENTS).exists()
            assert (agreement.outcome, held) == (("not_agreed", True) if against else ("agreed", False))

    tried()
