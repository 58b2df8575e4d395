"""What the case has is filled in, with its source, and never where the child is. [Rule N7; procedure 4.3]"""

from datetime import date

import pytest
from django.test import override_settings
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts, reviews
from nrm.form import route
from nrm.form.definition import fields
from nrm.workflow.referrals import Source
from tests.builders import a_case, a_share
from tests.builders_identity import a_birth, a_claim
from tests.builders_nrm import a_case_under_enquiry, a_rich_case, an_nrm_draft
from tests.builders_nrm_duties import a_review
from tests.cast import Cast
from trafficking_cases.children import identity
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Kind, NameKind
from trafficking_cases.lib.moments import MonthOrYear

HERE = {
    "NRM_LOCAL_AUTHORITY": "Lincolnshire County Council",
    "NRM_LOCAL_AUTHORITY_PHONE": "01632 960100",
    "NRM_LOCAL_AUTHORITY_EMAIL": "frontdoor@fenmarch.gov.uk",
    "NRM_POLICE_FORCE": "Lincolnshire Police",
}


def needed(answers: dict[str, str]) -> list[str]:
    """What must be answered on the route as it stands."""
    return [field.name for field in route.asked(answers) if field.required and field.is_typed]


@override_settings(**HERE)
@pytest.mark.parametrize("a_known_case", [lambda: a_rich_case(with_signs=True), a_case_under_enquiry])
def test_half_of_what_is_needed_is_there_before_anybody_types(cast: Cast, a_known_case):
    answers = kept.answers_of(an_nrm_draft(a_known_case()))

    filled = [name for name in needed(answers) if answers.get(name)]

    assert len(filled) * 2 >= len(needed(answers)), sorted(set(needed(answers)) - set(filled))
    assert not kept.checked(answers).refused


def test_an_answer_says_from_what_and_since_when(cast: Cast):
    case = a_rich_case()
    rows = kept.rows_of(an_nrm_draft(case))

    gender = rows["pv-gender"]
    assert (gender.value, gender.source, gender.taken_from) == ("male", Source.CASE, "the child as recorded")
    assert gender.known_since == case.child.added_at
    assert rows["types-of-exploitation-forced-to-commit-crime"].value == "true"
    assert rows["were-they-taken-somewhere-by-their-exploiter-journey-details"].value.endswith("three countries.")
    assert "Of concern" in rows["who-exploited-pv"].value


def test_a_typed_answer_is_no_longer_from_the_case_and_can_be_taken_over_again(cast: Cast):
    nrm = an_nrm_draft(a_rich_case(), pv_name_nickname="Somebody")
    a_claim(nrm.case, "Bé", name_kind=NameKind.NICKNAME)
    assert kept.rows_of(nrm)["pv-name-nickname"].source == Source.TYPED

    drafts.take_over(nrm, question=fields()["pv-name-nickname"], by=cast.social_worker)

    row = kept.rows_of(nrm)["pv-name-nickname"]
    assert (row.value, row.source) == ("Bé; Tèo", Source.CASE)


def test_where_the_child_was_seen_or_is_reached_gets_into_no_answer(cast: Cast):
    case = a_rich_case(where_seen="14 Canalside, Harrowmere", reach_child="07700 900999")

    whole = " ".join(kept.answers_of(an_nrm_draft(case)).values())

    assert "Canalside" not in whole
    assert "900999" not in whole


@pytest.mark.parametrize(
    ("child", "age", "birth"),
    [
        ({"born_on": date(2010, 5, 4)}, "yes", "2010-05-04"),
        ({"born_on": date(1990, 5, 4)}, "no", "1990-05-04"),
        ({"about_age": 15}, "not-sure", None),
        ({"born_on": MonthOrYear(2010)}, "not-sure", None),
        ({}, "not-sure", None),
    ],
)
def test_an_age_that_is_not_certain_is_not_sure_and_gives_no_date_of_birth(cast: Cast, child, age, birth):
    """[Rule C1; procedure 2]"""
    answers = kept.answers_of(an_nrm_draft(a_case(**child)))

    assert answers["pv-under-age"] == age
    assert answers.get("pv-dob") == birth


@pytest.mark.parametrize("part", [MonthOrYear(2010), MonthOrYear(2010, 3)])
def test_a_birth_of_which_the_day_is_unknown_is_told_in_the_account(cast: Cast, part: MonthOrYear):
    """The form's own question takes whole dates only. [Rules C1, N7; procedure 2, 4.3]"""
    answers = kept.answers_of(an_nrm_draft(a_case(born_on=part)))
    other = kept.answers_of(an_nrm_draft(a_case(born_on=date(2010, 5, 4))))

    assert f"Born in {part}, said by" in answers["professional-insight"]
    assert "Born in" not in other["professional-insight"]


def test_the_form_tells_nobody_what_the_case_keeps_from_them(cast: Cast):
    case = a_rich_case(concern="A concern that health has not read.")
    a_share(case, to=cast.health)

    answers = kept.answers_of(an_nrm_draft(case, by=cast.health))

    assert not answers.keys() & {"professional-insight", "family", "user-email", "fr-details-first-name"}
    assert "health has not read" not in " ".join(answers.values())
    assert "Duc Haverin" not in " ".join(answers.values())
    assert answers["pv-name-first-name"] == "Minh"


