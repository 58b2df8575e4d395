import pytest

from trafficking_cases.lib.errors import Reason, Refused, refuse_if

REASONS = [Reason("R3", "Talk to the Police first."), Reason("R2", "Take it on first."), Reason("R3", "And sign it.")]


def test_nothing_against_it_is_no_refusal():
    refuse_if([])


def test_a_refusal_carries_every_reason():
    with pytest.raises(Refused) as refused:
        refuse_if(REASONS)

    assert refused.value.reasons == REASONS


def test_as_a_message_it_names_the_rules_and_no_words():
    """What is logged of an error must not hold a sentence that could name somebody."""
    assert str(Refused(iter(REASONS))) == "R2; R3"


def test_a_reason_is_read_with_its_rule():
    assert str(REASONS[0]) == "Talk to the Police first. (Rule R3)"
