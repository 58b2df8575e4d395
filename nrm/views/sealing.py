"""Signing an NRM referral, and the sealed copy: to be keyed in, printed, and looked at by few."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from nrm.actions import sealing
from nrm.forms.form import SafeguardForm, SealForm
from nrm.models import NrmReferral, SealedCopy
from nrm.presenters import referral as whole
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.pdf import Unavailable, download

SEALED = "Signed and sealed. The Home Office does not have it yet: key it in, then record that it was sent."


@requires(Permission.SIGN_NRM)
def seal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    form = SealForm(request.POST or None, initial=whole.read_of(nrm))
    try:
        if form.carries_out(lambda: sealing.seal(nrm, by=request.user, **form.cleaned_data)):
            messages.success(request, SEALED)
            return redirect("nrm:key_in", nrm.sealed_copy.pk)
    except Unavailable:
        form.add_error(None, "This machine cannot draw a PDF. Tell the administrator; nothing was sealed")
    return render(
        request, "nrm/seal.html", whole.seal_page(nrm, form, request.user, timezone.now()), status=form.status
    )


@requires(Permission.DRAFT_NRM)
def safeguard(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    form = SafeguardForm(request.POST or None)
    if form.carries_out(lambda: sealing.start_safeguarding_referral(nrm, by=request.user, **form.cleaned_data)):
        messages.success(request, "The safeguarding referral is with the front door.")
        return redirect("nrm:check", nrm.pk)
    return render(request, "cases/verb.html", whole.safeguard_page(nrm, form, request.user), status=form.status)


@requires(Permission.READ_NRM)
def key_in(request: SignedInRequest, pk: UUID) -> HttpResponse:
    copy = guard(request, SealedCopy.objects.visible_to(request.user).with_referral(), pk)
    return render(request, "nrm/key_in.html", whole.key_in_page(copy, request.user, timezone.now()))


@requires(Permission.READ_NRM)
def pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    copy = guard(request, SealedCopy.objects.visible_to(request.user).with_referral(), pk)
    return download(bytes(copy.pdf), reference=copy.nrm_referral.reference)


@requires(Permission.READ_NRM)
def as_json(request: SignedInRequest, pk: UUID) -> HttpResponse:
    copy = guard(request, SealedCopy.objects.visible_to(request.user).with_referral(), pk)
    name = f"{copy.nrm_referral.reference}-{timezone.localdate():%Y-%m-%d}.json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return JsonResponse(copy.answers, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=disposition)
