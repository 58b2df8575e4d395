"""A kept file on its way out."""

from django.http import HttpResponse

from trafficking_cases.children.models import StoredFile


def as_kept(file: StoredFile) -> HttpResponse:
    """A file as a download: it opens outside the browser, where nothing of it runs in our name.

    It is named by the case's reference and its kind: the name that it came with might say whom it is about.
    """
    kept = HttpResponse(bytes(file.content), content_type=file.media_type)
    ending = file.get_media_type_display().split()[0].lower()
    kept.headers["Content-Disposition"] = f'attachment; filename="{file.case.reference}-{file.kind}.{ending}"'
    kept.headers["X-Content-Type-Options"] = "nosniff"
    return kept
