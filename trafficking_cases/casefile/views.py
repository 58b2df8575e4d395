"""My work, the cases, and the page of one child's case."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile import actions, presenters
from trafficking_cases.casefile.forms import AllocateForm, ExportForm, social_workers_of
from trafficking_cases.casefile.policies import why_not_allocate_here
from trafficking_cases.children.models import Case, ChronologyEntry
from trafficking_cases.lib.errors import Refused
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.pdf import Unavailable, download

A_PAGE = 50


@requires(Permission.USE_SERVICE)
def my_work(request: SignedInRequest) -> HttpResponse:
    return render(request, "casefile/my_work.html", presenters.my_work(request.user, timezone.now()))


@requires(Permission.READ_CASE)
def cases(request: SignedInRequest) -> HttpResponse:
    shown = request.GET.get("show", "all")
    context = presenters.cases_page(request.user, show=shown, number=request.GET.get("page"), now=timezone.now())
    return render(request, "casefile/cases.html", context)


@requires(Permission.READ_CASE)
def case(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "casefile/case.html", presenters.case_page(found, request.user, timezone.now()))


@requires(Permission.READ_CASE)
def process(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "casefile/process.html", presenters.process_page(found, request.user, timezone.now()))


@requires(Permission.READ_CASE)
def chronology(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    entries = ChronologyEntry.objects.visible_to(request.user).filter(case=found).select_related("by__agency")
    page = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    context = presenters.chronology_page(found, page, request.user, timezone.now())
    return render(request, "casefile/chronology.html", context)


@requires(Permission.ALLOCATE_CASE)
def allocate(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = AllocateForm(request.POST or None, case=found, initial={"manager": request.user.pk})
    if form.carries_out(lambda: actions.allocate(found, by=request.user, **form.cleaned_data)):
        worker = form.cleaned_data["worker"]
        messages.success(request, f"{found.reference} is with {worker.full_name}, who has been told.")
        is_still_theirs = Case.objects.visible_to(request.user).filter(pk=found.pk).exists()
        return redirect(found if is_still_theirs else "casefile:cases")
    waits_for = why_not_allocate_here(social_workers_of(found).count())
    context = presenters.verb_page(found, form, request.user, waits_for=waits_for)
    return render(request, "casefile/allocate.html", context, status=form.status)


@requires(Permission.EXPORT_SUMMARY)
def export(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            pdf = actions.export_summary(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refusal = refused.reasons
        except Unavailable:
            form.add_error(None, "This machine cannot draw a PDF. Tell the administrator; nothing was exported")
        else:
            return download(pdf, reference=found.reference)
    context = presenters.verb_page(found, form, request.user)
    return render(request, "casefile/export.html", context, status=form.status)
