"""What the competent authority decided, and that everybody was told. [Rule N10; procedure 4.3]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from nrm.actions import decisions as actions
from nrm.forms.decisions import DecisionForm, ToldForm
from nrm.models import AuthorityDecision, NrmReferral
from nrm.policies.decisions import step_of
from nrm.presenters import verbs
from nrm.workflow.decisions import may_follow
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.RECORD_NRM_DECISION)
def record_decision(request: SignedInRequest, pk: UUID) -> HttpResponse:
    referral = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    history = list(referral.decisions.all())
    form = DecisionForm(request.POST or None, following=may_follow([step_of(decision) for decision in history]))
    if form.carries_out(lambda: actions.record_decision(referral, by=request.user, **form.cleaned_data)):
        messages.success(request, "The decision is recorded. Its clocks run from the date on the letter.")
        return redirect("nrm:case", referral.case_id)
    context = verbs.record_decision(referral, history, form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.RECORD_NRM_DECISION)
def record_told(request: SignedInRequest, pk: UUID) -> HttpResponse:
    decision = guard(request, AuthorityDecision.objects.visible_to(request.user).with_case(), pk)
    form = ToldForm(request.POST if request.method == "POST" else None)
    if form.carries_out(lambda: actions.record_told(decision, by=request.user)):
        messages.success(request, "It is recorded that everybody was told.")
        return redirect("nrm:case", decision.nrm_referral.case_id)
    return render(request, "cases/verb.html", verbs.record_told(decision, form, request.user), status=form.status)
