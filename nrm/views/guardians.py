"""The child's independent guardian: asked for, and named. [Rule N11; procedure 2]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nrm.actions import guardians as actions
from nrm.forms.guardians import AskGuardianForm, NameGuardianForm
from nrm.presenters import verbs
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.RECORD_NRM_DECISION)
def ask_for_guardian(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = AskGuardianForm(request.POST or None)
    if form.carries_out(lambda: actions.ask_for_guardian(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded whether a guardian was asked for.")
        return redirect("nrm:case", case.pk)
    return render(request, "cases/verb.html", verbs.ask_for_guardian(case, form, request.user), status=form.status)


@requires(Permission.RECORD_NRM_DECISION)
def name_guardian(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = NameGuardianForm(request.POST or None)
    if form.carries_out(lambda: actions.name_guardian(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The guardian is named, told, and sees the case from now on.")
        return redirect("nrm:case", case.pk)
    return render(request, "cases/verb.html", verbs.name_guardian(case, form, request.user), status=form.status)
