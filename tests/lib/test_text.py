import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_cases.lib.text import is_blank, plain, shortened, sort_key


@pytest.mark.parametrize(
    "name", ["Trầm Thị Ngọc Ánh", "Blerta Çelkuqi", "سمر الخزام", "می\u200cخواهم", "Zoë O’Neill", "👩\u200d👧"]
)
def test_names_keep_their_letters_in_every_script(name: str):
    assert plain(unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("harmless\u202egpj.exe", "harmlessgpj.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("left\u200eright\u200f", "leftright"),
        ("\u061cmark", "mark"),
        ("nul\x00bell\x07escape\x1b[31m", "nulbellescape[31m"),
        ("one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour"),
        ("half\ud800 a character\udfff", "half a character"),
        ("a\x00\u0301 and e\u202e\u0302", "\u00e1 and \u00ea"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_what_is_invisible_and_misleads_goes(typed: str, kept: str):
    assert plain(typed) == kept


@given(st.text())
def test_what_is_plain_stays(text: str):
    once = plain(text)

    assert plain(once) == once


@given(st.text())
def test_nothing_that_turns_a_line_is_left(text: str):
    left = plain(text + "\u202e\u2067")

    assert not {unicodedata.bidirectional(character) for character in left} & {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    }  # fmt: skip


def test_lists_are_in_an_order_without_accents_and_capitals():
    names = ["Zoë", "ánh", "Anh", "ÅSA", "Çelik", "Bea"]

    assert sorted(names, key=sort_key) == ["ánh", "Anh", "ÅSA", "Bea", "Çelik", "Zoë"]


@pytest.mark.parametrize(
    ("text", "length", "line"),
    [
        ("short", 10, "short"),
        ("two\n lines", 10, "two lines"),
        ("exactly te", 10, "exactly te"),
        ("one two three", 10, "one two…"),
        ("one, two three", 8, "one…"),
        ("it was. There was", 10, "it was…"),
        ("unbroken" * 5, 10, "unbrokenu…"),
    ],
)
def test_a_line_is_cut_between_words(text: str, length: int, line: str):
    assert shortened(text, length) == line
    assert len(line) <= length


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200d", "\u2800\u3164", "\u0301"])
def test_what_shows_nothing_is_blank(text: str):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " ṇ ", "\u200bÁnh", "سارة", "!", "👋"])
def test_what_shows_something_is_not(text: str):
    assert not is_blank(text)
