"""The pages that belong to the frame itself: is it alive, what are its parts, who can use it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trafficking_cases.web import gallery


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Yes, this process lives. It asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "accessibility.html")


def parts(request: HttpRequest) -> HttpResponse:
    """Every part of the product side by side, in a demonstration only."""
    if not settings.DEMO:
        raise Http404
    form = gallery.ExampleForm(request.POST or None)
    return render(request, "parts.html", {**gallery.SHOWN, "form": form})
