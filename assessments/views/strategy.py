"""The strategy discussion: convened, held, its record signed, or called off. [Rule S1; procedure 4.5]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import strategy as actions
from assessments.forms.strategy import CallOffForm, ConveneForm, HoldForm, SignRecordForm
from assessments.models import StrategyDiscussion
from assessments.presenters import strategy as presenters
from assessments.presenters import strategy_verbs as pages
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.HOLD_STRATEGY)
def convene(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = ConveneForm(request.POST or None, case=case, initial=pages.first_suggestion(case))
    if form.carries_out(lambda: actions.convene(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is convened. Everybody on the list who has an account was told.")
        return redirect(pages.newest_of(case))
    return render(request, "cases/verb.html", pages.convene_page(case, form, request.user), status=form.status)


@requires(Permission.READ_ENQUIRY)
def strategy(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, StrategyDiscussion.objects.visible_to(request.user).with_people(), pk)
    context = presenters.strategy_page(found, request.user, timezone.now())
    return render(request, "assessments/strategy.html", context)


@requires(Permission.HOLD_STRATEGY)
def hold(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, StrategyDiscussion.objects.visible_to(request.user).with_people(), pk)
    form = HoldForm(request.POST or None, case=found.case, initial=pages.as_recorded(found))
    if form.carries_out(lambda: actions.hold(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded. The chair reads it and signs.")
        return redirect(found)
    context = pages.hold_page(found, form, request.user)
    return render(request, "assessments/hold.html", context, status=form.status)


@requires(Permission.HOLD_STRATEGY)
def sign(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, StrategyDiscussion.objects.visible_to(request.user).with_people(), pk)
    form = SignRecordForm(request.POST or None, initial=pages.what_is_read(found))
    if form.carries_out(lambda: actions.sign(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The record is signed and locked. Everybody who took part and has an account has it.")
        return redirect(found)
    context = pages.sign_page(found, form, request.user, timezone.now())
    return render(request, "assessments/sign_strategy.html", context, status=form.status)


@requires(Permission.HOLD_STRATEGY)
def call_off(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, StrategyDiscussion.objects.visible_to(request.user).with_people(), pk)
    form = CallOffForm(request.POST or None)
    if form.carries_out(lambda: actions.call_off(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is called off. The time limit for a strategy discussion runs on.")
        return redirect(found)
    return render(request, "cases/verb.html", pages.call_off_page(found, form, request.user), status=form.status)
