"""The adults around a child: who they are, and what is known of them. [Rule C3; procedure 2, 4.4]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile import presenters
from trafficking_cases.casefile.people_forms import AdultForm, ReasonForm, VerifyForm
from trafficking_cases.children import adults
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.forms import VerbForm


@requires(Permission.RECORD_ADULT)
def people(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "casefile/people.html", presenters.people_page(case, request.user, timezone.now()))


@requires(Permission.RECORD_ADULT)
def add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = AdultForm(request.POST or None)
    if form.carries_out(lambda: adults.add_adult(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The adult is recorded. What they are said to be is a claim until it is checked.")
        return redirect("casefile:people", case.pk)
    context = presenters.verb_page(case, form, request.user)
    return render(request, "casefile/add_adult.html", context, status=form.status)


@requires(Permission.RECORD_ADULT)
def verify(request: SignedInRequest, pk: UUID) -> HttpResponse:
    adult = guard(request, Adult.objects.visible_to(request.user).select_related("case__child"), pk)
    form = VerifyForm(request.POST or None)
    if form.carries_out(lambda: adults.verify(adult, by=request.user, **form.cleaned_data)):
        messages.success(request, "The relationship is verified.")
        return redirect(adult)
    return _asked(request, adult, form, "verify")


@requires(Permission.RECORD_ADULT)
def doubt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    adult = guard(request, Adult.objects.visible_to(request.user).select_related("case__child"), pk)
    form = ReasonForm(request.POST or None)
    if form.carries_out(lambda: adults.doubt(adult, by=request.user, **form.cleaned_data)):
        messages.success(request, "The relationship is doubted.")
        return redirect(adult)
    return _asked(request, adult, form, "doubt")


@requires(Permission.RECORD_ADULT)
def flag_concern(request: SignedInRequest, pk: UUID) -> HttpResponse:
    adult = guard(request, Adult.objects.visible_to(request.user).select_related("case__child"), pk)
    form = ReasonForm(request.POST or None)
    if form.carries_out(lambda: adults.flag_concern(adult, by=request.user, **form.cleaned_data)):
        messages.success(request, "The adult is of concern. They may not be with the child.")
        return redirect(adult)
    return _asked(request, adult, form, "flag_concern")


@requires(Permission.RECORD_ADULT)
def lift_concern(request: SignedInRequest, pk: UUID) -> HttpResponse:
    adult = guard(request, Adult.objects.visible_to(request.user).select_related("case__child"), pk)
    form = ReasonForm(request.POST or None)
    if form.carries_out(lambda: adults.lift_concern(adult, by=request.user, **form.cleaned_data)):
        messages.success(request, "The concern is lifted.")
        return redirect(adult)
    return _asked(request, adult, form, "lift_concern")


def _asked(request: SignedInRequest, adult: Adult, form: VerbForm, verb: str) -> HttpResponse:
    context = presenters.adult_verb_page(adult, form, request.user, verb=verb)
    return render(request, "casefile/adult_verb.html", context, status=form.status)
