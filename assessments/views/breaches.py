"""What happened that the rules forbid: written down as it was. [Rules S2, S3, A1; procedure 4.4, 4.5]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import breaches as actions
from assessments.forms.breaches import BreachForm
from assessments.models import Interview
from assessments.policies.attendance import process_of
from assessments.presenters.breaches import adult_in, breach_page, interviews_of
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.meetings.models import Meeting
from trafficking_cases.people.requests import SignedInRequest

RECORDED = "It is recorded. Whoever supervises the case is told."


@requires(Permission.PLAN_INTERVIEW)
def record_breach(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interview = guard(request, Interview.objects.visible_to(request.user).with_list(), pk)
    return _asked(request, interview, interview.case)


@requires(Permission.PLAN_INTERVIEW)
def record_case_breach(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return _asked(request, case, case)


@requires(Permission.PLAN_INTERVIEW)
def record_meeting_breach(request: SignedInRequest, pk: UUID) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.user).select_related("case__child", "case__authority")
    meeting = guard(request, rows, pk)
    return _asked(request, meeting, meeting.case)


def _asked(request: SignedInRequest, about: Interview | Meeting | Case, case: Case) -> HttpResponse:
    first = {"adult": request.GET.get("adult"), "part": "there" if isinstance(about, Interview) else ""}
    form = BreachForm(request.POST or None, about=about, initial=first)
    only_shown = "preview" in request.POST
    if not only_shown and form.carries_out(lambda: actions.record_breach(about, by=request.user, **form.cleaned_data)):
        messages.success(request, RECORDED)
        return redirect(process_of(about) if isinstance(about, Meeting) else interviews_of(case))
    page = breach_page(about, form, request.user, timezone.now(), adult=adult_in(form, case))
    return render(request, "assessments/breach.html", page, status=form.status)
