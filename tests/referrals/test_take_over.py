"""What a referral suspected stands on the case that it opens, accepted by whoever signed. [Rules I2, N1]"""

from importlib import import_module

from django.apps import apps

from tests import builders
from tests.cast import Cast
from trafficking_cases.audit.models import Event
from trafficking_cases.children.models import Exploitation

SUSPECTED = {"sexual": "suspected", "criminal_theft": "known"}


def test_what_the_referral_suspected_stands_on_the_case_accepted_by_whoever_signed(cast: Cast):
    case = builders.a_case(manager=cast.manager, exploitation=SUSPECTED)
    other = builders.a_case(manager=cast.manager)

    taken = {one.code: one for one in case.exploitation.all()}

    assert {code: one.certainty for code, one in taken.items()} == SUSPECTED
    for one in taken.values():
        assert (one.recorded_by, one.accepted_by) == (cast.education, cast.manager)
    assert Exploitation.objects.accepted().filter(case=case).count() == 2
    assert not other.exploitation.exists()
    assert Event.objects.filter(name="exploitation.taken_over", case_id=case.pk).count() == 2


def test_a_referral_that_opens_no_case_leaves_nothing(cast: Cast):
    builders.a_decided_referral(exploitation=SUSPECTED)

    assert not Exploitation.objects.exists()


def test_cases_from_before_are_caught_up_with_once(cast: Cast):
    case = builders.a_case(manager=cast.manager, exploitation=SUSPECTED)
    case.exploitation.filter(code="sexual").delete()
    catch_up = import_module("referrals.migrations.0002_exploitation_on_open_cases").carry_over

    catch_up(apps, None)
    catch_up(apps, None)

    caught_up = case.exploitation.get(code="sexual")
    assert (caught_up.recorded_by, caught_up.accepted_by) == (cast.education, cast.manager)
    assert case.exploitation.count() == 2
