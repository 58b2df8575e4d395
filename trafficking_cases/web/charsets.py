"""A request may say in which letters it is written; Python would also believe "hex" or "unicode_escape".

It falls over the one and reads characters that no database keeps into the other. Browsers write UTF-8 to us, and so do
programs; nothing else is heard.
"""

import codecs
from collections.abc import Callable, Iterable
from email.message import Message
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def utf8_only(application: Application) -> Application:
    """Answer requests whose declared charset is another than UTF-8 as if they had declared none.

    Django decodes by it while it builds the request, before any page of ours could say what is wrong.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        declared = environ.get("CONTENT_TYPE", "")
        if "charset" in declared.lower() and not _is_utf8(declared):
            environ["CONTENT_TYPE"] = declared.split(";")[0]
        return application(environ, start_response)

    return answer


def _is_utf8(content_type: str) -> bool:
    header = Message()
    header["content-type"] = content_type
    try:
        return codecs.lookup(header.get_content_charset() or "utf-8").name == "utf-8"
    except (LookupError, ValueError):
        return False