def test_the_case_says_something_else_later_and_nothing_is_written_over(cast: Cast):
    nrm = an_nrm_draft(a_rich_case())
    a_claim(nrm.case, "Bé", name_kind=NameKind.NICKNAME)

    says = kept.the_case_says(nrm, cast.social_worker, now=timezone.now())

    assert kept.answers_of(nrm)["pv-name-nickname"] == "Tèo"
    assert says["pv-name-nickname"].value == "Bé; Tèo"


# Who the child is ----------------------------------------------------------------------------------------------------


def test_a_claim_says_who_said_it_and_whether_it_is_verified(cast: Cast):
    """[Rule C2; procedure 3, 4.2]"""
    case = a_rich_case()

    name = kept.rows_of(an_nrm_draft(case))["pv-name-first-name"]
    identity.check_claim(case.child.claims.get(kind="name", is_working=True), found="verified", by=cast.social_worker)
    verified = kept.rows_of(an_nrm_draft(case))["pv-name-first-name"]

    source = case.child.claims.get(kind="name", is_working=True).source
    assert name.taken_from.startswith(f"the name worked with, claimed, not verified, from {source}")
    assert timezone.localdate(name.known_since) == timezone.localdate()
    assert verified.taken_from.startswith("the name worked with, verified")


def test_a_disputed_birth_is_no_answer(cast: Cast):
    """[Rule C1; procedure 2]"""
    case = a_rich_case()
    a_birth(case, date(2005, 1, 1), source="A passport that he was given")

    answers = kept.answers_of(an_nrm_draft(Case.objects.get(pk=case.pk)))

    assert "pv-dob" not in answers
    assert answers["pv-under-age"] == "not-sure"


def test_two_nationalities_and_what_is_believed_false(cast: Cast):
    case = a_case(nationality="Vietnamese", language="English")
    two = [a_claim(case, value, kind=Kind.NATIONALITY) for value in ("British", "Thai")]
    identity.work_with(two[0], by=cast.social_worker)
    identity.check_claim(two[1], found="believed_false", reason="A slip.", by=cast.social_worker)

    answers = kept.answers_of(an_nrm_draft(case))

    assert {answers["pv-nationality"], answers["pv-nationality-second"]} == {"Vietnamese", "British"}
    assert answers["pv-interpreter-requirements"] == "no"
    assert "pv-interpreter-requirements-language" not in answers


def test_only_numbers_of_the_home_office_are_its_references(cast: Cast):
    answers = kept.answers_of(an_nrm_draft(a_case_under_enquiry()))

    assert answers["pv-ho-reference"] == "yes"
    assert answers["pv-ho-reference-type"] == "Home Office 1234567"


def test_the_family_is_said_to_be_claimed(cast: Cast):
    """[Rule C3; procedure 4.2]"""
    family = kept.answers_of(an_nrm_draft(a_rich_case()))["family"]

    assert family.startswith("As people say it; what somebody has verified says so.")
    assert "Duc Haverin" in family
    assert "said to be his uncle" in family


# What the enquiry knows ----------------------------------------------------------------------------------------------


def test_the_interview_the_analysis_and_who_decided_together_are_there(cast: Cast):
    rows = kept.rows_of(an_nrm_draft(a_case_under_enquiry()))

    how = rows["where-how-interview-carried-out"]
    assert "Priya Holdernest (social worker)" in how.value
    assert "I do not want to go back there." in how.value
    assert how.taken_from == "the interview held"
    why = rows["professional-insight"]
    assert why.value.index("He works at night") < why.value.index("Reported ")
    assert why.taken_from.startswith("the analysis of the Section 47 enquiry and referral ")
    others = rows["are-others-involved-details"].value
    assert "Strategy discussion 1 with the Police" in others
    assert "Joint Section 47 enquiry" in others


def test_the_childs_own_words_only_for_whoever_reads_the_interview(cast: Cast):
    case = a_case_under_enquiry()
    a_share(case, to=cast.voluntary)

    theirs = kept.answers_of(an_nrm_draft(case, by=cast.voluntary))

    assert "where-how-interview-carried-out" not in theirs
    for words in ("go back there", "works at night", "Section 47", "1234567 9"):
        assert words not in " ".join(theirs.values())


def test_the_crime_that_the_police_recorded_is_in_the_next_referral(cast: Cast):
    """[Rule N8; procedure 4.3]"""
    case = a_rich_case()
    review = a_review(case)
    whole = {"crime_recorded": True, "crime_reference": "FP-C-27710", "investigation": "investigate"}
    reviews.decide(review, rationale="Two men are named.", by=cast.police, **whole)

    rows = kept.rows_of(an_nrm_draft(case))

    assert rows["reported-to-police"].value == "yes"
    assert rows["reported-to-police-crime-reference"].value == "FP-C-27710"
    assert rows["reported-to-police-crime-reference"].taken_from.startswith("the Police review of NRM referral N-")
