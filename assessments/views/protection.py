"""Recording that a child was protected at once. [Rule R6; procedure 4.3]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import protection
from assessments.forms.protection import ProtectForm
from assessments.presenters import protection as presenters
from referrals.forms import now_typed
from referrals.models import Referral
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest

RECORDED = "It is recorded. The strategy discussion is due within 24 hours of it."


@requires(Permission.RECORD_PROTECTION)
def protect(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = ProtectForm(request.POST or None, initial={"at": now_typed()})
    if form.carries_out(lambda: protection.protect(case, by=request.user, **form.cleaned_data)):
        messages.success(request, RECORDED)
        return redirect("assessments:overview", case.pk)
    return render(request, "cases/verb.html", presenters.protect_page(case, form, request.user), status=form.status)


@requires(Permission.RECORD_PROTECTION)
def protect_on_referral(request: SignedInRequest, pk: UUID) -> HttpResponse:
    referral = guard(request, Referral.objects.visible_to(request.user).with_people(), pk)
    form = ProtectForm(request.POST or None, initial={"at": now_typed()})
    if form.carries_out(lambda: protection.protect(referral, by=request.user, **form.cleaned_data)):
        messages.success(request, RECORDED)
        return redirect(referral)
    context = presenters.protect_on_referral_page(referral, form)
    return render(request, "assessments/protect_on_referral.html", context, status=form.status)
