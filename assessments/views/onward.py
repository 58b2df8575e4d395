"""Onward steps, and the one way past a hold. [Rule M2; procedure 4.6]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import onward as actions
from assessments.forms.onward import AskExemptionForm, EndForm, ExemptForm, PlanForm
from assessments.models import Onward
from assessments.presenters import onward as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.WRITE_ENQUIRY)
def plan_onward(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = PlanForm(request.POST or None, initial=request.GET.dict())
    if form.carries_out(lambda: actions.plan_onward(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The step is planned.")
        return redirect(presenters.place_of(case))
    return render(request, "cases/verb.html", presenters.plan_page(case, form, request.user), status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def end_onward(request: SignedInRequest, pk: UUID) -> HttpResponse:
    step = guard(request, Onward.objects.visible_to(request.user).select_related("case__child", "case__authority"), pk)
    form = EndForm(request.POST or None)
    if form.carries_out(lambda: actions.end_onward(step, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded what became of the step.")
        return redirect(presenters.place_of(step.case))
    return render(request, "cases/verb.html", presenters.end_page(step, form, request.user), status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def ask_exemption(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = AskExemptionForm(request.POST or None, initial=request.GET.dict())
    if form.carries_out(lambda: actions.ask_exemption(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The service manager is asked. You are told when the step may go ahead.")
        return redirect(presenters.place_of(case))
    return render(request, "cases/verb.html", presenters.ask_page(case, form, request.user), status=form.status)


@requires(Permission.OVERRIDE_HOLD)
def exempt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = ExemptForm(request.POST or None, initial=request.GET.dict())
    if form.carries_out(lambda: actions.exempt(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The step may go ahead. It stands on the agenda of the meeting as one that did.")
        return redirect(presenters.place_of(case))
    return render(request, "cases/verb.html", presenters.exempt_page(case, form, request.user), status=form.status)
