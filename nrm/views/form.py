"""Writing an NRM referral: page by page, kept as it is typed, checked, handed on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from nrm.actions import drafts
from nrm.answers import answers_of
from nrm.form import route
from nrm.form.definition import Page, fields, typed_pages
from nrm.forms import form as questions
from nrm.models import NrmReferral
from nrm.people import first_responders_on
from nrm.presenters import form as shown
from nrm.presenters import referral as whole
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Refused
from trafficking_cases.people.requests import SignedInRequest

LONGEST_VERSION = 20


@requires(Permission.READ_CASE)
def referrals(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    return render(request, "nrm/referrals.html", whole.referrals_page(case, request.user, timezone.now()))


@requires(Permission.DRAFT_NRM)
@require_POST
def start(request: SignedInRequest, pk: UUID) -> HttpResponse:
    case = guard(request, Case.objects.visible_to(request.user), pk)
    nrm = drafts.start(case, by=request.user)
    messages.success(request, "Begun. What the case knows is filled in; each answer says where it comes from.")
    return redirect("nrm:check", nrm.pk)


@requires(Permission.READ_NRM)
def referral(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    return render(request, "nrm/referral.html", whole.referral_page(nrm, request.user, timezone.now()))


@requires(Permission.DRAFT_NRM)
def step(request: SignedInRequest, pk: UUID, slug: str) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    page = _page_or_404(slug)
    if not nrm.is_draft:
        return redirect(nrm)
    if request.method == "POST":
        return _saved(request, nrm, page)
    form = questions.shown(page, answers_of(nrm))
    return render(request, "nrm/step.html", shown.step_page(nrm, page, request.user, timezone.now(), form=form))


def _saved(request: SignedInRequest, nrm: NrmReferral, page: Page) -> HttpResponse:
    """Keep the page; then on along the route, out, or here again with what the form would refuse."""
    drafts.save_answers(nrm, typed=questions.typed_on(page, request.POST), by=request.user, page=page)
    if request.POST.get("take") in fields():
        drafts.take_over(nrm, question=fields()[request.POST["take"]], by=request.user)
        return redirect("nrm:step", nrm.pk, page.slug)
    if "leave" in request.POST:
        messages.success(request, shown.LEFT)
        return redirect(nrm)
    form, answers = questions.step_form(page)(request.POST), answers_of(nrm)
    refusal = shown.refusal_on(page, answers)
    if form.is_valid() and not refusal:
        after = route.following(page, answers)
        return redirect("nrm:step", nrm.pk, after.slug) if after else redirect("nrm:check", nrm.pk)
    context = shown.step_page(nrm, page, request.user, timezone.now(), form=form)
    return render(request, "nrm/step.html", context, status=409 if refusal else 200)


@requires(Permission.DRAFT_NRM)
@require_POST
def save(request: SignedInRequest, pk: UUID, slug: str) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    page, seen = _page_or_404(slug), request.POST.get("version", "")[:LONGEST_VERSION]
    typed = questions.typed_on(page, request.POST)
    try:
        drafts.save_answers(nrm, typed=typed, by=request.user, page=page, seen=seen)
    except drafts.SavedElsewhere:
        return JsonResponse(shown.saved_elsewhere(nrm, page), status=409)
    except Refused as refused:
        return JsonResponse({"message": refused.reasons[0].message}, status=400)
    return JsonResponse(shown.saved(nrm, page))


@requires(Permission.DRAFT_NRM)
def check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    if not nrm.is_draft:
        return redirect(nrm)
    return render(request, "nrm/check.html", shown.check_page(nrm, request.user, timezone.now()))


@requires(Permission.DRAFT_NRM)
def hand_on(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    people = first_responders_on(nrm.case).exclude(pk=request.user.pk)
    form = questions.HandOnForm(request.POST or None, people=people)
    if form.carries_out(lambda: drafts.hand_on(nrm, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{form.cleaned_data['to'].full_name} has it now and was told. You still see it.")
        return redirect(nrm)
    return render(request, "cases/verb.html", whole.hand_on_page(nrm, form, request.user), status=form.status)


@requires(Permission.DRAFT_NRM)
def discard(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nrm = guard(request, NrmReferral.objects.visible_to(request.user).with_people(), pk)
    form = questions.DiscardForm(request.POST or None)
    if form.carries_out(lambda: drafts.discard(nrm, by=request.user, **form.cleaned_data)):
        messages.success(request, "The referral is given up. The case says that there was one, and why it ended.")
        return redirect(nrm)
    return render(request, "cases/verb.html", whole.discard_page(nrm, form, request.user), status=form.status)


def _page_or_404(slug: str) -> Page:
    if slug not in typed_pages():
        raise Http404
    return typed_pages()[slug]
