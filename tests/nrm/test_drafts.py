"""Writing an NRM referral: begun by anybody on the case, kept as it is typed, over after 28 days. [Rules N5, N7]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts
from nrm.form import route
from nrm.form.definition import typed_pages
from nrm.models import NrmReferral
from tests.builders import a_case, a_share
from tests.builders_identity import a_claim
from tests.builders_nrm import a_sealed_nrm, an_nrm_draft
from tests.cast import Cast
from trafficking_cases.audit.models import Event
from trafficking_cases.children import identity
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Refused

FAMILY = typed_pages()["what-is-their-background"]


def at(nrm: NrmReferral, page: str, name: str = "step") -> str:
    return reverse(f"nrm:{name}", args=[nrm.pk, page])


def test_who_may_begin_one(client, cast: Cast, case: Case):
    a_share(case, to=cast.health)
    other = a_case()

    for name, user in cast.everybody().items():
        client.force_login(user)
        theirs = name in ("social_worker", "manager", "health")
        expected = 302 if theirs else 404
        assert (name, client.post(reverse("nrm:start", args=[case.pk])).status_code) == (name, expected)
    assert case.nrm_referrals.count() == 3
    assert not other.nrm_referrals.exists()
    assert Event.objects.filter(name="nrm.started", case_id=case.pk).count() == 3


def test_a_draft_is_its_authors_and_those_who_read_nrm_referrals_on_the_case(client, cast: Cast, case: Case):
    a_share(case, to=cast.health)
    a_share(case, to=cast.education)
    nrm = an_nrm_draft(case, by=cast.health)

    for name, user in cast.everybody().items():
        client.force_login(user)
        theirs = name in ("social_worker", "manager", "health")
        assert (name, client.get(at(nrm, "pv-dob")).status_code) == (name, 200 if theirs else 404)


def test_what_was_typed_is_kept_even_if_it_is_impossible(client, cast: Cast, case: Case):
    nrm = an_nrm_draft(case)
    client.force_login(cast.social_worker)

    birth = client.post(at(nrm, "pv-dob"), {"pv-dob_day": "31", "pv-dob_month": "2", "pv-dob_year": "2010"})
    nationality = client.post(at(nrm, "pv-nationality-referral"), {"pv-nationality": "Viet"})

    assert birth.status_code == nationality.status_code == 200
    assert "does not exist" in birth.content.decode() or "28" in birth.content.decode()
    assert "Home Office’s list" in nationality.content.decode()
    answers = kept.answers_of(nrm)
    assert (answers["pv-dob"], answers["pv-nationality"]) == ("2010-2-31", "Viet")
    assert 'value="31"' in client.get(at(nrm, "pv-dob")).content.decode()


def test_a_page_left_half_empty_goes_on_and_the_check_names_it(client, cast: Cast, case: Case):
    nrm = an_nrm_draft(case)
    client.force_login(cast.social_worker)

    response = client.post(at(nrm, FAMILY.slug), {"family": "Two sisters"})
    page = client.get(reverse("nrm:check", args=[nrm.pk])).content.decode()

    assert response.status_code == 302
    assert "Two sisters" in page
    assert "Still to be answered." in page.split("Where was the child born?")[1][:400]


def test_a_list_entry_is_spelt_as_the_list_spells_it(cast: Cast, case: Case):
    nrm = an_nrm_draft(case, pv_nationality="vietnamese")

    assert kept.answers_of(nrm)["pv-nationality"] == "Vietnamese"


def test_18_or_over_leaves_the_child_path_with_a_sentence(client, cast: Cast, case: Case):
    nrm = an_nrm_draft(case)
    client.force_login(cast.social_worker)

    response = client.post(at(nrm, "pv-under-age"), {"pv-under-age": "no"})

    assert response.status_code == 409
    assert "The form for adults is not written here" in response.content.decode()
    assert client.post(at(nrm, "pv-under-age"), {"pv-under-age": "not-sure"}).status_code == 302


def test_the_browser_saves_by_itself_and_never_over_somebody_elses_words(client, cast: Cast, case: Case):
    nrm = an_nrm_draft(case)
    client.force_login(cast.social_worker)
    seen = kept.version_of(FAMILY, kept.rows_of(nrm))
    address = at(nrm, FAMILY.slug, "save")

    first = client.post(address, {"family": "One sister", "version": seen})
    late = client.post(address, {"family": "No sister", "version": seen})
    again = client.post(address, {"family": "Two sisters", "version": first.json()["version"]})

    assert (first.status_code, late.status_code, again.status_code) == (200, 409, 200)
    assert late.json()["who"] == cast.social_worker.full_name
    assert kept.answers_of(nrm)["family"] == "Two sisters"


def test_a_branch_changed_back_and_forth_keeps_its_answers_aside(cast: Cast, case: Case):
    nrm = an_nrm_draft(case, reported_to_police="yes", reported_to_police_crime_reference="17/44821/26")

    drafts.save_answers(nrm, typed={"reported-to-police": "no"}, by=cast.social_worker)
    assert "reported-to-police-crime-reference" in route.kept_aside(kept.answers_of(nrm))
    drafts.save_answers(nrm, typed={"reported-to-police": "yes"}, by=cast.social_worker)

    assert route.sent(kept.answers_of(nrm))["reported-to-police-crime-reference"] == "17/44821/26"


def test_the_page_says_where_an_answer_came_from_and_what_the_case_says_now(client, cast: Cast, case: Case):
    nrm = an_nrm_draft(case)
    identity.work_with(a_claim(case, "Minh Hoa"), by=cast.social_worker)
    client.force_login(cast.social_worker)

    page = client.get(at(nrm, "pv-name-referral")).content.decode()
    taken = client.post(at(nrm, "pv-name-referral"), {"pv-name-last-name": "Trầm", "take": "pv-name-last-name"})

    assert "From the case: the name worked with, claimed, not verified" in page
    assert "The case now says: Hoa" in page
    assert taken.status_code == 302
    assert kept.answers_of(nrm)["pv-name-last-name"] == "Hoa"


@pytest.mark.parametrize(("days", "status"), [(27, "draft"), (28, "discarded")])
def test_a_draft_lives_28_days_from_the_last_save(cast: Cast, case: Case, days: int, status: str):
    nrm, sealed = an_nrm_draft(case, family="Two sisters"), a_sealed_nrm(a_case())

    drafts.expire(timezone.now() + timedelta(days=days, minutes=-1 if days == 27 else 1))

    nrm.refresh_from_db()
    sealed.refresh_from_db()
    assert (nrm.status, nrm.answers.exists()) == (status, status == "draft")
    assert sealed.status == "sealed"
    assert sealed.answers.exists()


def test_given_up_with_a_reason_the_answers_go_and_the_fact_stays(cast: Cast, case: Case):
    nrm = an_nrm_draft(case, family="Two sisters")
    with pytest.raises(Refused, match="N7"):
        drafts.discard(nrm, because=" ", by=cast.social_worker)

    drafts.discard(nrm, because="Made by the Police already.", by=cast.social_worker)

    nrm.refresh_from_db()
    assert (nrm.status, nrm.answers.count()) == ("discarded", 0)
    with pytest.raises(Refused, match="N7"):
        drafts.save_answers(nrm, typed={"family": "Later"}, by=cast.social_worker)
