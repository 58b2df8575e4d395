"""Documents for people outside: tagged A4 pages that fetch nothing but our own style sheet and typeface."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from trafficking_cases.lib.text import plain


class Unavailable(Exception):
    """This machine lacks the libraries that draw pages; the site goes on without them."""


def render_pdf(template: str, context: Mapping[str, Any], *, title: str, lang: str = "en-GB") -> bytes:
    """A template as a tagged PDF (PDF/UA-1). The template extends pdf/base.html, which says what it needs."""
    try:
        # At the first document, not at the start: without Pango the import fails, and the site must not.
        drawing = import_module("trafficking_cases.web.drawing")
    except OSError as missing:
        raise Unavailable("Pango is not installed here; docs/operations.md names the packages") from missing
    named = {**context, "title": title, "lang": lang, "style_sheet": drawing.STYLE_SHEET}
    # Values were made plain when they were kept; what came in by another road is made plain here.
    return drawing.draw(plain(render_to_string(template, named)))


def download(pdf: bytes, *, reference: str) -> HttpResponse:
    """A document as a file, named by a reference and the day and by nothing that says whom it is about."""
    name = f"{reference}-{timezone.localdate():%Y-%m-%d}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=disposition)
