"""What the national form would refuse is marked before it is sent, and what it would change. [Rule N7]"""

from datetime import date

import pytest

from nrm.form import checks
from nrm.form.definition import fields

TODAY = date(2026, 11, 24)
VIETNAMESE = "Ờ"


def fault(name: str, value: str) -> str:
    return checks.refusal_of(fields()[name], value, today=TODAY)


def warned(**answers: str) -> dict[str, list[str]]:
    return checks.checked({name.replace("_", "-"): value for name, value in answers.items()}, today=TODAY).warnings


def test_15000_characters_of_vietnamese_fit_and_one_more_does_not():
    assert fault("family", VIETNAMESE * 15_000) == ""
    assert "15,000 characters: it has 15,001" in fault("family", VIETNAMESE * 15_001)


def test_the_limit_is_counted_on_trimmed_text():
    found = checks.checked({"family": f"  {VIETNAMESE * 15_000}  \n"}, today=TODAY)

    assert "family" not in found.refused


@pytest.mark.parametrize("name", ["details-last-contact", "authorities-cooperation-details"])
@pytest.mark.parametrize("text", ["see www.snap.com", "write to an@mail.example", "she left.then he", "user.name"])
def test_what_looks_like_a_web_address_is_refused_in_two_boxes(name: str, text: str):
    assert "web address" in fault(name, text)
    assert fault("family", text) == ""


def test_a_space_after_the_full_stop_is_no_web_address():
    assert fault("details-last-contact", "She left. Then he came. At 10.30 too.") == ""


@pytest.mark.parametrize(
    ("name", "possible", "impossible"),
    [
        ("pv-nationality", "Vietnamese", "Viet Namese"),
        ("user-organisation", "Lincolnshire County Council", "Fenmarch Borough Council"),
        ("pv-gender", "female", "girl"),
        ("does-pv-have-children-yes-amount", "2", "two"),
        ("fr-alternative-contact", "o'neil@team.fenmarch.gov.uk", "team at fenmarch"),
        ("pv-dob", "2010-2-28", "2010-2-30"),
        ("pv-dob", "2026-11-24", "2026-11-25"),
        ("pv-dob", "1900-1-2", "1900-1-1"),
        ("pv-dob", "2010-5-4", "2010--4"),
        ("upload-file", "one.pdf\ntwo.JPG", "one.pdf\nvoice.mp3"),
        ("upload-file", "a.pdf\n" * 99, "a.pdf\n" * 100),
    ],
)
def test_one_that_the_form_takes_and_one_that_it_does_not(name: str, possible: str, impossible: str):
    assert fault(name, possible) == ""
    assert fault(name, impossible)


def test_one_of_ten_types_is_needed_and_other_needs_its_words():
    nothing = checks.checked({}, today=TODAY)
    other = checks.checked({"types-of-exploitation-other": "true"}, today=TODAY)

    assert "types-of-exploitation-forced-to-work" in nothing.missing
    assert "types-of-exploitation-forced-to-work" not in other.missing
    assert "other-exploitation-details" in other.missing


@pytest.mark.parametrize(
    ("age", "born", "said"),
    [
        ("yes", "2008-11-24", "18 or over"),
        ("yes", "2008-11-25", ""),
        ("no", "2008-11-25", "under 18"),
        ("not-sure", "1990-01-01", ""),
    ],
)
def test_a_date_of_birth_against_the_age_answer_is_warned_of_and_not_refused(age: str, born: str, said: str):
    found = warned(pv_under_age=age, pv_dob=born).get("pv-dob", [])

    assert said in " ".join(found)
    assert bool(found) == bool(said)
    assert fault("pv-dob", born) == ""


@pytest.mark.parametrize("text", ["a | b", "<b>", "[x]", "a && b", "2019–2020", "a -- b", "/* x"])
def test_signs_that_the_form_changes_are_warned_of(text: str):
    assert "changes these signs" in warned(family=text)["family"][0]


def test_plain_text_in_any_script_is_not_warned_of():
    assert "family" not in warned(family="Trần Minh Ánh – không".replace("–", ","))


def test_an_address_that_does_not_open_the_form_and_a_contact_that_it_leaves_out():
    last = "local_authority_contacted_about_child_local_authority_last_name"
    found = warned(user_email="a@fenmarch.example", pv_under_age="yes", **{last: "Holdernest"})

    assert "user-email" in found
    assert "leaves this person out" in found[last.replace("_", "-")][0]
