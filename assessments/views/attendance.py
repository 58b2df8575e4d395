"""Any meeting of an enquiry: who is asked and came, what they undertook, and what came of it. [Rules S1, M1, M5]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import attendance as actions
from assessments.forms.attendance import AskForm, MarkForm, OutcomeForm, UndertakeForm
from assessments.policies.attendance import process_of, run_with
from assessments.presenters import attendance as presenters
from trafficking_cases.access.guards import guard, require, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.meetings.models import Action, Meeting
from trafficking_cases.people.requests import SignedInRequest

WITH_PROCESS = ("case__child", "case__authority", "strategy_discussion", "multi_agency_meeting")
OF_A_MEETING = tuple(f"meeting__{name}" for name in WITH_PROCESS)


def _run_by(request: SignedInRequest, pk: UUID) -> Meeting:
    """The meeting, for whoever runs it: what that needs depends on what the meeting is part of."""
    meeting = guard(request, Meeting.objects.visible_to(request.user).select_related(*WITH_PROCESS), pk)
    require(request.user, run_with(meeting), meeting)
    return meeting


@requires(Permission.READ_ENQUIRY)
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    meeting = _run_by(request, pk)
    form = AskForm(request.POST or None, meeting=meeting, initial=request.GET.dict())
    if form.carries_out(lambda: actions.ask(meeting, by=request.user, **form.cleaned_data)):
        messages.success(request, "They are on the list. If they have an account, they were told.")
        return redirect(process_of(meeting))
    return render(request, "cases/verb.html", presenters.ask_page(meeting, form, request.user), status=form.status)


@requires(Permission.READ_ENQUIRY)
def mark(request: SignedInRequest, pk: UUID) -> HttpResponse:
    meeting = _run_by(request, pk)
    form = MarkForm(request.POST or None, meeting=meeting, initial=request.GET.dict())
    if form.carries_out(lambda: actions.mark(by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded.")
        return redirect(f"{process_of(meeting).get_absolute_url()}#attendance")
    return render(request, "cases/verb.html", presenters.mark_page(meeting, form, request.user), status=form.status)


@requires(Permission.READ_ENQUIRY)
def undertake(request: SignedInRequest, pk: UUID) -> HttpResponse:
    meeting = _run_by(request, pk)
    form = UndertakeForm(request.POST or None, meeting=meeting)
    if form.carries_out(lambda: actions.undertake(meeting, by=request.user, **form.cleaned_data)):
        messages.success(request, "The action is recorded. Its owner was told.")
        return redirect(f"{process_of(meeting).get_absolute_url()}#actions")
    return render(
        request, "cases/verb.html", presenters.undertake_page(meeting, form, request.user), status=form.status
    )


@requires(Permission.TAKE_PART)
def finish(request: SignedInRequest, pk: UUID) -> HttpResponse:
    action = guard(request, Action.objects.visible_to(request.user).select_related("owner", *OF_A_MEETING), pk)
    form = OutcomeForm(request.POST or None)
    if form.carries_out(lambda: actions.finish(action, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is done. Whoever reads the record sees what came of it.")
        return redirect(action)
    context = presenters.finish_page(action, form, request.user)
    return render(request, "assessments/action.html", context, status=form.status)


@requires(Permission.TAKE_PART)
def withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    action = guard(request, Action.objects.visible_to(request.user).select_related("owner", *OF_A_MEETING), pk)
    require(request.user, run_with(action.meeting), action)
    form = OutcomeForm(request.POST or None)
    if form.carries_out(lambda: actions.withdraw(action, by=request.user, **form.cleaned_data)):
        messages.success(request, "The action is withdrawn.")
        return redirect(f"{process_of(action.meeting).get_absolute_url()}#actions")
    context = presenters.withdraw_page(action, form, request.user)
    return render(request, "assessments/action.html", context, status=form.status)
