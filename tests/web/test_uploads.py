"""Files are read before they are kept, and what cameras and programs hide in them is not kept. [Rule A3]"""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from trafficking_cases.web import uploads
from trafficking_cases.web.readings import LARGEST, MediaType, Unreadable, read

GPS, ORIENTATION = 0x8825, 0x0112


def a_picture(kind: str = "JPEG", *, size=(40, 20), mode="RGB", **options) -> bytes:
    """A picture with a red left half."""
    image = Image.new(mode, size, 0)
    if mode in ("RGB", "RGBA"):
        image.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def a_pdf(change=None) -> bytes:
    """A document of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def said_against(content: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        read(content)
    return str(found.value)


# Pictures ------------------------------------------------------------------------------------------------------------


def test_where_and_when_a_photograph_was_taken_is_left_behind():
    exif = Image.Exif()
    exif[0x010F] = "A telephone of somebody"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (52.0, 12.0, 30.0)
    sent = a_picture(exif=exif, comment=b"taken at home", icc_profile=b"secret profile")
    assert b"A telephone" in sent

    kept = read(sent)

    again = Image.open(BytesIO(kept.content))
    assert (kept.media_type, again.size) == (MediaType.JPEG, (40, 20))
    assert dict(again.getexif()) == {}
    for hidden in (b"A telephone", b"Exif", b"taken at home", b"secret profile"):
        assert hidden in sent or hidden == b"Exif"
        assert hidden not in kept.content


def test_words_in_a_png_are_left_behind():
    words = PngInfo()
    words.add_text("Location", "52.2 N")
    words.add_itxt("XML:com.adobe.xmp", "the camera of somebody")
    sent = a_picture("PNG", pnginfo=words)

    kept = read(sent)

    assert b"52.2 N" in sent
    assert b"52.2 N" not in kept.content
    assert Image.open(BytesIO(kept.content)).info == {}


def test_a_picture_is_turned_the_right_way_up_before_that_is_forgotten():
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    kept = Image.open(BytesIO(read(a_picture(exif=exif)).content))

    assert kept.size == (20, 40)
    assert kept.getpixel((10, 5))[0] > 200
    assert kept.getpixel((10, 35))[0] < 50


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "1"), ("PNG", "P"), ("PNG", "I;16")]
)
def test_pictures_of_every_sort_are_kept(kind: str, mode: str):
    kept = read(a_picture(kind, mode=mode))

    assert kept.media_type == MediaType[kind]
    assert Image.open(BytesIO(kept.content)).size == (40, 20)


def test_what_hangs_on_the_end_of_a_picture_is_left_behind():
    for kind in ("JPEG", "PNG"):
        kept = read(a_picture(kind) + b"PK\x03\x04 <script>alert(1)</script>")
        assert b"script" not in kept.content


def test_a_picture_cut_off_on_the_way_is_refused():
    for kind in ("JPEG", "PNG"):
        whole = a_picture(kind, size=(400, 400))
        assert "cut off" in said_against(whole[: len(whole) // 2])
        assert "cut off" in said_against(whole[:20])


def a_png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    """The head of a picture of any size, with as much in it as is given."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused():
    assert "too many points" in said_against(a_png_of(60_000, 60_000, bytes(1_000_000)))
    assert "too many points" in said_against(a_png_of(2_000_000_000, 2_000_000_000))


def test_words_that_unfold_in_a_png_are_refused():
    words = PngInfo()
    words.add_text("Comment", "a" * 200_000_000, zip=True)
    sent = a_picture("PNG", pnginfo=words)
    assert len(sent) < 1_000_000

    assert said_against(sent)


# Documents -----------------------------------------------------------------------------------------------------------


def test_a_document_is_kept_as_it_came():
    sent = a_pdf()

    kept = read(sent)

    assert (kept.media_type, kept.content, kept.size) == (MediaType.PDF, sent, len(sent))
    assert len(kept.sha256) == 64


def opening_with(kind: str, name: str, said: str):
    """Has a document do something as soon as it is opened."""

    def change(writer: PdfWriter) -> None:
        what = {NameObject("/S"): NameObject(kind), NameObject(name): TextStringObject(said)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(what)

    return change


SCRIPT = opening_with("/JavaScript", "/JS", "app.alert(1)")


@pytest.mark.parametrize(
    "change",
    [
        SCRIPT,
        lambda writer: writer.add_attachment("list.exe", b"MZ"),
        opening_with("/Launch", "/F", "calc.exe"),
    ],
)
def test_a_document_that_does_something_is_refused(change):
    assert "programs or other files" in said_against(a_pdf(change))


def test_a_name_spelt_to_hide_is_read_as_a_reader_reads_it():
    hidden = a_pdf(SCRIPT).replace(b"/JavaScript", b"/J#61vaScript")
    hidden = hidden.replace(b"/JS ", b"/J#53 ")
    assert PdfReader(BytesIO(hidden)).pages

    with pytest.raises(Unreadable):
        read(hidden)


def test_a_locked_document_is_refused():
    assert "password" in said_against(a_pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")))


def test_a_broken_document_is_refused():
    whole = a_pdf()
    assert "broken" in said_against(whole[: len(whole) // 2])
    assert "broken" in said_against(b"%PDF-1.7\n%%EOF")
    assert "broken" in said_against(b"%PDF-1.7\n" + b"<" * 5_000 + b"\n%%EOF")


def test_a_document_with_something_on_its_end_is_refused():
    assert "hangs on its end" in said_against(a_pdf() + b"PK\x05\x06" + bytes(18))
    assert read(a_pdf() + b"\n\n").media_type == MediaType.PDF


def test_a_document_without_pages_is_refused():
    writer, out = PdfWriter(), BytesIO()
    writer.write(out)

    assert "no pages" in said_against(out.getvalue())


# Anything else -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + a_picture(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04",
        b"MZ",
        b" " + a_picture(),
        b"\n%PDF-1.7\n%%EOF",
        b"BM" + bytes(60),
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes):
    assert "JPEG or PNG picture, or a PDF" in said_against(content)


def test_an_empty_file_and_one_of_a_byte_too_many_are_refused():
    assert "empty" in said_against(b"")
    assert "10 MB" in said_against(b"%PDF-" + bytes(LARGEST))
    assert "10 MB" not in said_against(b"%PDF-" + bytes(LARGEST - 5))


def test_the_sentence_says_nothing_of_what_is_in_the_file():
    assert "alert" not in said_against(b"<script>alert(1)</script>")


# Taking it in --------------------------------------------------------------------------------------------------------


def test_a_file_is_counted_as_it_comes_and_no_more_of_it_is_kept():
    handler = uploads.OneFileInMemory()
    handler.new_file("file", "a.png", "image/png", None)
    for start in range(0, LARGEST + 65_536, 65_536):
        handler.receive_data_chunk(bytes(65_536), start)
        assert len(handler.kept) <= LARGEST

    file = handler.file_complete(LARGEST + 65_536)

    assert (file.size, file.read()) == (LARGEST + 65_536, b"")
    assert not hasattr(file, "temporary_file_path")


def test_one_file_at_a_time_and_no_flood():
    handler = uploads.OneFileInMemory()
    handler.new_file("file", "a.png", "image/png", None)
    with pytest.raises(RequestDataTooBig):
        handler.new_file("file", "b.png", "image/png", None)
    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(BytesIO(), {}, uploads.LARGEST_REQUEST + 1, b"x")
