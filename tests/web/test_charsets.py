"""What a request says of its letters never breaks the service."""

from io import BytesIO

import pytest

from trafficking_cases.web.charsets import utf8_only


def declared(content_type: str) -> str:
    """What the application behind the door is told."""
    told: list[str] = []

    def application(environ, start_response):
        told.append(environ["CONTENT_TYPE"])
        return [b""]

    utf8_only(application)({"CONTENT_TYPE": content_type, "wsgi.input": BytesIO()}, None)
    return told[0]


@pytest.mark.parametrize(
    "charset",
    [
        *("hex", "rot13", "zlib", "base64", "no-such-thing", "a\x00b"),
        *("unicode_escape", "raw_unicode_escape", "utf-7", "utf-16", "punycode", "idna", "latin-1"),
    ],
)
def test_anything_but_utf8_is_not_passed_on(charset):
    assert declared(f"application/json; charset={charset}") == "application/json"


@pytest.mark.parametrize(
    "content_type", ["", "application/json", "application/json; charset=utf-8", "text/plain; charset=UTF8"]
)
def test_utf8_is_passed_on_as_it_came(content_type):
    assert declared(content_type) == content_type
