"""Placements: recorded, moved, over; opened with a reason; and who may open them. [Rules P1, P5; procedure 2, 5, 7]"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.people import proof
from trafficking_cases.people.requests import SignedInRequest
from trafficking_cases.placements import actions
from trafficking_cases.placements import presenters as say
from trafficking_cases.placements.forms import (
    EndForm,
    GiveForm,
    MoveForm,
    PlaceForm,
    RevealForm,
    who_may_be_let_in,
)
from trafficking_cases.placements.models import Placement
from trafficking_cases.whereabouts.workflow import LookPurpose


@requires(Permission.READ_PLACEMENT)
def case(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    standing_now = Placement.objects.visible_to(request.user).filter(case=found).standing().with_people()
    standings = {one.pk: actions.standing_of(one, by=request.user) for one in standing_now}
    return render(request, "placements/case.html", say.case_page(found, request.user, timezone.now(), standings))


@requires(Permission.RECORD_PLACEMENT)
@sensitive_post_parameters()
def place(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = guard(request, Case.objects.visible_to(request.user).select_related("child", "authority"), pk)
    form = PlaceForm(request.POST or None)
    if form.carries_out(lambda: actions.place(found, by=request.user, **form.answers)):
        messages.success(request, "The placement is recorded. Where it is, is locked.")
        return redirect("placements:case", found.pk)
    return render(request, "placements/record.html", say.place_page(found, form, request.user), status=form.status)


@requires(Permission.RECORD_PLACEMENT)
@sensitive_post_parameters()
def move(request: SignedInRequest, pk: UUID) -> HttpResponse:
    placement = guard(request, Placement.objects.visible_to(request.user).with_people(), pk)
    form = MoveForm(request.POST or None)
    if form.carries_out(lambda: actions.move(placement, by=request.user, **form.answers)):
        messages.success(request, "The move is recorded. Whoever was let in to the old place is let in no longer.")
        return redirect(placement)
    page = say.verb_page(placement, form, request.user, verb="move")
    return render(request, "placements/record.html", page, status=form.status)


@requires(Permission.RECORD_PLACEMENT)
def end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    placement = guard(request, Placement.objects.visible_to(request.user).with_people(), pk)
    form = EndForm(request.POST or None)
    if form.carries_out(lambda: actions.end(placement, by=request.user, **form.cleaned_data)):
        messages.success(request, "It is recorded that the child is there no longer.")
        return redirect(placement)
    page = say.verb_page(placement, form, request.user, verb="end")
    return render(request, "cases/verb.html", page, status=form.status)


@requires(Permission.REVEAL_WHEREABOUTS)
@sensitive_post_parameters()
def reveal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    placement = guard(request, Placement.objects.visible_to(request.user).with_people(), pk)
    prove = None if proof.is_recent(request) else lambda password: proof.prove(request, password)
    form = RevealForm(request.POST or None, prove=prove)
    if not form.is_valid():
        page = say.verb_page(placement, form, request.user, verb="reveal")
        return render(request, "placements/reveal.html", page, status=form.status)
    now = timezone.now()
    shown = actions.reveal(placement, by=request.user, at=now, **form.answers)
    why, words = LookPurpose(form.cleaned_data["purpose"]).label, form.cleaned_data["words"]
    page = say.revealed_page(placement, request.user, now, shown=shown, purpose=why, words=words)
    return render(request, "placements/revealed.html", page)


@requires(Permission.REVEAL_WHEREABOUTS)
def who(request: SignedInRequest, pk: UUID) -> HttpResponse:
    placement = guard(request, Placement.objects.visible_to(request.user).with_people(), pk)
    standing = actions.standing_of(placement, by=request.user)
    page = say.who_page(placement, request.user, timezone.now(), standing)
    return render(request, "placements/who.html", page)


@requires(Permission.GRANT_WHEREABOUTS)
def give(request: SignedInRequest, pk: UUID) -> HttpResponse:
    placement = guard(request, Placement.objects.visible_to(request.user).with_people(), pk)
    last_day = timezone.localdate() + timedelta(days=settings.WHEREABOUTS_GRANT_DAYS)
    people = who_may_be_let_in(placement.case, request.user)
    form = GiveForm(request.POST or None, people=people, initial={"until": last_day})
    if form.carries_out(lambda: actions.give(placement, by=request.user, **form.cleaned_data)):
        messages.success(request, "They can look from now on, with their reason on record each time.")
        return redirect("placements:who", placement.pk)
    page = say.verb_page(placement, form, request.user, verb="give")
    return render(request, "cases/verb.html", page, status=form.status)


@requires(Permission.GRANT_WHEREABOUTS)
def take_back(request: SignedInRequest, pk: UUID, grant: UUID) -> HttpResponse:
    placement = guard(request, Placement.objects.visible_to(request.user).with_people(), pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    actions.take_back(placement, grant, by=request.user)
    messages.success(request, "They can look no longer.")
    return redirect("placements:who", placement.pk)
