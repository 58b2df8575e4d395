"""Documents: every script reads back, every page says what it is, and nothing gets in from outside."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from pypdf import PdfReader

from trafficking_cases.web import pdf
from trafficking_cases.web.drawing import Forbidden, asset
from trafficking_cases.web.shapes import Barred, Fact

TEMPLATES = Path(__file__).parent / "templates"
NAMES = {
    "Vietnamese": "Trầm Thị Ngọc Ánh",
    "Albanian": "Çelë Shkodrani ë",
    "Arabic": "سارة الحسن",
    "Ukrainian": "Ольга Шевченко",
    "Greek": "Ελένη",
    "Polish": "Łukasz Żółć",
    "Tigrinya": "ዮናስ ሃብተ",
}
OUTSIDE = """
<a rel="attachment" href="file:///etc/passwd">a</a><link rel="attachment" href="file:///etc/passwd">
<link rel="stylesheet" href="file:///etc/passwd"><link rel="stylesheet" href="http://127.0.0.1:9/a.css">
<img src="http://127.0.0.1:9/a.png" alt="b"><img src="file:///etc/passwd" alt="c">
<img src="data:image/png;base64,iVBORw0KGgo=" alt="d"><img src="asset:../settings.py" alt="e">
<object data="file:///etc/passwd"></object><embed src="file:///etc/passwd">
<style>@import "file:///etc/passwd"; body { background: url(file:///etc/passwd) }</style>
<svg><image href="file:///etc/passwd" width="9" height="9"/></svg>
"""


def summary(**changes: object) -> bytes:
    context = {
        "product_name": "Waymark",
        "kind": "Case summary",
        "marking": "Official-sensitive",
        "reference": "S-0418 v1",
        "recipient": "the Home Office",
        "made_on": date(2026, 11, 23),
        "barred": [Barred("by any means", who="Duc Haverin")],
        "rows": [Fact(key, name) for key, name in NAMES.items()],
        "outside": "",
    } | changes
    ours = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], TEMPLATES]}
    with override_settings(TEMPLATES=[ours]):
        return pdf.render_pdf("document.html", context, title="Case summary for the Home Office")


@pytest.fixture(scope="module")
def document() -> PdfReader:
    return PdfReader(io.BytesIO(summary()))


@pytest.mark.parametrize("script", NAMES)
def test_a_name_reads_back_letter_by_letter(document: PdfReader, script: str) -> None:
    assert NAMES[script] in document.pages[0].extract_text()


def test_it_is_tagged_and_says_its_language_and_title(document: PdfReader) -> None:
    root = document.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/StructTreeRoot"]["/K"]
    assert document.metadata.title == "Case summary for the Home Office"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data() or b"<pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_every_page_says_for_whom_it_is() -> None:
    long = [Fact(f"Line {number}", "A sentence. " * 20) for number in range(60)]

    pages = PdfReader(io.BytesIO(summary(rows=long))).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "S-0418 v1 · Do not copy on · For the Home Office only" in text
        assert f"Page {number} of {len(pages)}" in text
        assert text.count("S-0418 v1 · 23 Nov 2026 · for the Home Office") == 6


def test_a_screen_reader_is_spared_what_runs_on_every_page(document: PdfReader) -> None:
    """The watermark and the foot are no part of the structure: no paragraph of it stands before the heading."""

    def kinds(node) -> list[str]:
        node = node.get_object()
        if not isinstance(node, dict):
            return [kind for child in node for kind in kinds(child)] if isinstance(node, list) else []
        return [node.get("/S", ""), *(kinds(node["/K"]) if "/K" in node else [])]

    found = kinds(document.trailer["/Root"]["/StructTreeRoot"]["/K"])

    assert "/H1" in found
    assert "/P" not in found[: found.index("/H1")]


def test_do_not_contact_stands_before_everything_about_the_child(document: PdfReader) -> None:
    text = document.pages[0].extract_text()

    assert text.index("Do not contact") < text.index("Vietnamese")


def test_the_four_nothings_and_the_withheld_are_said() -> None:
    rows = [
        Fact("a"),
        Fact("b", none="not_known", none_text="Not known; asked 16 November 2026"),
        Fact("c", none="declined"),
        Fact("d", none="not_applicable"),
        Fact("e", none="withheld", none_text="Withheld: whereabouts are confidential"),
    ]

    text = PdfReader(io.BytesIO(summary(rows=rows))).pages[0].extract_text()

    for words in (
        "Not recorded",
        "asked 16 November 2026",
        "chose not to say",
        "Does not apply",
        "Withheld: whereabouts",
    ):
        assert words in text


def test_nothing_from_outside_gets_in() -> None:
    drawn = summary(outside=OUTSIDE)

    document = PdfReader(io.BytesIO(drawn))
    streams = b"".join(
        found.get_data()
        for found in map(document.get_object, range(1, document.trailer["/Size"]))
        if hasattr(found, "get_data")
    )
    assert list(document.attachments) == []
    assert b"root:" not in streams
    assert b"/EmbeddedFile" not in drawn
    assert b"/Image" not in drawn


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/a.css",
        "ftp://example.org/",
        "data:text/css,body{}",
        "asset:settings.py",
        "asset:css/../../settings.py",
        "asset:css/../css/app.css",
        "asset:/etc/passwd",
        "asset://css/pdf.css",
        "asset:css/%2e%2e/pdf.css",
        "asset:js/app.js",
        "asset:css/pdf.css.map",
        "css/pdf.css",
        "",
    ],
)
def test_only_our_style_sheet_and_typeface_can_be_fetched(address: str) -> None:
    with pytest.raises(Forbidden):
        asset(address)


def test_ours_can_be_fetched() -> None:
    assert asset("asset:css/pdf.css").parts[-3:] == ("assets", "css", "pdf.css")


def test_a_direction_override_does_not_reach_the_page() -> None:
    text = PdfReader(io.BytesIO(summary(rows=[Fact("Name", "Linh\u202egnaD")]))).pages[0].extract_text()

    assert "LinhgnaD" in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_without_the_libraries_it_says_so_and_the_site_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", missing)

    with pytest.raises(pdf.Unavailable, match="Pango is not installed here"):
        summary()
