"""Interviews: put together, planned, written down, called off. [Rules S2, S3, A1; procedure 4.4, 4.5]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import interviews as actions
from assessments.actions import lists
from assessments.forms.interviews import BecauseForm, HoldForm, PersonOnListForm, StartForm, ids_in
from assessments.models import Interview
from assessments.presenters import interview_verbs as verbs
from assessments.presenters import interviews as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.forms import VerbForm


@requires(Permission.READ_INTERVIEW)
def interviews(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    page = presenters.interviews_page(case, request.user, timezone.now())
    return render(request, "assessments/interviews.html", page)


@requires(Permission.PLAN_INTERVIEW)
def start_interview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = StartForm(request.POST or None, case=case, initial=verbs.first_answers(case, request.user, request.GET))
    started: list[Interview] = []
    if form.carries_out(lambda: started.append(actions.start_interview(case, by=request.user, **form.cleaned_data))):
        messages.success(request, "The interview is being put together. Say who will be there.")
        return redirect(started[0])
    return render(request, "cases/verb.html", verbs.start_page(case, form, request.user), status=form.status)


@requires(Permission.READ_INTERVIEW)
def interview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    page = presenters.interview_page(found, request.user, timezone.now())
    return render(request, "assessments/interview.html", page)


@requires(Permission.PLAN_INTERVIEW)
def add_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    form = PersonOnListForm(request.POST or None, interview=found, initial={"who": request.GET.get("who")})
    if form.carries_out(lambda: lists.add_person(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "They are on the list.")
        return redirect(found)
    return render(request, "cases/verb.html", verbs.add_page(found, form, request.user), status=form.status)


@requires(Permission.PLAN_INTERVIEW)
def take_off(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = VerbForm(request.POST)
    leaving = ids_in(request.POST.get("attendant", ""))
    if form.carries_out(lambda: [lists.take_off(found, attendant=one, by=request.user) for one in leaving]):
        messages.success(request, "They are off the list.")
        return redirect(found)
    return _refused(request, found, form)


@requires(Permission.PLAN_INTERVIEW)
def plan_interview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = VerbForm(request.POST)
    without = ids_in(request.POST.get("without", ""))
    if form.carries_out(lambda: actions.plan(found, without=without, by=request.user)):
        messages.success(request, "The interview is planned.")
        return redirect(found)
    return _refused(request, found, form)


@requires(Permission.PLAN_INTERVIEW)
def change_plan(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = VerbForm(request.POST)
    if form.carries_out(lambda: actions.change_plan(found, by=request.user)):
        messages.success(request, "The plan is open again. It is checked anew when you plan it.")
        return redirect(found)
    return _refused(request, found, form)


@requires(Permission.PLAN_INTERVIEW)
def hold_interview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    form = HoldForm(request.POST or None, interview=found)
    if form.carries_out(lambda: actions.hold(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The interview is written down.")
        return redirect(found)
    return render(request, "cases/verb.html", verbs.hold_page(found, form, request.user), status=form.status)


@requires(Permission.PLAN_INTERVIEW)
def call_off_interview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    form = BecauseForm(request.POST or None)
    if form.carries_out(lambda: actions.call_off(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The interview is called off.")
        return redirect(found)
    return render(request, "cases/verb.html", verbs.call_off_page(found, form, request.user), status=form.status)


def _refused(request: SignedInRequest, found: Interview, form: VerbForm) -> HttpResponse:
    anew = guard(request, Interview.objects.visible_to(request.user).with_list(), found.pk)
    page = presenters.interview_page(anew, request.user, timezone.now(), refusal=form.refusal)
    return render(request, "assessments/interview.html", page, status=form.status)
