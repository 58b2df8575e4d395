"""Pages that go wrong in each way there is, beside the real ones."""

from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from trafficking_cases import urls
from trafficking_cases.lib.errors import Reason, Refused
from trafficking_cases.web.forms import LongText

handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500

CANARY = "Besa-Korrindi-canary"


class Concern(forms.Form):
    concern = LongText(label="What worries you?", max_length=100)


def fault(request: HttpRequest, number: int) -> HttpResponse:
    raise ValueError(f"{CANARY} lives at 12 Canary Row")


def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(CANARY)


def odd(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(CANARY)


def refused(request: HttpRequest) -> HttpResponse:
    raise Refused([Reason("R3", "A manager who did not write the decision signs it. Ask <the> manager on duty.")])


def typing(request: HttpRequest) -> HttpResponse:
    form = Concern(request.POST or None)
    if form.is_valid():
        request.session["sent"] = request.session.get("sent", 0) + 1
        return HttpResponse(f"<!DOCTYPE html><title>Sent</title><p id=sent>{request.session['sent']}")
    return render(request, "typing.html", {"form": form})


def save(request: HttpRequest, answer: str) -> HttpResponse:
    if answer == "signed-out":
        return redirect("account_login")
    if answer == "somebody-else":
        return JsonResponse({"who": "Ruth", "saved_at": "10:39", "href": "/typing/"}, status=409)
    if answer == "broken":
        return HttpResponse(status=503)
    return JsonResponse({"version": int(request.POST["version"]) + 1, "saved_at": "10:41"})


urlpatterns = [
    path("fault/<int:number>/", fault),
    path("denied/", denied),
    path("odd/", odd),
    path("refused/", refused),
    path("typing/", typing),
    path("save/<answer>/", save),
    path("", include(urls.urlpatterns)),
]
