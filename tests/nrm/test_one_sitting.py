"""From the duty to the Home Office reference, by nothing but what the pages offer. [Rules N1, N5, N7, N8]"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts
from nrm.models import NrmReferral, Review
from nrm.workflow.duties import Status as DutyStatus
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share
from tests.builders_nrm import COUNTY, TOWN, an_nrm_draft, everything_missing
from tests.cast import Cast, anew
from tests.nrm.test_case_page import boxes
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation


class Reader:
    """Somebody at the pages, who goes where a link or a button with these words leads."""

    def __init__(self, client, user, address: str) -> None:
        self.client, self.page = client, ""
        client.force_login(anew(user))
        self.open(address)

    def open(self, address: str) -> None:
        response = self.client.get(address, follow=True)
        assert response.status_code == 200, address
        self.address, self.page = address, response.content.decode()

    def follow(self, words: str) -> None:
        links = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.page, re.DOTALL)
        self.open(next(at for at, text in links if words in re.sub(r"<[^>]+>|\s+", " ", text)))

    def post(self, address: str, **typed: str) -> None:
        response = self.client.post(address, typed, follow=True)
        assert response.status_code == 200, response.content.decode()
        self.address, self.page = response.redirect_chain[-1][0], response.content.decode()


@pytest.mark.parametrize("who", ["social_worker", "manager"])
def test_a_first_responder_goes_from_the_duty_to_the_reference(client, cast: Cast, case: Case, who: str):
    build.a_duty(case, "criminal_cannabis")
    writer = Reader(client, getattr(cast, who), reverse("nrm:case", args=[case.pk]))
    assert "Write an NRM referral" in writer.page

    writer.post(reverse("nrm:start", args=[case.pk]))
    nrm = NrmReferral.objects.get(case=case)
    writer.follow(f"NRM referral {nrm.reference}")
    writer.follow(f"The NRM of case {case.reference}")
    writer.follow(f"Go on writing {nrm.reference}")
    drafts.save_answers(nrm, typed=everything_missing(kept.answers_of(nrm)), by=getattr(cast, who))
    writer.open(writer.address)
    writer.follow("Go on to sign and seal")
    writer.post(writer.address, town=TOWN, county=COUNTY, read=kept.as_read(kept.answers_of(nrm)))
    assert "Once it is keyed in" in writer.page
    assert case.duties.get().status == DutyStatus.OPEN
    writer.follow("Record that it was sent")
    writer.post(writer.address, **boxes("at", timezone.now()) | {"known_by": "confirmation"})
    assert case.duties.get().status == DutyStatus.MET
    writer.follow(f"Record the Home Office reference of {nrm.reference}")
    writer.post(writer.address, reference="NRM-1001", again="NRM-1001")

    assert NrmReferral.objects.get(pk=nrm.pk).status == "acknowledged"
    assert "Home Office reference NRM-1001" in writer.page
    assert "Write an NRM referral" not in writer.page


def test_the_draft_waits_among_the_drafts_of_whoever_is_to_finish_it(client, cast: Cast, case: Case):
    a_share(case, to=cast.health)
    nrm = an_nrm_draft(case, by=cast.health)
    other = an_nrm_draft(a_case(worker=cast.social_worker_2), by=cast.social_worker_2)
    resume = f'href="{reverse("nrm:check", args=[nrm.pk])}"'
    assert resume in Reader(client, cast.health, "/").page
    assert resume not in Reader(client, cast.social_worker, "/").page

    drafts.hand_on(nrm, to=cast.social_worker, by=cast.health)

    theirs = Reader(client, cast.social_worker, "/").page
    assert resume in theirs
    assert f"Begun by {cast.health.full_name}, yours to finish." in theirs
    assert other.reference not in theirs
    assert resume not in Reader(client, cast.health, "/").page


def test_the_police_find_it_and_read_the_answers_less_where_the_child_is(client, cast: Cast, case: Case):
    """[Rule N8; procedure 4.3]"""
    build.a_sent_nrm(case)
    officer = Reader(client, cast.police, "/")
    officer.follow("NRM")
    assert officer.address == reverse("nrm:queue")

    officer.open(Review.objects.get().get_absolute_url())

    answers = officer.page[officer.page.index('id="answers"') :]
    assert "In which town or city is the child now?" in answers
    assert answers.count("Withheld: it stands in the sealed copy") == 2
    assert 'class="withheld"' in answers
    assert TOWN not in officer.page
    assert COUNTY not in officer.page
    assert "Change<" not in answers


def test_places_of_the_navigation(client, cast: Cast, case: Case):
    build.a_sent_nrm(case)
    queue, countries = f'href="{reverse("nrm:queue")}"', f'href="{reverse("nrm:countries")}"'

    pages = {who: Reader(client, getattr(cast, who), "/").page for who in ("police", "administrator", "social_worker")}

    assert {who for who, page in pages.items() if queue in page} == {"police"}
    assert {who for who, page in pages.items() if countries in page} == {"administrator"}


def test_whoever_cannot_write_is_offered_nothing_to_write(client, cast: Cast, case: Case):
    nrm = an_nrm_draft(case)
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Joint", by=cast.manager)

    page = Reader(client, cast.police, reverse("nrm:case", args=[case.pk])).page

    assert f"NRM referral {nrm.reference}" in page
    assert "Go on writing" not in page
    assert reverse("nrm:check", args=[nrm.pk]) not in page
