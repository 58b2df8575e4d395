"""Two first responders at one NRM referral in the same moment: one verb stands, the other is told why not."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts, sealing, sending
from nrm.models import NrmReferral, Review, SealedCopy
from nrm.workflow.referrals import SentKnownBy
from tests import builders_nrm_duties as build
from tests.builders import a_case
from tests.builders_nrm import COUNTY, TOWN, a_whole_draft
from tests.cast import Cast, anew
from tests.meanwhile import at_once, in_an_open_transaction
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)

LONG_ENOUGH_TO_WAIT_FOR_THE_LOCK = 0.5


def rules(results: list[object]) -> list[str]:
    """The rules by which those were refused who were; whatever else was raised comes up here."""
    raised = [result for result in results if isinstance(result, BaseException)]
    assert all(isinstance(one, Refused) for one in raised), raised
    return [reason.rule for one in raised for reason in one.reasons]


def running(rule: str) -> int:
    return Deadline.objects.running().filter(rule=rule).count()


def test_two_who_seal_at_once_make_one_sealed_copy(cast: Cast):
    """[Rule N7; procedure 4.3]"""
    nrm, other = a_whole_draft(), a_whole_draft(a_case())
    read = kept.as_read(kept.answers_of(nrm))

    results = at_once(
        *(
            lambda by=by: sealing.seal(nrm, town=TOWN, county=COUNTY, read=read, by=anew(by))
            for by in (cast.social_worker, cast.manager)
        )
    )

    assert rules(results) == ["N7"]
    assert SealedCopy.objects.count() == 1
    assert (running("KEY-01"), running("ICT-01")) == (1, 1)
    assert NrmReferral.objects.get(pk=other.pk).status == "draft"


def test_two_who_record_that_it_was_sent_start_one_review(cast: Cast):
    """[Rules N1, N8; procedure 4.3]"""
    nrm = build.a_sealed_nrm(a_case())
    at = timezone.now()

    results = at_once(
        *(
            lambda by=by: sending.record_sent(nrm, at=at, known_by=SentKnownBy.CONFIRMATION, by=anew(by))
            for by in (cast.social_worker, cast.manager)
        )
    )

    assert rules(results) == ["N1"]
    assert Review.objects.filter(nrm_referral=nrm).count() == 1
    assert [running(rule) for rule in ("KEY-01", "HOR-01", "NRM-03", "POL-01")] == [0, 1, 1, 1]


def test_two_referrals_do_not_get_one_reference(cast: Cast):
    """Nobody who waited is answered with a fault: they are told what the first would have been. [Rule N1]"""
    sent = [build.a_sent_nrm(a_case()) for _ in range(2)]

    results = at_once(
        *(lambda nrm=nrm: sending.record_reference(nrm, reference="NRM-7001", by=anew(cast.manager)) for nrm in sent)
    )

    assert rules(results) == ["N1"]
    assert NrmReferral.objects.filter(home_office_reference="NRM-7001").count() == 1
    assert running("HOR-01") == 1


def test_nothing_is_written_into_what_is_being_sealed(cast: Cast):
    """Whoever saves meanwhile waits, and is told that it is sealed. [Rule N7; procedure 4.3]"""
    nrm = a_whole_draft()
    read = kept.as_read(kept.answers_of(nrm))

    def save() -> None:
        drafts.save_answers(nrm, typed={"family": "Somebody else"}, by=anew(cast.manager))

    def seal() -> None:
        sealing.seal(nrm, town=TOWN, county=COUNTY, read=read, by=anew(cast.social_worker))

    with ThreadPoolExecutor(1) as pool:
        with in_an_open_transaction(seal):
            waiting = pool.submit(at_once, save)
            time.sleep(LONG_ENOUGH_TO_WAIT_FOR_THE_LOCK)
        results = waiting.result()

    assert rules(results) == ["N7"]
    assert kept.answers_of(nrm)["family"] != "Somebody else"
