"""The NRM of a case on its page, its verbs there, and who reads how much of it. [Rules N1, N4, N9-N11]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from nrm.actions import duties
from nrm.models import AuthorityDecision, GuardianReferral, ListedCountry, NrmReferral
from nrm.workflow.duties import Status as DutyStatus
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share
from tests.cast import Cast, anew
from trafficking_cases.children.models import Case

BOXES = ("day", "month", "year", "time")


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def shown(client, user, case: Case) -> str:
    client.force_login(anew(user))
    response = client.get(reverse("nrm:case", args=[case.pk]))
    assert response.status_code == 200
    return response.content.decode()


def post(client, user, name: str, pk, typed) -> int:
    client.force_login(anew(user))
    return client.post(reverse(f"nrm:{name}", args=[pk]), typed).status_code


def boxes(name: str, moment) -> dict[str, str]:
    there = timezone.localtime(moment)
    return dict(
        zip([f"{name}_{box}" for box in BOXES], [there.day, there.month, there.year, f"{there:%H:%M}"], strict=True)
    )


def test_it_says_why_the_duty_exists_and_who_else_suspects(client, cast: Cast, case: Case):
    assert "No duty to notify has arisen" in shown(client, cast.social_worker, case)
    build.somebodys_suspicion(case, "organ_harvesting")
    build.listed()
    build.nationality(case)
    build.asylum(case)
    build.a_duty(case, "sexual")
    duties.take_in(timezone.now())

    page = shown(client, cast.social_worker, case)

    assert "Seeking asylum, and Vietnamese: a nationality on the list in force" in page
    assert "To be considered:</strong> Organ harvesting (suspected)" in page
    assert "an NRM referral must be made" in page


def test_whoever_only_shares_the_case_sees_the_duty_and_nothing_of_the_referrals(client, cast: Cast, case: Case):
    build.a_duty(case)
    referral = build.an_acknowledged_nrm(case, reference="NRM-9001")
    build.a_guardian(case)
    a_share(case, to=cast.health)

    theirs, ours = shown(client, cast.health, case), shown(client, cast.social_worker, case)

    for said in ("NRM-9001", "Waits for the next weekly MACE", "Rosa Ellingrove, Wayfold"):
        assert said in ours
        assert said not in theirs
    assert f"NRM referral {referral.reference}<" in ours
    assert f"NRM referral {referral.reference}<" not in theirs


def test_verbs_that_must_wait_say_what_they_wait_for(client, cast: Cast, case: Case):
    build.a_duty(case)
    a_share(case, to=cast.health)
    build.a_sent_nrm(case)

    assert "Record the Home Office reference first" in shown(client, cast.social_worker, case)
    later = a_case(worker=cast.social_worker)
    build.a_duty(later)
    a_share(later, to=cast.health)
    assert "is no first responder organisation today" in shown(client, cast.health, later)


def test_the_whole_course_on_the_pages(client, cast: Cast, case: Case):
    build.a_duty(case)
    referral, now = build.a_sealed_nrm(case), timezone.now()
    worker = cast.social_worker

    typed = boxes("at", now - timedelta(minutes=2)) | {"known_by": "confirmation"}
    assert post(client, worker, "record_sent", referral.pk, {"known_by": "confirmation"}) == 200
    assert post(client, worker, "record_sent", referral.pk, typed) == 302
    assert post(client, worker, "record_sent", referral.pk, typed) == 409
    assert case.duties.get().status == DutyStatus.MET
    slip = {"reference": "NRM-1001", "again": "NRM-1010"}
    assert post(client, worker, "record_reference", referral.pk, slip) == 200
    assert post(client, worker, "record_reference", referral.pk, slip | {"again": "nrm-1001"}) == 302
    letter = boxes("decided_on", now) | boxes("received_on", now) | {"decided_by": "single"}
    negative = letter | {"decision": "reasonable_grounds:negative"}
    assert (
        post(client, worker, "record_decision", referral.pk, letter | {"decision": "conclusive_grounds:positive"})
        == 409
    )
    assert post(client, worker, "record_decision", referral.pk, negative) == 302
    decision = AuthorityDecision.objects.get()
    assert post(client, worker, "record_told", decision.pk, {}) == 302
    assert post(client, worker, "record_told", decision.pk, {}) == 409
    assert "Reasonable grounds: Negative" in shown(client, worker, case)


def test_elsewhere_not_arising_and_the_guardian_on_the_pages(client, cast: Cast, case: Case):
    duty, worker = build.a_duty(case), cast.social_worker
    typed = boxes("at", timezone.now() - timedelta(hours=2)) | {"reference": "AB-12", "again": "AB-12"}

    assert post(client, worker, "not_arising", duty.pk, {"because": ""}) == 200
    assert post(client, worker, "not_arising", duty.pk, {"because": "Another child."}) == 302
    assert post(client, worker, "not_arising", duty.pk, {"because": "Another child."}) == 409
    assert post(client, worker, "record_elsewhere", case.pk, typed | {"made_by": "Border Force"}) == 302
    assert NrmReferral.objects.get().is_elsewhere
    assert post(client, worker, "ask_for_guardian", case.pk, {"is_asked": "no"}) == 409
    assert post(client, worker, "ask_for_guardian", case.pk, {"is_asked": "yes", "model": "direct"}) == 302
    assert post(client, worker, "name_guardian", case.pk, {"guardian": cast.health.pk}) == 200
    assert post(client, worker, "name_guardian", case.pk, {"guardian": cast.guardian.pk}) == 302
    assert GuardianReferral.objects.get().guardian == cast.guardian


def test_an_administrator_keeps_the_list_on_its_page(client, cast: Cast):
    """[Rule N4; procedure 4.3]"""
    listed = build.listed()
    client.force_login(cast.administrator)
    typed = {"country": "Eritrea", "nationality": "Eritrean"} | boxes("from_on", timezone.now())

    assert client.post(reverse("nrm:add_country"), typed).status_code == 302
    assert client.post(reverse("nrm:add_country"), typed).status_code == 409
    assert post(client, cast.administrator, "end_country", listed.pk, boxes("until_on", timezone.now())) == 302
    page = client.get(reverse("nrm:countries")).content.decode()
    assert "Eritrea" in page
    assert ListedCountry.objects.get(pk=listed.pk).until_on == timezone.localdate()
    client.force_login(cast.manager)
    assert client.get(reverse("nrm:countries")).status_code == 403
