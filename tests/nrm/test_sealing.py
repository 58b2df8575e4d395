"""Who seals an NRM referral, what stands against it, and where the child is. [Rules N1, N5, N6, N7; procedure 4.3]"""

import json

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.urls import reverse
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts, sealing
from nrm.models import Answer, NrmReferral, SealedCopy
from referrals.models import Referral
from tests.builders import a_case, a_share
from tests.builders_nrm import COUNTY, TOWN, a_sealed_nrm, a_whole_draft, an_nrm_draft, sealed
from tests.cast import Cast
from tests.nrm.judging import against
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.lib.errors import Refused
from trafficking_cases.notifications.models import Notice

LONG_AGO = "2020-01-01"


def read(nrm: NrmReferral) -> str:
    return kept.as_read(kept.answers_of(nrm))


def rules_against(nrm: NrmReferral, by, **given: str) -> set[str]:
    said = {"town": TOWN, "county": COUNTY, "read": read(nrm)} | given
    with pytest.raises(Refused) as refused:
        sealing.seal(nrm, by=by, **said)
    return {reason.rule for reason in refused.value.reasons}


def without_referrals(case: Case) -> None:
    Referral.objects.filter(case=case).update(case=None)


def test_a_sealed_referral_is_whole_and_in_the_forms_order(cast: Cast, case: Case):
    other = a_whole_draft(a_case())

    copy = sealed(a_whole_draft(case))

    assert against(copy.answers) == []
    assert bytes(copy.pdf).startswith(b"%PDF")
    nrm = NrmReferral.objects.get(pk=copy.nrm_referral_id)
    assert (nrm.status, nrm.sealed_by) == ("sealed", cast.social_worker)
    assert NrmReferral.objects.get(pk=other.pk).status == "draft"


def test_sealing_starts_key_it_in_for_the_signer_and_does_not_meet_the_duty(cast: Cast, case: Case):
    nrm = a_sealed_nrm(case)

    running = {deadline.rule: deadline for deadline in case.deadlines.all() if deadline.is_running}
    assert running["KEY-01"].subject == nrm.pk
    assert running["KEY-01"].owner == cast.social_worker
    assert running["ICT-01"].subject == case.pk
    assert nrm.sent_at is None


def test_somebody_of_no_first_responder_organisation_cannot_sign(cast: Cast, case: Case):
    """[Rule N5; procedure 4.3]"""
    a_share(case, to=cast.health)
    nrm = a_whole_draft(case, by=cast.health)

    assert rules_against(nrm, cast.health) == {"N5"}


def test_an_organisation_that_is_no_longer_on_the_list_cannot_sign(cast: Cast, case: Case):
    """[Rule N5; procedure 4.3]"""
    nrm = a_whole_draft(case)
    cast.council.first_responder_periods.update(until_on=LONG_AGO)

    assert rules_against(nrm, cast.social_worker) == {"N5"}


def test_without_a_safeguarding_referral_nothing_is_sealed_until_one_is_started(cast: Cast, case: Case):
    """[Rule N6; procedure 4.3]"""
    nrm = a_whole_draft(case, professional_insight="He is held by debt.")
    without_referrals(case)
    assert rules_against(nrm, cast.social_worker) == {"N6"}

    referral = sealing.start_safeguarding_referral(nrm, reach="01632 960118", by=cast.social_worker)

    assert "He is held by debt." in referral.concern
    assert referral.child.known_as == "Minh Trầm"
    assert Notice.objects.filter(kind="referral.received", subject_id=referral.pk).exists()
    with pytest.raises(Refused, match="N6"):
        sealing.start_safeguarding_referral(nrm, reach="01632 960118", by=cast.social_worker)
    assert sealed(NrmReferral.objects.get(pk=nrm.pk))


def test_a_missing_or_impossible_answer_stands_against_it(cast: Cast, case: Case):
    """[Rule N7; procedure 4.3]"""
    assert rules_against(an_nrm_draft(case), cast.social_worker) == {"N7"}
    assert rules_against(a_whole_draft(case, details_last_contact="x@y.example"), cast.social_worker) == {"N7"}


@pytest.mark.parametrize(("town", "county"), [("Nowhere", COUNTY), (TOWN, "Middle-earth"), ("", "")])
def test_town_and_county_come_from_the_forms_lists(cast: Cast, case: Case, town: str, county: str):
    assert rules_against(a_whole_draft(case), cast.social_worker, town=town, county=county) == {"N7"}


