"""The front door: the board, a referral, and the verbs on it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from referrals import actions, policies, presenters
from referrals.board import FILTERS, board
from referrals.forms import ConsultationForm, DecisionForm, SendBackForm, SignForm, now_typed
from referrals.models import Referral
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.people.models import User
from trafficking_cases.people.requests import SignedInRequest

A_PAGE = 25


@requires(Permission.READ_FRONT_DOOR)
def front_door(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    asked = request.GET.get("show", "")
    chosen = asked if asked in FILTERS else "waiting"
    rows, counts = board(Referral.objects.visible_to(request.user), show=chosen, user=request.user, now=now)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = presenters.board_page(page, counts, show=chosen, user=request.user, now=now)
    return render(request, "referrals/front_door.html", context)


@requires(Permission.READ_REFERRAL)
def referral(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Referral.objects.visible_to(request.user).with_people(), pk)
    return render(request, "referrals/referral.html", presenters.referral_page(found, request.user, timezone.now()))


@requires(Permission.CLAIM_REFERRAL)
@require_POST
def claim(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Referral.objects.visible_to(request.user), pk)
    actions.claim(found, by=request.user)
    messages.success(request, f"{found.reference} is yours now. Its reminders come to you.")
    return redirect(found)


@requires(Permission.RECORD_CONSULTATION)
def consult(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Referral.objects.visible_to(request.user).with_people(), pk)
    form = ConsultationForm(
        request.POST or None, initial={"at": now_typed(), "spoken_with": request.GET.get("with", "")}
    )
    if form.carries_out(lambda: actions.consult(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The conversation is recorded.")
        return redirect(found)
    return render(request, "referrals/consult.html", presenters.verb_page(found, form), status=form.status)


@requires(Permission.PROPOSE_DECISION)
def propose(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Referral.objects.visible_to(request.user).with_people(), pk)
    consulted = set(found.consultations.values_list("spoken_with", flat=True))
    form = DecisionForm(request.POST or None, consulted=consulted)
    if form.carries_out(lambda: actions.propose(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The decision waits for a manager's signature. The clock runs on until it is signed.")
        return redirect(found)
    context = presenters.verb_page(found, form, policies.why_not_write(found))
    return render(request, "referrals/propose.html", context, status=form.status)


@requires(Permission.SIGN_DECISION)
def sign(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Referral.objects.visible_to(request.user).with_people(), pk)
    decision = actions.live_decision(found)
    form = SignForm(
        request.POST or None,
        initial={"read": decision.pk if decision else ""},
        workers=User.objects.holding(RoleCode.SOCIAL_WORKER).filter(agency=found.authority_id),
        opens_a_case=bool(decision and decision.opens_a_case),
    )
    if form.carries_out(lambda: actions.sign(found, by=request.user, **form.cleaned_data)):
        messages.success(request, f"{found.reference} is decided. Whoever referred has been told.")
        return redirect(found)
    context = presenters.sign_page(found, decision, form, request.user)
    return render(request, "referrals/sign.html", context, status=form.status)


@requires(Permission.SIGN_DECISION)
def send_back(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Referral.objects.visible_to(request.user).with_people(), pk)
    form = SendBackForm(request.POST or None)
    if form.carries_out(lambda: actions.send_back(found, by=request.user, **form.cleaned_data)):
        messages.success(request, "The decision went back to whoever wrote it.")
        return redirect(found)
    context = presenters.verb_page(found, form, policies.why_not_send_back(found, actions.live_decision(found)))
    return render(request, "referrals/send_back.html", context, status=form.status)
