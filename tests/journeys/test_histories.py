"""Whatever is done in whatever order and by whomever, no required step is skipped and no history ends stuck.

Two kinds of walk. The tables of what may follow what are walked thousands of times without a database: that says that
no path through a table leaves out what must come first, and that each comes to an end. The real actions are tried on
one case, forty histories of them as Hypothesis draws them: in each, what must be true is worked out once more in
the plainest words after every verb, protection is tried in every state, and at the end the usual people take the case
from wherever it stands to signed minutes and a duty that is met. The missing report is not built yet: there is no
verb for it to be blocked. [Rules R6, S1, S4, A1, M1, M2, N1, N7; procedure 4.3-4.6]
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.db import transaction
from django.db.models import TextChoices
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assessments.models import MultiAgencyMeeting
from assessments.workflow import agreement, assessment, enquiry, interviews, strategy
from nrm.workflow import duties, reviews
from nrm.workflow import referrals as national
from nrm.workflow.decisions import CG_NEGATIVE, CG_POSITIVE, RG_POSITIVE, SUSPENDED, may_follow
from referrals import workflow as referrals
from tests import builders
from tests.builders_enquiry import another_manager
from tests.cast import Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from tests.drawn import a_situation, examples
from tests.journeys import verbs
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import Exemption, Hold
from trafficking_cases.meetings.models import Attendance

# The tables, without a database ---------------------------------------------------------------------------------------

TABLES = {
    "referral": referrals,
    "strategy discussion": strategy,
    "interview": interviews,
    "enquiry": enquiry,
    "assessment": assessment,
    "multi-agency meeting": agreement,
    "duty to notify": duties,
    "NRM referral": national,
    "Police review": reviews,
}
# Before this comes that, on every path.
FIRST: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "referral": {"decided": ("received", "awaiting_signature")},
    "strategy discussion": {"recorded": ("planned", "held")},
    "interview": {"held": ("draft",)},
    "enquiry": {"authorised": ("under_way", "completed")},
    "assessment": {"signed": ("writing", "completed")},
    "multi-agency meeting": {"signed": ("to_convene", "convened", "concluded")},
    "duty to notify": {"met": ("open",), "not_arising": ("open",)},
    "NRM referral": {"acknowledged": ("draft", "sealed", "sent"), "sent": ("sealed",), "closed": ("acknowledged",)},
    "Police review": {"decided": ("to_decide",)},
}
PATHS, LONGEST = 1_000, 60


def a_path(module: Any, chance: random.Random) -> list[TextChoices]:
    """One way through a table, from where its process begins until nothing follows or it has gone on for long."""
    path = [next(iter(module.Status))]
    while len(path) < LONGEST and (after := module.WORKFLOW.following(path[-1])):
        path.append(chance.choice(after))
    return path


@pytest.mark.parametrize("process", TABLES)
def test_no_path_through_a_table_skips_a_step_or_ends_stuck(process: str):
    module = TABLES[process]
    chance, reached = random.Random(f"{process} 4471"), set()  # the same paths in every run

    for _ in range(PATHS):
        path = a_path(module, chance)
        reached |= set(path)
        for last, before in FIRST[process].items():
            if last in path:
                until = path[: path.index(last)]
                assert [status for status in until if status in before][: len(before)] == list(before), path
        if len(path) < LONGEST:
            assert path[-1] in module.WORKFLOW.ends

    assert reached == set(module.Status)


def test_no_path_through_the_decisions_comes_to_conclusive_grounds_without_reasonable_ones():
    chance = random.Random("decisions 4471")

    for _ in range(PATHS):
        path: list[Any] = []
        while len(path) < LONGEST and (after := sorted(may_follow(path))):
            path.append(chance.choice(after))
        conclusive = [path.index(step) for step in (CG_POSITIVE, CG_NEGATIVE) if step in path]
        assert not conclusive or RG_POSITIVE in path[: min(conclusive)], path
        assert len(path) == LONGEST or path[-1] != SUSPENDED, path


# The real actions, on one case ----------------------------------------------------------------------------------------

STRANGERS = ("social.worker.2", "health", "education", "police", "manager", "service.manager", "administrator", "carer")
ANSWERS = {DONE, FORBIDDEN, NOT_FOUND, NOT_YET}
# By the book, or in some other way, or nearly.
HOW = st.sampled_from(["", "", "", "few", "against"])
WHO = st.one_of(st.just(""), st.just(""), st.sampled_from(STRANGERS))
ANY = st.tuples(st.sampled_from(list(verbs.VERBS)), WHO, HOW)
STRATEGY = (verbs.convene_strategy, verbs.come_to_strategy, verbs.hold_strategy, verbs.sign_strategy, verbs.sweep)
SEEING = (verbs.start_interview, verbs.plan_interview, verbs.hold_interview)
ENQUIRY = (verbs.write_enquiry, verbs.complete_enquiry)
AGENCIES = (
    verbs.convene_agencies,
    verbs.come_to_meeting,
    verbs.decide_at_meeting,
    verbs.say_views,
    verbs.conclude_meeting,
)
# Some verbs in the order of the procedure, so that a history comes far enough for the later rules to bite.
BOOK = [*STRATEGY, *SEEING, *ENQUIRY, *AGENCIES, verbs.sign_minutes]
BY_THE_BOOK = st.integers(0, len(BOOK)).map(lambda far: [(verb, "", "") for verb in BOOK[:far]])
Tried = tuple[verbs.Verb, str, str]


def planned_rows(case: Case) -> set[Any]:
    return set(case.onward_steps.values_list("pk", flat=True))


def is_held(case: Case) -> bool:
    """In the plainest words, not asking the hold: a completed enquiry has no agreed meeting."""
    agreed = MultiAgencyMeeting.objects.filter(outcome="agreed").values("enquiry")
    return case.section_47_enquiries.exclude(status="under_way").exclude(pk__in=agreed).exists()


def may_plan(case: Case, how: str) -> bool:
    """Whether the step that a verb plans may be planned, from what was exempted."""
    return not is_held(case) or Exemption.objects.filter(hold__case=case, step=verbs.a_step(how)).exists()


def carry_out(step: Tried, case: Case, cast: Cast) -> None:
    """Try one verb as somebody; whatever the rules say is an answer, and what was not open did not happen."""
    verb, who, how = step
    by = builders.somebody(who or verbs.VERBS[verb])
    open_to_plan, before = may_plan(case, how), planned_rows(case)

    answer = answer_to(lambda: verb(case, by, how))

    assert answer in ANSWERS
    assert open_to_plan or planned_rows(case) == before
    assert verb is not verbs.protect or who or answer == DONE


def what_must_be_true(case: Case) -> None:
    """What no history may break, said without the policies."""
    for one in case.section_47_enquiries.select_related("strategy"):
        assert one.strategy.status == "recorded"
        assert one.strategy.enquiry in ("joint", "single")
        seen = case.interviews.filter(status="held", subject="child", child_seen=True, child_spoken_with=True)
        assert one.status == "under_way" or one.not_seen_because or seen.exists()
        assert one.status != "authorised" or one.signed_by_id != one.completed_by_id
    for one in case.multi_agency_meetings.select_related("enquiry"):
        assert one.status == "to_convene" or one.enquiry.status != "under_way"
        if one.status in ("concluded", "signed"):
            there = Attendance.objects.filter(meeting=one.meeting_id, presence="there").values_list("part", flat=True)
            assert {"social_worker", "supervising_manager", "police"} <= set(there)
    assert Hold.objects.in_force().filter(case=case).exists() == is_held(case)
    for one in case.assessments.all():
        assert one.status == "writing"  # nothing was written in it, whoever tried to complete it
    what_must_be_true_of_the_nrm(case)


def what_must_be_true_of_the_nrm(case: Case) -> None:
    with_the_home_office = case.nrm_referrals.filter(sent_at__isnull=False)
    assert not case.duties.filter(status="met").exists() or with_the_home_office.exists()
    for form in with_the_home_office:
        assert form.is_elsewhere or (form.sealed_at is not None and form.sealed_copy)
        assert form.status in ("sent", "acknowledged", "closed")
    for form in case.nrm_referrals.filter(sent_at=None):
        assert form.status in ("draft", "sealed", "discarded")
        assert not form.home_office_reference


def protection_is_open(case: Case) -> None:
    """A child is protected at once, whatever stands on the case; then that is undone."""
    with transaction.atomic():
        verbs.protect(case, builders.somebody("social.worker"), "")
        transaction.set_rollback(True)


def go_on(case: Case, *steps: verbs.Verb) -> None:
    for verb in steps:
        answer_to(lambda verb=verb: verb(case, builders.somebody(verbs.VERBS[verb]), ""))  # type: ignore[misc]


def finish(case: Case) -> None:
    """The usual people take the case on from wherever it stands, as far as it goes."""
    if not case.section_47_enquiries.exists():
        go_on(case, verbs.come_to_strategy, verbs.hold_strategy, verbs.sign_strategy, verbs.sweep)
    if not case.section_47_enquiries.exists():
        go_on(case, *STRATEGY)
    if case.section_47_enquiries.filter(status="under_way").exists():
        go_on(case, *SEEING, *ENQUIRY)
    go_on(case, verbs.sign_enquiry)
    stands_in = another_manager(case)
    answer_to(lambda: verbs.sign_enquiry(case, stands_in, ""))  # what the manager completed, another one signs
    go_on(case, *AGENCIES[1:], *AGENCIES, verbs.sign_minutes)
    if case.duties.filter(status="open").exists():
        go_on(case, verbs.made_elsewhere)
    go_on(case, verbs.record_sent, verbs.record_reference, verbs.decide_of_police)


def what_is_left(case: Case) -> list[str]:
    """What still waits for somebody at the end."""
    left = [f"enquiry {one.status}" for one in case.section_47_enquiries.exclude(status="authorised")]
    left += [
        f"meeting {one.status}" for one in case.multi_agency_meetings.filter(status__in=("to_convene", "convened"))
    ]
    left += ["duty"] if case.duties.filter(status="open").exists() else []
    left += ["held"] if Hold.objects.in_force().filter(case=case).exists() else []
    return left if case.section_47_enquiries.exists() else ["no enquiry"]


def walk(steps: Sequence[Tried], case: Case, cast: Cast) -> None:
    for step in steps:
        carry_out(step, case, cast)
        what_must_be_true(case)
        protection_is_open(case)


@pytest.mark.usefixtures("cast")
def test_whatever_is_done_on_a_case_no_step_is_skipped_and_it_never_ends_stuck(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)

    @settings(examples(40), phases=[Phase.generate])  # without shrinking: a history that fails is short enough
    @given(BY_THE_BOOK, st.lists(ANY, max_size=12))
    def tried(first: list[Tried], steps: list[Tried]) -> None:
        with a_situation():
            for verb, _, how in first:
                answer_to(lambda verb=verb, how=how: verb(case, builders.somebody(verbs.VERBS[verb]), how))  # type: ignore[misc]
            walk(steps, case, cast)
            finish(case)
            what_must_be_true(case)
            assert what_is_left(case) == [], [(verb.__name__, who, how) for verb, who, how in first + steps]

    tried()


def test_the_book_alone_leads_to_signed_minutes_and_the_form_to_the_home_office(cast: Cast):
    """What makes the walks worth something: by the book, every step of them is done and none is refused."""
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    nrm = [verbs.suspect_exploitation, verbs.sweep, verbs.start_nrm, verbs.write_nrm, verbs.seal_nrm, verbs.record_sent]
    police = [verbs.record_reference, verbs.ask_of_police, verbs.answer_police, verbs.decide_of_police]

    answers = {
        verb.__name__: reasons_against(lambda verb=verb: verb(case, builders.somebody(verbs.VERBS[verb]), ""))  # type: ignore[misc]
        for verb in [*BOOK[:-1], verbs.sign_enquiry, verbs.sign_minutes, verbs.plan_onward, *nrm, *police]
    }

    assert {name: said for name, said in answers.items() if said} == {}
    what_must_be_true(case)