def test_unknown_is_an_answer_to_where_the_child_is(cast: Cast, case: Case):
    assert sealed(a_whole_draft(case), town="Unknown", county="Unknown")


def test_nobody_signs_what_they_have_not_read(cast: Cast, case: Case):
    nrm = a_whole_draft(case)
    seen = read(nrm)
    drafts.save_answers(nrm, typed={"family": "Changed by somebody else"}, by=cast.manager)

    assert rules_against(nrm, cast.social_worker, read=seen) == {"N7"}


def test_it_is_sealed_once(cast: Cast, case: Case):
    nrm = a_sealed_nrm(case)

    assert rules_against(nrm, cast.manager) == {"N7"}
    with pytest.raises(Refused):
        drafts.save_answers(nrm, typed={"family": "Later"}, by=cast.social_worker)
    assert SealedCopy.objects.count() == 1


def test_where_the_child_is_stands_in_the_sealed_copy_and_nowhere_else(client, cast: Cast, case: Case, caplog):
    nrm = a_sealed_nrm(case, where_exploitation_happened="overseas")
    hidden = json.dumps([TOWN, COUNTY])

    kept_elsewhere = [
        *Answer.objects.values_list("value", flat=True),
        *(str(event.codes) for event in Event.objects.all()),
        *case.chronology.values_list("sentence", flat=True),
        caplog.text,
    ]
    assert not [said for said in kept_elsewhere if TOWN in said or COUNTY in said], hidden
    assert TOWN in json.dumps(nrm.sealed_copy.answers)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO nrm_answer (id, nrm_referral_id, field, value, source, taken_from, set_at, set_by_id)"
            " VALUES (gen_random_uuid(), %s, 'current-pv-location-uk-city', %s, 'typed', '', %s, %s)",
            [nrm.pk, TOWN, timezone.now(), cast.social_worker.pk],
        )


def test_who_reads_the_referral_and_who_opens_the_sealed_copy(client, cast: Cast, case: Case):
    a_share(case, to=cast.health)
    nrm = a_sealed_nrm(case, where_exploitation_happened="overseas")
    pages = [reverse(f"nrm:{name}", args=[nrm.sealed_copy.pk]) for name in ("key_in", "pdf", "json")]

    for name, user in cast.everybody().items():
        client.force_login(user)
        at_work = name in ("social_worker", "manager")
        assert client.get(nrm.get_absolute_url()).status_code == (200 if at_work else 404), name
        for page in pages:
            assert client.get(page).status_code == (200 if at_work else 404), (name, page)
    assert Event.objects.filter(name="nrm.sealedcopy.seen", case_id=case.pk).count() == 6


def test_the_police_read_it_with_the_place_withheld(client, cast: Cast, case: Case):

    nrm = a_sealed_nrm(case, where_exploitation_happened="overseas")
    grants.give(case, to=cast.police, relation=Relation.POLICE, reason="The NRM", by=cast.manager)
    client.force_login(cast.police)

    page = client.get(nrm.get_absolute_url()).content.decode()

    assert page.count("Withheld: it stands in the sealed copy") == 2
    assert TOWN not in page
    assert client.get(reverse("nrm:pdf", args=[nrm.sealed_copy.pk])).status_code == 404


def test_the_page_refuses_with_the_rule_and_keeps_what_was_typed(client, cast: Cast, case: Case):
    a_share(case, to=cast.health)
    nrm = a_whole_draft(case, by=cast.health)
    client.force_login(cast.health)

    response = client.post(reverse("nrm:seal", args=[nrm.pk]), {"town": TOWN, "county": COUNTY, "read": read(nrm)})

    page = response.content.decode()
    assert response.status_code == 409
    assert "first responder" in page
    assert reverse("nrm:hand_on", args=[nrm.pk]) in page
    assert f'value="{TOWN}"' in page


def test_file_names_say_nothing_of_the_child(client, cast: Cast, case: Case):
    nrm = a_sealed_nrm(case)
    client.force_login(cast.social_worker)

    for name in ("pdf", "json"):
        said = client.get(reverse(f"nrm:{name}", args=[nrm.sealed_copy.pk]))["Content-Disposition"]
        assert said.startswith(f'attachment; filename="{nrm.reference}-20')
