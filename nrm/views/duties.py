"""The NRM of a case on one page, and why a duty does not arise. [Rules N1, N3, N4; procedure 4.3, 4.4]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from nrm.actions import duties as actions
from nrm.forms.duties import NotArisingForm
from nrm.models import Duty
from nrm.presenters import case_page, verbs
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.READ_CASE)
def case(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "nrm/case.html", case_page.case_page(found, request.user, timezone.now()))


@requires(Permission.SIGN_NRM)
def not_arising(request: SignedInRequest, pk: UUID) -> HttpResponse:
    duty = guard(request, Duty.objects.visible_to(request.user).select_related("case__child"), pk)
    form = NotArisingForm(request.POST or None)
    if form.carries_out(lambda: actions.not_arising(duty, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded why the duty does not arise. Its clock has stopped.")
        return redirect("nrm:case", duty.case_id)
    return render(request, "cases/verb.html", verbs.not_arising(duty, form, request.user), status=form.status)
