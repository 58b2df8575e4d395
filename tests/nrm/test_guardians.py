"""The independent guardian: asked for or a reason given, named, and at once on the case. [Rule N11; procedure 2]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from nrm.actions import guardians, sending
from tests import builders_nrm_duties as build
from tests.builders import a_case
from tests.cast import NAMES, Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


def ask(case: Case, by: User, **said):
    return guardians.ask_for_guardian(case, by=by, **{"is_asked": True, "service_reference": "W-12"} | said)


def name(case: Case, guardian: User, by: User):
    return guardians.name_guardian(case, guardian=guardian, by=by)


@pytest.mark.parametrize("said", [{}, {"is_asked": False, "because": "The service does not work here."}])
def test_asking_or_a_reason_meets_the_clock(cast: Cast, case: Case, said):
    build.a_sealed_nrm(case)

    ask(case, cast.social_worker, **said)

    assert Deadline.objects.get(case=case, rule="ICT-01").status == "met"


def test_a_referral_made_elsewhere_asks_for_a_guardian_too(cast: Cast, case: Case):
    """From the day on which it became known here, however long ago it was made."""
    at = timezone.now() - timedelta(days=40)

    sending.record_elsewhere(case, made_by="Border Force", at=at, reference="NRM-9001", by=cast.social_worker)

    assert Deadline.objects.running().get(case=case, rule="ICT-01").due_at > timezone.now()
    ask(case, cast.manager)
    assert Deadline.objects.get(case=case, rule="ICT-01").status == "met"


def test_a_guardian_who_was_asked_for_before_is_not_expected_again(cast: Cast, case: Case):
    ask(case, cast.manager)

    build.a_sent_nrm(case)

    assert not Deadline.objects.running().filter(case=case, rule="ICT-01").exists()


@pytest.mark.parametrize("said", [{"is_asked": False}, {"is_asked": False, "because": " "}, {"because": "Both"}])
def test_neither_and_both_are_refused(cast: Cast, case: Case, said):
    assert [r.rule for r in reasons_against(lambda: ask(case, cast.social_worker, **said))] == ["N11"]


def test_not_asked_for_can_be_asked_for_later(cast: Cast, case: Case):
    ask(case, cast.social_worker, is_asked=False, because="Nobody answered.")
    referral = ask(case, cast.manager)

    assert (referral.not_asked_because, referral.asked_at is not None) == ("", True)


def test_once_named_the_guardian_sees_the_case_and_what_is_due(client, cast: Cast, case: Case):
    other = a_case(worker=cast.social_worker)
    build.a_duty(case)
    build.a_sealed_nrm(case)
    assert not Case.objects.visible_to(cast.guardian).exists()

    name(case, cast.guardian, cast.social_worker)

    assert list(Case.objects.visible_to(cast.guardian)) == [case]
    due = set(Deadline.objects.visible_to(cast.guardian).running().values_list("rule", flat=True))
    assert "NRM-01" in due
    assert Deadline.objects.get(case=case, rule="ICT-01").status == "met"
    assert Notice.objects.get(kind="nrm.guardian").recipient == cast.guardian
    client.force_login(cast.guardian)
    page = client.get(reverse("nrm:case", args=[case.pk])).content.decode()
    assert "Make the NRM referral" in page
    assert client.get(reverse("nrm:case", args=[other.pk])).status_code == 404


def test_a_second_guardian_ends_the_view_of_the_first(cast: Cast, case: Case):
    build.a_guardian(case)
    second = User.objects.create(
        username="guardian.2", full_name="Isolde Farrow", job_title="Guardian", agency=cast.guardian.agency
    )
    second.roles_held.create(code="guardian", from_on="2020-01-01")

    name(case, second, cast.manager)

    assert not Case.objects.visible_to(cast.guardian).exists()
    assert Case.objects.visible_to(second).exists()
    assert Grant.objects.filter(relation=Relation.GUARDIAN, ended_at=None).count() == 1


@pytest.mark.parametrize("who", sorted(set(NAMES) - {"guardian"}))
def test_nobody_else_can_be_named(cast: Cast, case: Case, who: str):
    assert [r.rule for r in reasons_against(lambda: name(case, getattr(cast, who), cast.manager))] == ["N11"]


def test_not_twice_and_not_asked_again_once_named(cast: Cast, case: Case):
    build.a_guardian(case)

    assert [r.rule for r in reasons_against(lambda: name(case, cast.guardian, cast.manager))] == ["N11"]
    assert [r.rule for r in reasons_against(lambda: ask(case, cast.manager))] == ["N11"]


def test_who_may(cast: Cast, case: Case):
    grants.give(case, to=cast.police.agency, relation=Relation.POLICE, reason="Strategy", by=cast.manager)
    answers = {"social_worker": DONE, "manager": DONE, "police": FORBIDDEN}

    for who in each_of(cast):
        person = getattr(cast, who)
        assert answer_to(lambda: ask(case, person)) == answers.get(who, NOT_FOUND)
        assert answer_to(lambda: name(case, cast.guardian, person)) == answers.get(who, NOT_FOUND)


def test_the_chronology_names_nobody(cast: Cast, case: Case):
    build.a_guardian(case)

    line = case.chronology.get(kind="nrm.guardian_named").sentence
    assert cast.guardian.full_name not in line
