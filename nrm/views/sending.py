"""That the Home Office has a referral: sent, its reference, and one made elsewhere. [Rules N1, N8; procedure 4.3]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nrm.actions import sending as actions
from nrm.forms.sending import ElsewhereForm, ReferenceForm, SentForm
from nrm.models import NrmReferral
from nrm.presenters import verbs
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.SIGN_NRM)
def record_sent(request: SignedInRequest, pk: UUID) -> HttpResponse:
    referral = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    form = SentForm(request.POST or None)
    if form.carries_out(lambda: actions.record_sent(referral, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded that the Home Office has the referral. The duty is met.")
        return redirect("nrm:case", referral.case_id)
    return render(request, "cases/verb.html", verbs.record_sent(referral, form, request.user), status=form.status)


@requires(Permission.SIGN_NRM)
def record_reference(request: SignedInRequest, pk: UUID) -> HttpResponse:
    referral = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    form = ReferenceForm(request.POST or None)
    if form.carries_out(lambda: actions.record_reference(referral, by=request.user, **form.cleaned_data)):
        messages.success(request, "The Home Office reference is recorded.")
        return redirect("nrm:case", referral.case_id)
    return render(request, "cases/verb.html", verbs.record_reference(referral, form, request.user), status=form.status)


@requires(Permission.SIGN_NRM)
def record_elsewhere(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = ElsewhereForm(request.POST or None)
    if form.carries_out(lambda: actions.record_elsewhere(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The referral that was made elsewhere is recorded. The duty is met.")
        return redirect("nrm:case", case.pk)
    return render(request, "cases/verb.html", verbs.record_elsewhere(case, form, request.user), status=form.status)
