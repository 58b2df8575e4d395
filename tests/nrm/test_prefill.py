"""What the case has is filled in, with its source, and never where the child is. [Rule N7; procedure 4.3]"""

from datetime import date

import pytest
from django.test import override_settings
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts
from nrm.form import route
from nrm.form.definition import fields
from nrm.workflow.referrals import Source
from tests.builders import a_case, a_share
from tests.builders_nrm import a_rich_case, an_nrm_draft
from tests.cast import Cast
from trafficking_cases.children.models import Child

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
def test_half_of_what_is_needed_is_there_before_anybody_types(cast: Cast):
    answers = kept.answers_of(an_nrm_draft(a_rich_case(with_signs=True)))

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
    Child.objects.filter(pk=nrm.case.child_id).update(also_called="Bé")
    assert kept.rows_of(nrm)["pv-name-nickname"].source == Source.TYPED

    drafts.take_over(nrm, question=fields()["pv-name-nickname"], by=cast.social_worker)

    row = kept.rows_of(nrm)["pv-name-nickname"]
    assert (row.value, row.source) == ("Bé", Source.CASE)


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
        ({}, "not-sure", None),
    ],
)
def test_an_age_that_is_not_certain_is_not_sure_and_gives_no_date_of_birth(cast: Cast, child, age, birth):
    """[Rule C1; procedure 2]"""
    answers = kept.answers_of(an_nrm_draft(a_case(**child)))

    assert answers["pv-under-age"] == age
    assert answers.get("pv-dob") == birth


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
    Child.objects.filter(pk=nrm.case.child_id).update(also_called="Bé")
    nrm.refresh_from_db()
    nrm.case.child.refresh_from_db()

    says = kept.the_case_says(nrm, cast.social_worker, now=timezone.now())

    assert kept.answers_of(nrm)["pv-name-nickname"] == "Tèo"
    assert says["pv-name-nickname"].value == "Bé"
