"""Draws pages with WeasyPrint, which needs Pango: load this module only through `pdf`."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from django.conf import settings
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"
KINDS = {".css": "text/css", ".woff2": "font/woff2"}
FOLDERS = ("css", "fonts")
STYLE_SHEET = f"{SCHEME}css/pdf.css"


class Forbidden(ValueError):
    """A document asked for something that is not ours to give it."""


class ClosedFetcher(URLFetcher):
    """What WeasyPrint asks for every style sheet, picture, typeface and attachment: ours, or nothing."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        path = asset(url)
        return URLFetcherResponse(url, BytesIO(path.read_bytes()), {"Content-Type": KINDS[path.suffix]})


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
