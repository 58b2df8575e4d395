"""No step that protects a child asks for a nationality or an immigration status first. [Rule C4; procedure 4.1]"""

import ast
from collections.abc import Callable

import pytest

from referrals import actions
from tests import builders
from tests.architecture.source import our_files, short
from tests.builders_identity import a_birth, a_claim, an_age_decision
from tests.cast import Cast
from trafficking_cases.children import adults, identity
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import AgeOutcome, Kind

NOBODY_ASKED = {"nationality": "", "known_as": "", "born_on": None, "about_age": None, "language": ""}


def receive(cast: Cast) -> None:
    builders.a_referral(**NOBODY_ASKED)


def propose(cast: Cast) -> None:
    builders.a_proposed_referral(**NOBODY_ASKED)


def sign_and_open_the_case(cast: Cast) -> None:
    assert builders.a_decided_referral(outcome="assessment", worker=cast.social_worker, **NOBODY_ASKED).case_id


def claim_and_consult(cast: Cast) -> None:
    actions.claim(builders.a_referral(**NOBODY_ASKED), by=cast.duty_worker)


def allocate(cast: Cast) -> None:
    builders.a_case(worker=cast.social_worker, manager=cast.manager, **NOBODY_ASKED)


def bar_an_adult(cast: Cast) -> None:
    adult = builders.an_adult(a_case(cast), do_not_contact="He is violent.")
    adults.flag_concern(adult, reason="Seen at the house.", by=cast.social_worker)


def name_and_age(cast: Cast) -> None:
    case = a_case(cast)
    a_claim(case, "Linh")
    a_birth(case, 15)
    an_age_decision(case, AgeOutcome.CHILD)


def a_case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, **NOBODY_ASKED)


# Each verb that protects a child. A new one is put here on the day on which it comes.
PROTECTIVE: list[Callable[[Cast], None]] = [
    receive,
    claim_and_consult,
    propose,
    sign_and_open_the_case,
    allocate,
    bar_an_adult,
    name_and_age,
]


@pytest.mark.parametrize("step", PROTECTIVE, ids=lambda step: step.__name__)
def test_no_protective_step_waits_for_a_nationality_or_a_status(cast: Cast, step: Callable[[Cast], None]):
    step(cast)


@pytest.mark.parametrize("kind", [Kind.NATIONALITY, Kind.ASYLUM])
def test_what_is_said_of_it_can_be_false_and_nothing_stops(cast: Cast, kind: Kind):
    case = a_case(cast)
    value = "seeking" if kind == Kind.ASYLUM else "Vietnamese"
    claim = a_claim(case, value, kind=kind)
    identity.check_claim(claim, found="proved_false", reason="It was made up.", by=cast.manager)

    name_and_age(cast)
    bar_an_adult(cast)


ASKED_ABOUT = {"nationality", "nationalities", "asylum", "asylum_said", "NATIONALITY", "ASYLUM"}


def test_no_policy_reads_a_nationality_or_an_asylum_claim():
    """But those of the national referral form, which is about them. A rule that read one could hold protection up."""
    policies = [path for path in our_files() if "policies" in (path.stem, path.parent.name)]
    readers = {
        short(path)
        for path in policies
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ASKED_ABOUT
    }

    assert len(policies) > 5
    assert {reader for reader in readers if not reader.startswith("nrm/")} == set()
