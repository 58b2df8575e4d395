"""What a file is, found by reading it: its name and what the browser says of it are not believed."""

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db.models import TextChoices
from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

LARGEST = 10 * 1024 * 1024
LARGEST_SAID = "10 MB"
# A picture of a good camera. A small file can hold many more, to fill the memory of whoever opens it.
MOST_PIXELS = 50_000_000
MOST_OBJECTS = 50_000
DEEPEST = 100
# What the two libraries say of files that are broken, or made to break whoever reads them.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    EOFError,
    struct.error,
    zlib.error,
    PyPdfError,
)
# What does something when a document is opened or clicked, or carries another file in it.
ACTIVE = frozenset(
    {
        *("/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR"),
        *("/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/RichMedia", "/RichMediaContent"),
        *("/Rendition", "/Movie", "/Sound", "/Screen", "/3D", "/XFA"),
    }
)


class MediaType(TextChoices):
    """What may be kept."""

    JPEG = "image/jpeg", "JPEG picture"
    PNG = "image/png", "PNG picture"
    PDF = "application/pdf", "PDF document"


class Unreadable(Exception):
    """The file is not kept. The sentence says what to send instead, and nothing of what is in it."""


@dataclass(frozen=True)
class Read:
    """A file that was found to be what it may be, as it will be kept."""

    media_type: MediaType
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_picture(self) -> bool:
        return self.media_type != MediaType.PDF


def read(content: bytes) -> Read:
    """A file as it is kept: pictures drawn anew, without what cameras write into them; documents as they came."""
    if not content:
        raise Unreadable("This file is empty. Choose the file again, or scan the paper again")
    if len(content) > LARGEST:
        raise Unreadable(f"Choose a file of at most {LARGEST_SAID}")
    for begins, media_type, reading in READINGS:
        if content.startswith(begins):
            kept = reading(content)
            if len(kept) > LARGEST:
                raise Unreadable(f"Choose a file of at most {LARGEST_SAID}")
            return Read(media_type, kept)
    raise Unreadable("Choose a JPEG or PNG picture, or a PDF. This file is something else, whatever its name says")


def _jpeg(content: bytes) -> bytes:
    return _drawn_anew(lambda: JpegImageFile(BytesIO(content)), "JPEG", quality=90)


def _png(content: bytes) -> bytes:
    return _drawn_anew(lambda: PngImageFile(BytesIO(content)), "PNG")


def _drawn_anew(opened: Callable[[], Image.Image], kind: str, **options: int) -> bytes:
    """The picture alone, the right way up. The place, the time and the camera in it are left behind."""
    try:
        # WeasyPrint, once imported, has Pillow take what is cut off for the whole process.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        # Not by Image.open, which only warns of a picture that is too large: only the head is read so far.
        image = opened()
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable("This picture has too many points. Take it again with a smaller setting, or scan it")
        upright = ImageOps.exif_transpose(image)
        mode = "RGBA" if kind == "PNG" and upright.has_transparency_data else "RGB"
        drawn = upright if upright.mode == "L" else upright.convert(mode)
        drawn.info = {}
        kept = BytesIO()
        drawn.save(kept, kind, **options)
    except BROKEN:
        raise Unreadable("This picture is broken or was cut off on the way. Send it again") from None
    return kept.getvalue()


def _pdf(content: bytes) -> bytes:
    """The document as it came, if it opens without a password and only shows pages."""
    # Whoever reads a document looks for its end line by line, through any number of empty ones.
    document = content.rstrip(b"\0 \t\r\n\f")
    if not document.endswith(b"%%EOF"):
        raise Unreadable("This PDF is broken, or something else hangs on its end. Print it to a new PDF and send that")
    try:
        reader = PdfReader(BytesIO(document))
        locked = reader.is_encrypted
        active = not locked and _does_something(reader)
        pages = 0 if locked else len(reader.pages)
    except BROKEN:
        raise Unreadable("This PDF is broken. Print it to a new PDF and send that") from None
    if locked:
        raise Unreadable("This PDF is locked with a password. Print it to a new PDF without one and send that")
    if active:
        raise Unreadable(
            "This PDF carries programs or other files in it. Print it to a new PDF, which leaves them behind"
        )
    if not pages:
        raise Unreadable("This PDF has no pages. Print it to a new PDF and send that")
    return content


def _does_something(reader: PdfReader) -> bool:
    """Whether anything in the document does more than show a page."""
    numbers = [(number, generation) for generation, found in reader.xref.items() for number in found]
    numbers += [(number, 0) for number in reader.xref_objStm]
    if len(numbers) > MOST_OBJECTS:
        raise ValueError("more parts than any paper has")
    names = _names(reader.trailer)
    if any(name in ACTIVE for name in names):
        return True
    for number, generation in numbers:
        found = reader.get_object(IndirectObject(number, generation, reader))
        if any(name in ACTIVE for name in _names(found)):
            return True
    return False


def _names(part: Any, depth: int = 0) -> Iterator[str]:
    """Every name in one object, as a reader understands it; what it points at is visited by its own number."""
    if depth > DEEPEST:
        raise ValueError("nested deeper than any paper")
    if isinstance(part, NameObject):
        yield str(part)
    elif isinstance(part, DictionaryObject):
        for name, value in part.items():
            yield str(name)
            yield from _names(_raw(value), depth + 1)
    elif isinstance(part, ArrayObject):
        for value in part:
            yield from _names(_raw(value), depth + 1)


def _raw(value: PdfObject | Any) -> Any:
    return None if isinstance(value, IndirectObject) else value


READINGS: tuple[tuple[bytes, MediaType, Callable[[bytes], bytes]], ...] = (
    (b"\xff\xd8\xff", MediaType.JPEG, _jpeg),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG, _png),
    (b"%PDF-", MediaType.PDF, _pdf),
)
