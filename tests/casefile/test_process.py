"""The whole process of a case as a picture: read from the workflows, the same wide, tall and in words.

[Rule K4; procedure appendix 1]
"""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from assessments.workflow import agreement, assessment, enquiry, strategy
from nrm.workflow import duties, reviews
from nrm.workflow import referrals as national
from referrals.workflow import Status as ReferralStatus
from tests.builders import a_case, a_share
from tests.builders_agreement import a_meeting_to_convene
from tests.builders_nrm_duties import a_duty, a_sent_nrm
from tests.cast import Cast
from trafficking_cases.casefile.presenters.process import process_page
from trafficking_cases.casefile.process.picture import Mark
from trafficking_cases.casefile.process.reading import READ_AS, read
from trafficking_cases.casefile.process.steps import SAID, Phase, State, Step, Strand
from trafficking_cases.children.models import Case

READ = (
    ReferralStatus,
    strategy.Status,
    enquiry.Status,
    agreement.Status,
    assessment.Status,
    duties.Status,
    national.Status,
    reviews.Status,
)


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def at(case: Case) -> str:
    return reverse("casefile:process", args=[case.pk])


def shown(client, user, case: Case) -> str:
    client.force_login(user)
    response = client.get(at(case))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("status", READ, ids=lambda status: status.__module__)
def test_every_status_of_every_process_is_read_in_the_picture(status):
    assert set(READ_AS[status]) == set(status)
    assert all(isinstance(read(one), State) for one in status)


def test_the_picture_reads_no_process_that_this_test_does_not_name():
    assert set(READ_AS) == set(READ)


def test_each_state_has_a_shape_and_a_word_of_its_own():
    """In grey, and read aloud, they still differ."""
    drawn = {
        state: render_to_string(
            "casefile/_mark.html", {"mark": Mark(Step(Strand.NRM, Phase.PLAN, "x", state), 9, 9), "r": 14}
        )
        for state in State
    }
    shapes = {state: re.sub(r'class="[^"]*"', "", markup) for state, markup in drawn.items()}

    assert len(set(shapes.values())) == len(State)
    assert len(set(SAID.values())) == len(State)


def test_wide_and_tall_and_words_say_the_same_steps(cast: Cast, case: Case):
    a_meeting_to_convene(case)
    a_sent_nrm(case)

    page = process_page(case, cast.manager, timezone.now())

    steps = sorted((step.name, step.said) for step in page["process"].steps)
    words = [(row.cells[0].value, row.cells[1].value) for part in page["words"] for row in part.rows]
    assert len(steps) > 10
    assert sorted((mark.step.name, mark.step.said) for mark in page["wide"].marks) == steps
    assert sorted((mark.step.name, mark.step.said) for mark in page["tall"].marks) == steps
    assert sorted(words) == steps


def test_what_the_papers_lack_is_said_in_words_and_short(cast: Cast, case: Case):
    """[Rules K4, A3; procedure 4.4]"""
    page = process_page(case, cast.manager, timezone.now())

    papers = next(row for part in page["words"] for row in part.rows if row.cells[0].value == "Papers and photograph")
    said = papers.cells[4].value
    assert said == "There is no photograph of the child. 4 more on the page of the papers (A3)"
    assert papers.cells[0].href == reverse("casefile:papers", args=[case.pk])


def test_what_is_late_is_not_said_to_be_due(cast: Cast, case: Case):
    a_duty(case, at=timezone.now() - timedelta(days=30))

    page = process_page(case, cast.manager, timezone.now())

    duty = next(step for step in page["process"].steps if step.name == "Duty to notify")
    assert duty.when.endswith(" late")
    assert not duty.when.startswith("due")


def test_no_two_steps_lie_on_each_other(cast: Cast, case: Case):
    a_meeting_to_convene(case)
    a_sent_nrm(case)

    page = process_page(case, cast.manager, timezone.now())

    for picture in (page["wide"], page["tall"]):
        places = [(mark.x, mark.y) for mark in picture.marks]
        assert len(set(places)) == len(places)
        assert all(0 < mark.x < picture.width and 0 < mark.y < picture.height for mark in picture.marks)


def test_what_m2_holds_back_is_lifted_out_with_its_rule_and_a_way_forward(client, cast: Cast, case: Case):
    a_meeting_to_convene(case)

    page = shown(client, cast.manager, case)

    assert "Protection conference is blocked" in page
    assert "/rules/#M2" in page
    assert "Urgent protection is never blocked" in page
    assert "Go to the meeting" in page
    assert reverse("assessments:overview", args=[case.pk]) in page


def test_where_nothing_holds_nothing_is_lifted_out(client, cast: Cast, case: Case):
    other = a_case(worker=cast.social_worker, manager=cast.manager)
    a_meeting_to_convene(other)

    page = shown(client, cast.manager, case)

    assert "Nothing is blocked." in page
    assert "is blocked <" not in page


def test_a_reader_with_whom_the_case_is_shared_sees_no_enquiry_and_no_nrm(client, cast: Cast, case: Case):
    a_meeting_to_convene(case)
    a_sent_nrm(case)
    a_share(case, to=cast.health)

    page = shown(client, cast.health, case)

    assert "Concern received" in page
    for withheld in (
        "Section 47 enquiry",
        "Strategy discussion",
        "Multi-agency meeting",
        "Duty to notify",
        "blocked <",
    ):
        assert withheld not in page
    assert "Reasonable grounds" not in page


def test_somebody_elses_case_is_not_there(client, cast: Cast, case: Case):
    for name, user in cast.everybody().items():
        client.force_login(user)
        theirs = name in ("social_worker", "manager")
        assert (name, client.get(at(case)).status_code) == (name, 200 if theirs else 404)


def test_the_number_of_queries_does_not_grow_with_the_case(client, cast: Cast, case: Case, queries_of):
    a_meeting_to_convene(case)
    a_sent_nrm(case)
    few = queries_of(client, cast.manager, at(case))

    for _ in range(3):
        a_sent_nrm(case)

    assert queries_of(client, cast.manager, at(case)) == few
