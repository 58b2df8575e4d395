"""Who a child is said to be, how old they are, and finding them under any name. [Rules C1, C2; procedure 2, 3, 4.2]"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile import birthdays
from trafficking_cases.casefile.identity_check_forms import CheckForm, DisputeForm, SetAsideForm
from trafficking_cases.casefile.identity_forms import FORMS, AgeDecisionForm, FindForm, PrepareForm
from trafficking_cases.casefile.presenters import identity_verbs as presenters
from trafficking_cases.casefile.presenters.identity import identity_page
from trafficking_cases.children import identity as verbs
from trafficking_cases.children.models import Case, Claim
from trafficking_cases.children.workflow.claims import Kind
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.forms import VerbForm

PAGE = "casefile:identity"


@requires(Permission.READ_CASE)
def identity(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "casefile/identity.html", identity_page(case, request.user, timezone.now()))


@requires(Permission.RECORD_IDENTITY)
def add_claim(request: SignedInRequest, pk: UUID, kind: str) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    if kind not in Kind.values:
        raise Http404
    form = FORMS[Kind(kind)](request.POST or None)
    if form.carries_out(lambda: verbs.add_claim(case.child, kind=Kind(kind), by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded as a claim. Check it when you can.")
        return redirect(PAGE, case.pk)
    context = presenters.add_page(case, Kind(kind), form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.RECORD_IDENTITY)
def check_claim(request: SignedInRequest, pk: UUID) -> HttpResponse:
    claim = guard(request, Claim.objects.visible_to(request.user).select_related("child"), pk)
    case = Case.objects.visible_to(request.user).filter(child=claim.child_id)[0]
    form = CheckForm(request.POST or None)
    if form.carries_out(lambda: verbs.check_claim(claim, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded how this stands now.")
        return redirect(PAGE, case.pk)
    return render(
        request, "cases/verb.html", presenters.check_page(case, claim, form, request.user), status=form.status
    )


@requires(Permission.RECORD_IDENTITY)
def work_with(request: SignedInRequest, pk: UUID) -> HttpResponse:
    claim = guard(request, Claim.objects.visible_to(request.user).select_related("child"), pk)
    case = Case.objects.visible_to(request.user).filter(child=claim.child_id)[0]
    form = VerbForm(request.POST if request.method == "POST" else None)
    if form.carries_out(lambda: verbs.work_with(claim, by=request.user)):
        messages.success(request, "Every page goes by this from now on.")
        return redirect(PAGE, case.pk)
    context = presenters.work_with_page(case, claim, form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.RECORD_IDENTITY)
def set_aside(request: SignedInRequest, pk: UUID) -> HttpResponse:
    claim = guard(request, Claim.objects.visible_to(request.user).select_related("child"), pk)
    case = Case.objects.visible_to(request.user).filter(child=claim.child_id)[0]
    form = SetAsideForm(request.POST or None)
    if form.carries_out(lambda: verbs.set_aside(claim, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is set aside. It stays here, and is searched.")
        return redirect(PAGE, case.pk)
    context = presenters.set_aside_page(case, claim, form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.RECORD_IDENTITY)
def dispute(request: SignedInRequest, pk: UUID) -> HttpResponse:
    claim = guard(request, Claim.objects.visible_to(request.user).select_related("child"), pk)
    case = Case.objects.visible_to(request.user).filter(child=claim.child_id)[0]
    form = DisputeForm(request.POST or None)
    if form.carries_out(lambda: verbs.dispute(claim, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded that this is disputed.")
        return redirect(PAGE, case.pk)
    context = presenters.dispute_page(case, claim, form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.RECORD_IDENTITY)
def record_age_decision(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = AgeDecisionForm(request.POST or None)
    if form.carries_out(lambda: verbs.record_age_decision(case.child, by=request.user, **form.cleaned_data)):
        messages.success(request, "The age decision is recorded. The case stays open, whatever the age.")
        return redirect(PAGE, case.pk)
    context = presenters.age_page(case, form, request.user, timezone.now())
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.RECORD_IDENTITY)
def prepare_for_18(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = PrepareForm(request.POST or None)
    if form.carries_out(lambda: birthdays.prepare_for_18(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "What is planned is recorded, and the prompt is answered.")
        return redirect(PAGE, case.pk)
    context = presenters.prepare_page(case, form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.READ_CASE)
def find(request: SignedInRequest) -> HttpResponse:
    """Asked with a POST and answered in place, so that no name stands in an address, a log or a browser's history."""
    form = FindForm(request.POST or None)
    return render(request, "casefile/find.html", presenters.find_page(form, request.user, timezone.now()))
