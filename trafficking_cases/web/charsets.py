"""A request may say in which letters it is written; Python would also believe "hex", and fall over it."""

import codecs
from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def text_only(application: Application) -> Application:
    """Answer requests whose declared charset is no encoding of text as if they had declared none.

    Django decodes by it while it builds the request, before any page of ours could say what is wrong.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        declared = environ.get("CONTENT_TYPE", "")
        if "charset" in declared.lower() and not _is_text(declared):
            environ["CONTENT_TYPE"] = declared.split(";")[0]
        return application(environ, start_response)

    return answer


def _is_text(content_type: str) -> bool:
    header = Message()
    header["content-type"] = content_type
    try:
        return codecs.lookup(header.get_content_charset() or "utf-8")._is_text_encoding
    except (LookupError, ValueError):
        return False
