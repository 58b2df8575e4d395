"""Who is at the multi-agency meeting, what each agency says, and what somebody undertakes. [Rules M1, M2, M5]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import agreement_people as actions
from assessments.forms.agreement_people import AskForm, MarkForm, UndertakeForm, ViewForm
from assessments.models import MultiAgencyMeeting
from assessments.presenters import agreement_people as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.WRITE_ENQUIRY)
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = AskForm(request.POST or None, **presenters.to_ask(found, request.user))
    if form.carries_out(lambda: actions.ask(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "They are on the list. Whoever has an account has been told.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.ask_page(found, form, request.user), status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def mark(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = MarkForm(request.POST or None, initial=request.GET.dict(), listed=presenters.listed(found))
    if form.carries_out(lambda: actions.mark(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded who was there.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.mark_page(found, form, request.user), status=form.status)


@requires(Permission.TAKE_PART)
def say_view(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    speaking = presenters.whom_they_speak_for(found, request.user)
    form = ViewForm(request.POST or None, initial=presenters.first_of(speaking) | request.GET.dict(), listed=speaking)
    if form.carries_out(lambda: actions.say_view(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "What the agency says is recorded.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.view_page(found, form, request.user), status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def undertake(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = UndertakeForm(request.POST or None, people=presenters.with_an_account(found))
    if form.carries_out(lambda: actions.undertake(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is theirs now, and they have been told.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.undertake_page(found, form, request.user), status=form.status)
