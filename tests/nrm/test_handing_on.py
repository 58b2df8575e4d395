"""Anybody on the case may write; only a first responder signs, so the draft is handed on. [Rule N5; procedure 4.3]"""

import pytest
from django.http import Http404
from django.urls import reverse

from nrm import answers as kept
from nrm.actions import drafts
from nrm.models import NrmReferral
from nrm.people import first_responders_on
from tests.builders import a_case, a_share
from tests.builders_nrm import a_whole_draft, an_nrm_draft, sealed
from tests.cast import Cast, anew, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.lib.errors import Refused
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def theirs(cast: Cast, case: Case) -> NrmReferral:
    """A draft that somebody in health has written on a case that is shared with them."""
    a_share(case, to=cast.health)
    return a_whole_draft(case, by=cast.health)


def test_somebody_who_cannot_sign_hands_it_on_and_a_first_responder_seals_it(cast: Cast, theirs: NrmReferral):
    drafts.hand_on(theirs, to=cast.social_worker, by=cast.health)

    nrm = NrmReferral.objects.get(pk=theirs.pk)
    assert NrmReferral.objects.visible_to(cast.health).filter(pk=nrm.pk).exists()
    assert Notice.objects.get(kind="nrm.handed_on").recipient == cast.social_worker
    assert sealed(nrm, by=cast.social_worker)
    assert Notice.objects.filter(kind="nrm.sealed", recipient=cast.health).exists()


def test_the_answers_about_the_signer_change_hands_unless_somebody_wrote_them(cast: Cast, case: Case):
    a_share(case, to=cast.health)
    nrm = an_nrm_draft(case, by=cast.health, fr_details_role="Named nurse")

    drafts.hand_on(nrm, to=cast.social_worker, by=cast.health)

    answers = kept.answers_of(nrm)
    assert answers["fr-details-first-name"] == cast.social_worker.full_name.split()[0]
    assert answers["user-email"] == cast.social_worker.email
    assert answers["fr-details-role"] == "Named nurse"


@pytest.mark.parametrize("to", ["education", "social_worker_2", "voluntary"])
def test_it_goes_only_to_a_first_responder_to_whom_the_case_is_open(cast: Cast, theirs: NrmReferral, to: str):
    with pytest.raises(Refused, match="N5"):
        drafts.hand_on(theirs, to=getattr(cast, to), by=cast.health)
    assert NrmReferral.objects.get(pk=theirs.pk).handed_to is None


def test_the_page_offers_first_responders_on_the_case_alone(client, cast: Cast, theirs: NrmReferral):
    client.force_login(cast.health)
    offered = set(first_responders_on(theirs.case))

    page = client.get(reverse("nrm:hand_on", args=[theirs.pk])).content.decode()
    response = client.post(reverse("nrm:hand_on", args=[theirs.pk]), {"to": cast.social_worker.pk})

    assert offered == {cast.social_worker, cast.manager}
    assert cast.social_worker_2.full_name not in page
    assert response.status_code == 302


def test_a_draft_of_another_case_is_out_of_reach(cast: Cast, theirs: NrmReferral):
    beside = an_nrm_draft(a_case(worker=cast.social_worker_2), by=cast.social_worker_2)

    with pytest.raises(Http404):
        drafts.hand_on(beside, to=cast.social_worker, by=cast.health)


# Who writes in a draft -----------------------------------------------------------------------------------------------


def write(nrm: NrmReferral, by) -> None:
    drafts.save_answers(NrmReferral.objects.get(pk=nrm.pk), typed={"family": f"As {by.username} knows it"}, by=by)


def test_who_writes_in_somebodys_draft(cast: Cast, theirs: NrmReferral):
    """Its author, and those who hold or supervise the case. The Police and the guardian read it. [Rule N5]"""
    grants.give(theirs.case, to=cast.police.agency, relation=Relation.POLICE, reason="Joint", by=cast.manager)
    grants.give(theirs.case, to=cast.guardian, relation=Relation.GUARDIAN, reason="Named", by=cast.manager)
    a_share(theirs.case, to=cast.voluntary)
    answers = {"health": DONE, "social_worker": DONE, "manager": DONE, "police": FORBIDDEN, "guardian": FORBIDDEN}

    for who in each_of(cast):
        assert answer_to(lambda: write(theirs, anew(getattr(cast, who)))) == answers.get(who, NOT_FOUND)


def test_the_police_write_and_sign_a_draft_once_it_is_handed_to_them(client, cast: Cast, theirs: NrmReferral):
    grants.give(theirs.case, to=cast.police.agency, relation=Relation.POLICE, reason="Joint", by=cast.manager)
    client.force_login(cast.police)
    for name in ("check", "seal", "discard", "hand_on"):
        assert client.get(reverse(f"nrm:{name}", args=[theirs.pk])).status_code == 403, name
    assert "Go on writing" not in client.get(reverse("nrm:referral", args=[theirs.pk])).content.decode()

    drafts.hand_on(theirs, to=cast.police, by=cast.health)

    write(theirs, cast.police)
    assert "Go on writing" in client.get(reverse("nrm:referral", args=[theirs.pk])).content.decode()
    assert sealed(NrmReferral.objects.get(pk=theirs.pk), by=cast.police)


def test_the_police_leave_a_draft_alone_by_api_too(api, cast: Cast, theirs: NrmReferral):
    grants.give(theirs.case, to=cast.police.agency, relation=Relation.POLICE, reason="Joint", by=cast.manager)

    assert api(cast.police).see(f"nrm-referrals/{theirs.pk}/").status_code == 200
    assert api(cast.police).send(f"nrm-referrals/{theirs.pk}/save-answers/", {"family": "X"}).status_code == 403
