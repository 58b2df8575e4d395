"""Reporting a concern: page by page, kept as it is typed, sent once, and what became of it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from referrals import draft_presenters, drafts, steps
from referrals.models import Draft, Receipt
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest

A_PAGE = 25
LONGEST_VERSION = 9


@requires(Permission.REPORT_CONCERN)
@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    return redirect(drafts.start(by=request.user))


@requires(Permission.REPORT_CONCERN)
def step(request: SignedInRequest, pk: UUID, step: str) -> HttpResponse:
    draft = guard(request, Draft.objects.visible_to(request.user), pk)
    page = _page_or_404(step)
    if draft.sent_as:
        return redirect(draft.sent_as.receipt)
    form = steps.shown(page, draft.answers)
    if request.method == "POST":
        typed = steps.typed_on(page, request.POST)
        try:
            draft = drafts.save(draft, typed=typed, by=request.user, page=page.slug, seen=_version_seen(request))
        except drafts.SavedElsewhere:
            context = draft_presenters.both(draft, page, typed)
            return render(request, "referrals/step.html", context, status=HTTPStatus.CONFLICT)
        if "leave" in request.POST:
            messages.success(request, "Saved. You find it under your drafts for seven days.")
            return redirect("casefile:my_work")
        form = page.form(request.POST)
        if form.is_valid():
            after = steps.following(page)
            return redirect("referrals:step", pk, after.slug) if after else redirect("referrals:check", pk)
    return render(request, "referrals/step.html", draft_presenters.step_page(draft, page, form))


@requires(Permission.REPORT_CONCERN)
@require_POST
def save(request: SignedInRequest, pk: UUID, step: str) -> HttpResponse:
    draft = guard(request, Draft.objects.visible_to(request.user).unsent(), pk)
    page = _page_or_404(step)
    typed = steps.typed_on(page, request.POST)
    try:
        draft = drafts.save(draft, typed=typed, by=request.user, page=page.slug, seen=_version_seen(request))
    except drafts.SavedElsewhere:
        return JsonResponse(draft_presenters.saved_elsewhere(draft, page), status=409)
    return JsonResponse(draft_presenters.saved(draft, page))


@requires(Permission.REPORT_CONCERN)
def check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    draft = guard(request, Draft.objects.visible_to(request.user), pk)
    if draft.sent_as:
        return redirect(draft.sent_as.receipt)
    return render(request, "referrals/check.html", draft_presenters.check_page(draft, steps.checked(draft)))


@requires(Permission.REPORT_CONCERN)
@require_POST
def send(request: SignedInRequest, pk: UUID) -> HttpResponse:
    draft = guard(request, Draft.objects.visible_to(request.user), pk)
    if draft.sent_as:
        return redirect(draft.sent_as.receipt)
    answers = steps.answers_of(steps.checked(draft))
    if answers is None:
        return redirect(f"{reverse('referrals:check', args=[pk])}#missing")
    return redirect(drafts.send(draft, answers=answers, by=request.user).receipt)


@requires(Permission.READ_OUTCOME)
def mine(request: SignedInRequest) -> HttpResponse:
    receipts = Paginator(Receipt.objects.visible_to(request.user), A_PAGE).get_page(request.GET.get("page"))
    unsent = Draft.objects.visible_to(request.user).begun()[:A_PAGE]
    return render(request, "referrals/mine.html", draft_presenters.mine_page(receipts, unsent))


@requires(Permission.READ_OUTCOME)
def receipt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    receipt = guard(request, Receipt.objects.visible_to(request.user).select_related("referral"), pk)
    return render(request, "referrals/receipt.html", draft_presenters.receipt_page(receipt))


def _version_seen(request: SignedInRequest) -> int | None:
    """The version of the page that was typed on; None where the page did not say."""
    seen = request.POST.get("version", "")[:LONGEST_VERSION]
    return int(seen) if seen.isdecimal() else None


def _page_or_404(slug: str) -> steps.Step:
    if slug not in steps.BY_SLUG:
        raise Http404
    return steps.BY_SLUG[slug]
