"""Minutes written and signed; what the Police decided, and who helped. [Rules M1, M6; procedure 4.6]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import minutes as actions
from assessments.forms.minutes import EnforcementForm, HelpForm, MinutesForm, SignMinutesForm
from assessments.models import MultiAgencyMeeting
from assessments.presenters import minutes as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.WRITE_ENQUIRY)
def write_minutes(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    latest = found.minutes.first()
    form = MinutesForm(request.POST or None, initial=presenters.written_so_far(latest))
    if form.carries_out(lambda: actions.write_minutes(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The minutes are kept. They can be changed until the chair has signed them.")
        return redirect(found)
    return render(
        request, "cases/verb.html", presenters.write_page(found, latest, form, request.user), status=form.status
    )


@requires(Permission.SIGN_ENQUIRY)
def sign_minutes(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    latest = found.minutes.select_related("written_by").first()
    form = SignMinutesForm(request.POST or None, initial={"read": latest.version if latest else 1})
    if form.carries_out(lambda: actions.sign_minutes(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The minutes are signed and locked. Everybody who was there has been told.")
        return redirect(found)
    context = presenters.sign_page(found, latest, form, request.user)
    return render(request, "assessments/agreement_sign.html", context, status=form.status)


@requires(Permission.RECORD_ENFORCEMENT)
def record_enforcement(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = EnforcementForm(request.POST or None)
    if form.carries_out(lambda: actions.record_enforcement(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "What law enforcement decided is recorded.")
        return redirect(found)
    return render(
        request, "cases/verb.html", presenters.enforcement_page(found, form, request.user), status=form.status
    )


@requires(Permission.TAKE_PART)
def record_help(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    form = HelpForm(request.POST or None)
    if form.carries_out(lambda: actions.record_help(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The help that your agency gave is recorded.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.help_page(found, form, request.user), status=form.status)
