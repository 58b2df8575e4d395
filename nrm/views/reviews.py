"""The queue of the Police, a review, and the verbs on it. [Rules N8, M6; procedure 4.3, 4.6]"""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nrm.actions import reviews as actions
from nrm.forms.reviews import AnswerForm, AskForm, DecideForm
from nrm.models import Review
from nrm.presenters import reviews as presenters
from nrm.presenters import verbs
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest

A_PAGE = 25


@requires(Permission.REVIEW_NRM)
def queue(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("show", "")
    chosen = asked if asked in presenters.FILTERS else "to_decide"
    rows, counts = presenters.queue(Review.objects.visible_to(request.user), show=chosen, user=request.user)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = presenters.queue_page(page, counts, show=chosen, user=request.user, now=timezone.now())
    return render(request, "nrm/queue.html", context)


@requires(Permission.REVIEW_NRM)
def review(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Review.objects.visible_to(request.user).with_people(), pk)
    context = presenters.review_page(found, DecideForm(), request.user, timezone.now())
    return render(request, "nrm/review.html", context)


@requires(Permission.REVIEW_NRM)
@require_POST
def take(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Review.objects.visible_to(request.user), pk)
    found = actions.take(found, by=request.user)
    messages.success(request, f"{found.nrm_referral.reference} is yours now. Its reminders come to you.")
    return redirect(found)


@requires(Permission.REVIEW_NRM)
def decide(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Review.objects.visible_to(request.user).with_people(), pk)
    form = DecideForm(request.POST or None)
    if form.carries_out(lambda: actions.decide(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "Your decision is recorded, and the social worker is told.")
        return redirect(found)
    context = presenters.review_page(found, form, request.user, timezone.now())
    return render(request, "nrm/review.html", context, status=form.status)


@requires(Permission.REVIEW_NRM)
def ask(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Review.objects.visible_to(request.user).with_people(), pk)
    form = AskForm(request.POST or None)
    if form.carries_out(lambda: actions.ask(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The social worker is told that you ask. The clock of your decision runs on.")
        return redirect(found)
    return render(request, "cases/verb.html", verbs.ask(found, form, request.user), status=form.status)


@requires(Permission.RECORD_NRM_DECISION)
def answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Review.objects.visible_to(request.user).with_people(), pk)
    form = AnswerForm(request.POST or None)
    if form.carries_out(lambda: actions.answer(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The Police have your answer.")
        return redirect("nrm:case", found.nrm_referral.case_id)
    return render(request, "cases/verb.html", verbs.answer(found, form, request.user), status=form.status)
