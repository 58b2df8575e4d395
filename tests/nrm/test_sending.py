"""Met once the Home Office has the referral, never by sealing alone. [Rules N1, N5, N8, N9; procedure 4.3]"""

from datetime import timedelta

import pytest
from django.utils import timezone

from nrm.actions import duties, sending
from nrm.models import NrmReferral, Review
from nrm.policies.sending import as_reference, is_shaped
from nrm.workflow.duties import Status as DutyStatus
from nrm.workflow.referrals import SentKnownBy, Status
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def sent(referral: NrmReferral, by, at=None) -> NrmReferral:
    return sending.record_sent(referral, at=at or timezone.now(), known_by=SentKnownBy.CONFIRMATION, by=by)


def state_of(case: Case, rule: str) -> list[str]:
    return [deadline.status for deadline in Deadline.objects.filter(case=case, rule=rule)]


def test_sealing_alone_meets_nothing(cast: Cast, case: Case):
    duty = build.a_duty(case)
    build.a_sealed_nrm(case)
    duties.take_in(timezone.now())

    assert case.duties.get() == duty
    assert (case.duties.get().status, state_of(case, "NRM-01"), state_of(case, "KEY-01")) == (
        DutyStatus.OPEN,
        ["running"],
        ["running"],
    )


def test_sent_meets_every_open_duty_and_starts_what_follows(cast: Cast, case: Case):
    other = a_case(worker=cast.social_worker)
    build.a_duty(other)
    build.a_duty(case)
    build.listed()
    build.nationality(case)
    build.asylum(case)
    duties.take_in(timezone.now())

    referral = sent(build.a_sealed_nrm(case), cast.social_worker)

    assert {duty.status for duty in case.duties.all()} == {DutyStatus.MET}
    assert case.duties.count() == 2
    for rule in ("NRM-01", "NRM-02", "KEY-01"):
        assert state_of(case, rule) == ["met"], rule
    for rule in ("HOR-01", "NRM-03", "POL-01"):
        assert state_of(case, rule) == ["running"], rule
    assert (referral.status, referral.sent_recorded_by) == (Status.SENT, cast.social_worker)
    assert other.duties.get().status == DutyStatus.OPEN


def test_it_was_in_time_if_it_was_sent_in_time_however_late_that_is_recorded(cast: Cast, case: Case):
    long_ago = timezone.now() - timedelta(days=20)
    duty = build.a_duty(case, at=long_ago)
    at = long_ago + timedelta(hours=3)
    sent(build.a_sealed_nrm(case, at=long_ago + timedelta(hours=1)), cast.social_worker, at)

    clock = Deadline.objects.get(subject=duty.pk)
    assert (clock.ended_at, clock.lateness(timezone.now())) == (at, timedelta())


def test_it_goes_to_the_police_who_are_told(cast: Cast, case: Case):
    """[Rule N8; procedure 4.3]"""
    assert not Case.objects.visible_to(cast.police).exists()

    review = build.a_review(case)

    assert (review.police, review.status) == (cast.police.agency, "to_decide")
    assert list(Review.objects.queue_of(cast.police)) == [review]
    assert list(Case.objects.visible_to(cast.police)) == [case]
    assert Notice.objects.filter(recipient=cast.police, kind="nrm.shared").count() == 1


def test_a_case_that_the_police_have_already_is_not_given_twice(cast: Cast, case: Case):
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Strategy", by=cast.manager)
    build.a_sent_nrm(case)

    assert Grant.objects.filter(case=case, relation=Relation.POLICE).count() == 1


def test_it_waits_for_the_weekly_mace_while_the_child_is_under_18(cast: Cast, case: Case):
    """Of unknown age too. [Rule N9; procedure 4.3]"""
    today = timezone.localdate()
    referral = build.a_sent_nrm(case)
    build.a_sealed_nrm(case)
    assert list(NrmReferral.objects.waiting_for_mace(today)) == [referral]

    for years, waits in ((17, True), (19, False)):
        case.child.born_on, case.child.birth_date_is = today.replace(day=1, year=today.year - years), "exact"
        case.child.save()
        assert NrmReferral.objects.waiting_for_mace(today).exists() is waits


def test_a_draft_cannot_have_been_sent_nor_one_twice_nor_in_the_future(cast: Cast, case: Case):
    referral = build.a_sealed_nrm(case)
    tomorrow, before = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)
    assert [r.rule for r in reasons_against(lambda: sent(referral, cast.social_worker, tomorrow))] == ["N1"]
    assert [r.rule for r in reasons_against(lambda: sent(referral, cast.social_worker, before))] == ["N1"]
    NrmReferral.objects.filter(pk=referral.pk).update(status=Status.DRAFT)
    assert "seal" in reasons_against(lambda: sent(referral, cast.social_worker))[0].message
    NrmReferral.objects.filter(pk=referral.pk).update(status=Status.SEALED)
    sent(referral, cast.social_worker)
    assert "already" in reasons_against(lambda: sent(referral, cast.social_worker))[0].message


