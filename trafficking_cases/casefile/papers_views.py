"""A child's papers, their copies and the photograph. [Rule A3; procedure 4.4]

The addresses that take a file are exempt from the check of the middleware, which would read the file before anybody
knows who sends it: `take_file` makes the same check past the guard.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.papers_forms import AskHolderForm, CheckPaperForm, CopyForm, PaperForm, PhotographForm
from trafficking_cases.casefile.presenters import papers as presenter
from trafficking_cases.casefile.presenters.downloads import as_kept
from trafficking_cases.children import papers as verbs
from trafficking_cases.children.models import Case, Paper, StoredFile
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.web.uploads import take_file


@requires(Permission.READ_PAPERS)
def papers(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "casefile/papers.html", presenter.papers_page(case, request.user, timezone.now()))


@requires(Permission.READ_PAPERS)
def file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, StoredFile.objects.visible_to(request.user).select_related("case"), pk)
    return as_kept(found)


@csrf_exempt
@requires(Permission.RECORD_IDENTITY)
def add_photograph(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return take_file(_photograph_asked)(request, case)


def _photograph_asked(request: SignedInRequest, case: Case) -> HttpResponse:
    form = PhotographForm(request.POST or None, request.FILES or None)
    if form.carries_out(lambda: verbs.add_photograph(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The photograph is on file.")
        return redirect("casefile:papers", case.pk)
    return render(request, "cases/verb.html", presenter.photograph_page(case, form, request.user), status=form.status)


@csrf_exempt
@requires(Permission.RECORD_IDENTITY)
def add_paper(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return take_file(_paper_asked)(request, case)


def _paper_asked(request: SignedInRequest, case: Case) -> HttpResponse:
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.carries_out(lambda: verbs.add_paper(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "The document is recorded. What it says is a claim until it is checked.")
        return redirect("casefile:papers", case.pk)
    return render(request, "cases/verb.html", presenter.paper_page(case, form, request.user), status=form.status)


@csrf_exempt
@requires(Permission.RECORD_IDENTITY)
def add_copy(request: SignedInRequest, pk: UUID) -> HttpResponse:
    paper = guard(request, Paper.objects.visible_to(request.user).select_related("case__child"), pk)
    return take_file(_copy_asked)(request, paper)


def _copy_asked(request: SignedInRequest, paper: Paper) -> HttpResponse:
    form = CopyForm(request.POST or None, request.FILES or None)
    if form.carries_out(lambda: verbs.add_copy(paper, by=request.user, **form.cleaned_data)):
        messages.success(request, "The copy is here.")
        return redirect(paper)
    return render(request, "cases/verb.html", presenter.copy_page(paper, form, request.user), status=form.status)


@requires(Permission.RECORD_IDENTITY)
def check_paper(request: SignedInRequest, pk: UUID) -> HttpResponse:
    paper = guard(request, Paper.objects.visible_to(request.user).select_related("case__child"), pk)
    form = CheckPaperForm(request.POST or None)
    if form.carries_out(lambda: verbs.check_paper(paper, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is written down what the document was found to be.")
        return redirect(paper)
    return render(request, "cases/verb.html", presenter.check_page(paper, form, request.user), status=form.status)


@requires(Permission.RECORD_IDENTITY)
def ask_holder(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = AskHolderForm(request.POST or None, initial={"holder": request.GET.get("holder", "")})
    if form.carries_out(lambda: verbs.ask_holder(case, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is written down who was asked.")
        return redirect("casefile:papers", case.pk)
    return render(request, "cases/verb.html", presenter.ask_page(case, form, request.user), status=form.status)
