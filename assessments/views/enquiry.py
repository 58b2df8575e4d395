"""The pages of a Section 47 enquiry. [Rules S4, A1; procedure 4.4, 4.6]"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import enquiry as actions
from assessments.forms.enquiry import BecauseForm, OutcomeForm, ReadForm, WriteForm
from assessments.models import Section47Enquiry
from assessments.presenters import enquiry as presenters
from assessments.presenters import enquiry_verbs as verbs
from assessments.workflow.enquiry import Part
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.READ_ENQUIRY)
def enquiry(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Section47Enquiry.objects.visible_to(request.user).with_people(), pk)
    return render(request, "assessments/enquiry.html", presenters.enquiry_page(found, request.user, timezone.now()))


@requires(Permission.WRITE_ENQUIRY)
def write(request: SignedInRequest, pk: UUID, part: str) -> HttpResponse:
    found = guard(request, Section47Enquiry.objects.visible_to(request.user).with_people(), pk)
    if part not in Part.values:
        raise Http404
    form = WriteForm(request.POST or None, initial=verbs.typed_so_far(found, part))
    if form.carries_out(lambda: actions.write(found, part=Part(part), by=request.user, **form.cleaned_data)):
        messages.success(request, f"Saved: {Part(part).label}.")
        return redirect(found)
    context = verbs.write_page(found, form, request.user, part=Part(part))
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def agree_not_seen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Section47Enquiry.objects.visible_to(request.user).with_people(), pk)
    form = BecauseForm(request.POST or None)
    if form.carries_out(lambda: actions.agree_not_seen(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded why the child was not seen.")
        return redirect(found)
    context = verbs.verb_page(found, form, request.user, verb="not_seen")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def complete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Section47Enquiry.objects.visible_to(request.user).with_people(), pk)
    form = OutcomeForm(request.POST or None, initial={"outcome": found.outcome})
    if form.carries_out(lambda: actions.complete(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The enquiry is completed. Convene the multi-agency meeting next.")
        return redirect(found)
    context = verbs.verb_page(found, form, request.user, verb="complete")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def send_back(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Section47Enquiry.objects.visible_to(request.user).with_people(), pk)
    form = BecauseForm(request.POST or None)
    if form.carries_out(lambda: actions.send_back(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The enquiry is sent back, and whoever wrote it has been told.")
        return redirect(found)
    context = verbs.verb_page(found, form, request.user, verb="send_back")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def sign(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Section47Enquiry.objects.visible_to(request.user).with_people(), pk)
    form = ReadForm(request.POST or None, initial={"read": found.version})
    if form.carries_out(lambda: actions.sign(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The outcome is signed.")
        return redirect(found)
    context = verbs.sign_page(found, form, request.user, timezone.now())
    return render(request, "assessments/sign.html", context, status=form.status)