def test_who_may(cast: Cast, case: Case):
    """Whoever reads it on the case and is of a first responder organisation. [Rule N5]"""
    grants.give(case, to=cast.guardian, relation=Relation.GUARDIAN, reason="Named", by=cast.manager)
    a_share(case, to=cast.health)
    a_share(case, to=cast.mace_coordinator)
    allowed = ("social_worker", "manager", "guardian")
    referral = build.a_sealed_nrm(case)

    for who in each_of(cast):
        person = getattr(cast, who)
        assert answer_to(lambda: sent(referral, person)) == (DONE if who in allowed else NOT_FOUND)
        elsewhere = {"health": NOT_YET, "mace_coordinator": FORBIDDEN} | dict.fromkeys(allowed, DONE)
        assert answer_to(lambda: made_elsewhere(case, person)) == elsewhere.get(who, NOT_FOUND)


# The reference -------------------------------------------------------------------------------------------------------


def test_the_reference_acknowledges_it_and_ends_the_chase(cast: Cast, case: Case):
    referral = build.a_sent_nrm(case)

    referral = sending.record_reference(referral, reference=" nrm-2026 00123 ", by=cast.manager)

    assert (referral.status, referral.home_office_reference) == (Status.ACKNOWLEDGED, "NRM-202600123")
    assert state_of(case, "HOR-01") == ["met"]
    assert state_of(case, "NRM-03") == ["running"]


def test_a_mistyped_one_is_put_right(cast: Cast, case: Case):
    referral = build.an_acknowledged_nrm(case, reference="NRM-1001")

    again = sending.record_reference(referral, reference="NRM-1010", by=cast.social_worker)

    assert (again.status, again.home_office_reference) == (Status.ACKNOWLEDGED, "NRM-1010")
    assert "put right" in case.chronology.filter(kind="nrm.acknowledged").latest("at").sentence


def test_the_reference_of_another_referral_is_refused_without_saying_whose(cast: Cast, case: Case):
    other = a_case(worker=cast.social_worker)
    theirs = build.an_acknowledged_nrm(other, reference="NRM-1001")
    referral = build.a_sent_nrm(case)

    reasons = reasons_against(lambda: sending.record_reference(referral, reference="nrm-1001", by=cast.social_worker))

    assert [reason.rule for reason in reasons] == ["N1"]
    assert not any(said in reasons[0].message for said in (theirs.reference, other.reference))


@pytest.mark.parametrize("reference", ["", "AB", "NO-FIGURE", "NRM_1001", "NRM 1001!", "-1001", "１００１", "9" * 41])
def test_what_can_be_no_reference(cast: Cast, case: Case, reference: str):
    assert not is_shaped(as_reference(reference))
    referral = build.a_sent_nrm(case)
    assert reasons_against(lambda: sending.record_reference(referral, reference=reference, by=cast.manager))


# Made elsewhere ------------------------------------------------------------------------------------------------------


def made_elsewhere(case: Case, by, reference: str = "NRM-7001") -> NrmReferral:
    at = timezone.now() - timedelta(hours=2)
    return sending.record_elsewhere(case, made_by="Border Force, Immingham", at=at, reference=reference, by=by)


def test_one_made_elsewhere_meets_the_duty_and_goes_to_the_police(cast: Cast, case: Case):
    """[Rules N1, N8; procedure 4.3]"""
    duty = build.a_duty(case)

    referral = made_elsewhere(case, cast.social_worker)

    assert case.duties.get(pk=duty.pk).status == DutyStatus.MET
    assert (referral.status, referral.is_elsewhere) == (Status.ACKNOWLEDGED, True)
    assert Review.objects.get().nrm_referral == referral
    assert state_of(case, "HOR-01") == []
    assert state_of(case, "NRM-03") == ["running"]


def test_the_police_may_record_one(cast: Cast, case: Case):
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Strategy", by=cast.manager)

    assert made_elsewhere(case, cast.police).sent_recorded_by == cast.police
    assert reasons_against(lambda: made_elsewhere(case, cast.police))


def test_nothing_that_was_typed_stands_in_the_chronology_or_the_audit(cast: Cast, case: Case):
    referral = made_elsewhere(case, cast.social_worker, "NRM-7001")

    for line in case.chronology.filter(kind__startswith="nrm."):
        assert not any(said in line.sentence for said in ("Immingham", "7001"))
    events = Event.objects.filter(subject_id=str(referral.pk))
    assert {event.name for event in events} == {"nrm.made_elsewhere"}
    assert "7001" not in str([event.codes for event in events])
