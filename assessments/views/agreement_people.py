"""What each agency says at the multi-agency meeting. [Rule M2; procedure 4.6]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import agreement_people as actions
from assessments.forms.agreement_people import ViewForm
from assessments.models import MultiAgencyMeeting
from assessments.presenters import agreement_people as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.TAKE_PART)
def say_view(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, MultiAgencyMeeting.objects.visible_to(request.user).with_people(), pk)
    speaking = presenters.whom_they_speak_for(found, request.user)
    form = ViewForm(request.POST or None, initial=presenters.first_of(speaking) | request.GET.dict(), listed=speaking)
    if form.carries_out(lambda: actions.say_view(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "What the agency says is recorded.")
        return redirect(found)
    return render(request, "cases/verb.html", presenters.view_page(found, form, request.user), status=form.status)
