"""The pages of a social work assessment. [Rules A1, A3; procedure 4.4]"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.actions import assessment as actions
from assessments.forms.assessment import CategoryForm, CompleteForm
from assessments.forms.enquiry import BecauseForm, ReadForm, WriteForm
from assessments.models import Assessment, SignedVersion
from assessments.presenters import assessment as presenters
from assessments.presenters import assessment_verbs as verbs
from assessments.workflow.assessment import Part
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.forms import VerbForm


@requires(Permission.WRITE_ENQUIRY)
def start(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = VerbForm(request.POST if request.method == "POST" else None)
    if form.carries_out(lambda: actions.start(case, by=request.user)):
        messages.success(request, "The assessment is started.")
        return redirect("assessments:assessment", presenters.assessment_of(case).pk)
    return render(request, "cases/verb.html", verbs.start_page(case, form, request.user), status=form.status)


@requires(Permission.READ_ENQUIRY)
def assessment(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    context = presenters.assessment_page(found, request.user, timezone.now())
    return render(request, "assessments/assessment.html", context)


@requires(Permission.WRITE_ENQUIRY)
def write(request: SignedInRequest, pk: UUID, part: str) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    if part not in Part.values:
        raise Http404
    form = WriteForm(request.POST or None, initial=verbs.typed_so_far(found, part))
    if form.carries_out(lambda: actions.write(found, part=Part(part), by=request.user, **form.cleaned_data)):
        messages.success(request, f"Saved: {Part(part).label}.")
        return redirect(found)
    context = verbs.write_page(found, form, request.user, part=Part(part))
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def categorise(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    form = CategoryForm(request.POST or None, initial={"category": found.category})
    if form.carries_out(lambda: actions.categorise(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded what the assessment leads to.")
        return redirect(found)
    context = verbs.verb_page(found, form, request.user, verb="categorise")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def agree_not_seen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    form = BecauseForm(request.POST or None)
    if form.carries_out(lambda: actions.agree_not_seen(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded why the child was not seen.")
        return redirect(found)
    context = verbs.verb_page(found, form, request.user, verb="not_seen")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.WRITE_ENQUIRY)
def complete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    asked = verbs.asked_on_completing(found, timezone.now())
    form = CompleteForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.carries_out(lambda: actions.complete(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The assessment is completed and waits for a manager's signature.")
        return redirect(found)
    context = verbs.complete_page(found, form, request.user)
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def send_back(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    form = BecauseForm(request.POST or None)
    if form.carries_out(lambda: actions.send_back(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The assessment is sent back, and whoever wrote it has been told.")
        return redirect(found)
    context = verbs.verb_page(found, form, request.user, verb="send_back")
    return render(request, "cases/verb.html", context, status=form.status)


@requires(Permission.SIGN_ENQUIRY)
def sign(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    form = ReadForm(request.POST or None, initial={"read": found.version})
    if form.carries_out(lambda: actions.sign(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The assessment is signed. The signed version is kept.")
        return redirect(found)
    return render(request, "assessments/sign.html", verbs.sign_page(found, form, request.user), status=form.status)


@requires(Permission.READ_ENQUIRY)
def signed_version(request: SignedInRequest, pk: UUID) -> HttpResponse:
    rows = SignedVersion.objects.visible_to(request.user).select_related(
        "assessment__case__child", "assessment__case__authority", "signed_by"
    )
    version = guard(request, rows, pk)
    context = presenters.signed_version_page(version, request.user, timezone.now())
    return render(request, "assessments/signed_version.html", context)
