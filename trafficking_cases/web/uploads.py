"""Files that people send. Only the page that asks for one takes it in, into memory; nothing touches the disk."""

from collections.abc import Callable
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar

from django import forms
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from trafficking_cases.web.readings import LARGEST, LARGEST_SAID, Read, Unreadable, read

# A browser sends the answers beside the file, and a file a little larger than it may be still gets its sentence.
LARGEST_REQUEST = 3 * LARGEST

Shown = ParamSpec("Shown")
Asking = TypeVar("Asking", bound=HttpRequest)


class NoFiles(FileUploadHandler):
    """Refuses a request at the first file in it, before a byte of the file is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RequestDataTooBig("this page asks for no file")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: there is no file."""

    def file_complete(self, file_size: int) -> None:
        """Never called: there is no file."""


class OneFileInMemory(FileUploadHandler):
    """Keeps one file in memory up to the limit, and of a larger one nothing but how large it was."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept: bytearray | None = None

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("a request larger than any file that is taken")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.kept is not None:
            raise RequestDataTooBig("a page asks for one file at a time")
        self.kept = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.kept is not None and start + len(raw_data) <= LARGEST:
            self.kept += raw_data

    def file_complete(self, file_size: int) -> UploadedFile:
        whole = bytes(self.kept or b"") if file_size <= LARGEST else b""
        file = SimpleUploadedFile("file", whole)
        file.size = file_size
        return file


def take_file(
    page: Callable[Concatenate[Asking, Shown], HttpResponse],
) -> Callable[Concatenate[Asking, Shown], HttpResponse]:
    """Let a page read a file, once its guard has let somebody in; the token of the form is asked for here.

    The address is exempt from the middleware's check, which would read the request, and so the file, before anybody
    knows who is there.
    """
    checked = csrf_protect(page)

    def take(request: Asking, *args: Shown.args, **kwargs: Shown.kwargs) -> HttpResponse:
        request.upload_handlers = [OneFileInMemory(request)]
        return checked(request, *args, **kwargs)

    return take


class ReadFileField(forms.FileField):
    """A question for a file. The answer is what was found in it, or a sentence about what to send instead."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def to_python(self, data: Any) -> Read | None:  # type: ignore[override]
        sent = super().to_python(data)
        if sent is None:
            return None
        if sent.size > LARGEST:
            raise ValidationError(f"Choose a file of at most {LARGEST_SAID}", code="file")
        try:
            return read(sent.read())
        except Unreadable as found:
            raise ValidationError(str(found), code="file") from None

    def clean(self, data: Any, initial: Any = None) -> Read | None:
        return forms.Field.clean(self, data)
