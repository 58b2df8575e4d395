"""Draws pages with WeasyPrint, which needs Pango: load this module only through `pdf`."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import woff2
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"
KINDS = {".css": "text/css", ".woff2": "font/ttf"}
FOLDERS = ("css", "fonts")
STYLE_SHEET = f"{SCHEME}css/pdf.css"


class Forbidden(ValueError):
    """A document asked for something that is not ours to give it."""


class ClosedFetcher(URLFetcher):
    """What WeasyPrint asks for every style sheet, picture, typeface and attachment: ours, or nothing."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        path = asset(url)
        content = _unpacked(path) if path.suffix == ".woff2" else path.read_bytes()
        return URLFetcherResponse(url, BytesIO(content), {"Content-Type": KINDS[path.suffix]})


@cache
def _unpacked(typeface: Path) -> bytes:
    """A typeface as the drawing needs it. Unpacking takes longer than drawing, so it is done once for a process."""
    unpacked = BytesIO()
    woff2.decompress(BytesIO(typeface.read_bytes()), unpacked)
    return unpacked.getvalue()


def asset(url: str) -> Path:
    """The file behind an address of ours, or a refusal: only style sheets and typefaces of the build."""
    folder, _, name = url.removeprefix(SCHEME).partition("/")
    path = Path(settings.BASE_DIR) / "build" / "assets" / folder / name
    if not url.startswith(SCHEME) or folder not in FOLDERS or name != path.name or path.suffix not in KINDS:
        raise Forbidden("a document may fetch only its own style sheet and typeface")
    return path


def draw(markup: str) -> bytes:
    """Mark-up as a tagged document (PDF/UA-1)."""
    document = HTML(string=markup, base_url=SCHEME, url_fetcher=ClosedFetcher(allow_redirects=False))
    return document.write_pdf(pdf_variant="pdf/ua-1")
