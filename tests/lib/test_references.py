from trafficking_cases.lib.references import random_reference


def test_a_reference_is_a_prefix_and_six_digits():
    assert random_reference("R").startswith("R-")
    assert {len(random_reference("R")) for _ in range(500)} == {8}
    assert all(random_reference("C")[2:].isdigit() for _ in range(500))


def test_one_tells_nothing_of_the_next():
    assert len({random_reference("R") for _ in range(200)}) > 190
