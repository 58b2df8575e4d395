"""The multi-agency meeting: its page, and the verbs of whoever runs it. [Rules M1-M5; procedure 4.6]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import agreement as actions
from assessments.forms.agreement import ConcludeForm, ConveneForm, DecideForm, MoveForm, as_decided
from assessments.models import MultiAgencyMeeting
from assessments.presenters import agreement_page as page
from assessments.presenters import agreement_verbs as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.READ_ENQUIRY)
def agreement(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    return render(request, "assessments/agreement.html", page.agreement_page(found, request.user, timezone.now()))


@requires(Permission.WRITE_ENQUIRY)
def convene(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    waiting = actions.to_convene_on(case)
    form = ConveneForm(request.POST or None, **presenters.to_convene(case))
    if form.carries_out(lambda: actions.convene(case, agreement=waiting, by=request.user, **form.cleaned_data)):
        messages.success(request, "The meeting is convened. Everybody with an account has been told.")
        return redirect(waiting or case)
    return render(
        request, "cases/verb.html", presenters.convene_page(case, waiting, form, request.user), status=form.status
    )


@requires(Permission.WRITE_ENQUIRY)
def move(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = MoveForm(request.POST or None, initial=presenters.as_planned(found))
    if form.carries_out(lambda: actions.move(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The meeting is moved. Everybody who is asked and has an account has been told.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.move_page(found, form, request.user), status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def decide(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = DecideForm(request.POST or None, initial=presenters.decided_so_far(found))
    if form.carries_out(lambda: actions.decide(found, by=request.user, **as_decided(form.cleaned_data))):
        messages.success(request, "What was decided is written. Where the proposal changed, the agencies say anew.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.decide_page(found, form, request.user), status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def conclude(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = ConcludeForm(request.POST or None)
    if form.carries_out(lambda: actions.conclude(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The meeting is concluded. Everybody who was there has been told.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.conclude_page(found, form, request.user), status=form.status)
