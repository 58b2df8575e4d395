"""The pages of a watch over a child without apparent concern. [Rules A4, I5; procedure 4.4]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import monitoring as actions
from assessments.forms.enquiry import BecauseForm
from assessments.forms.monitoring import FoundForm, WatchForm
from assessments.models import Monitoring
from assessments.presenters import monitoring as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.WRITE_ENQUIRY)
def watch(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = WatchForm(request.POST or None, case=case)
    if form.carries_out(lambda: actions.watch(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The watch is set up, and the first check has its day.")
        return redirect(f"{presenters.overview_of(case)}#assessment")
    return render(request, "cases/verb.html", presenters.watch_page(case, form, request.user), status=form.status)


@requires(Permission.READ_ENQUIRY)
def monitoring(request: SignedInRequest, pk: UUID) -> HttpResponse:
    rows = Monitoring.objects.visible_to(request.user).select_related("case__child", "case__authority", "watched_by")
    found = guard(request, rows, pk)
    context = presenters.monitoring_page(found, request.user, timezone.now())
    return render(request, "assessments/monitoring.html", context)


@requires(Permission.WRITE_ENQUIRY)
def check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    rows = Monitoring.objects.visible_to(request.user).select_related("case__child", "case__authority", "watched_by")
    found = guard(request, rows, pk)
    form = FoundForm(request.POST or None)
    if form.carries_out(lambda: actions.check(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The check is recorded, and the next one has its day.")
        return redirect(found)
    context = presenters.verb_page(found, form, request.user, verb="check")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def settle(request: SignedInRequest, pk: UUID) -> HttpResponse:
    rows = Monitoring.objects.visible_to(request.user).select_related("case__child", "case__authority", "watched_by")
    found = guard(request, rows, pk)
    form = BecauseForm(request.POST or None)
    if form.carries_out(lambda: actions.settle(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The child is recorded as settled, and the watch is over.")
        return redirect(found)
    context = presenters.verb_page(found, form, request.user, verb="settle")
    return render(request, "cases/verb.html", context, status=form.status)
