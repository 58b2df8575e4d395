"""The list behind the bell."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.notifications import actions, presenters
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.requests import SignedInRequest

ON_A_PAGE = 25


@requires(Permission.USE_SERVICE)
def notices(request: SignedInRequest) -> HttpResponse:
    visible = Notice.objects.visible_to(request.user).unread_first()
    page = Paginator(visible, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = presenters.lines(list(page), request.user)
    return render(
        request,
        "notifications/notices.html",
        {"lines": lines, "page": page, "any_unread": any(line.is_unread for line in lines)},
    )


@require_POST
@requires(Permission.USE_SERVICE)
def open_notice(request: SignedInRequest, pk: UUID) -> HttpResponse:
    notice = guard(request, Notice.objects.visible_to(request.user), pk)
    actions.mark_read(notice, by=request.user)
    return redirect(notice.link)


@require_POST
@requires(Permission.USE_SERVICE)
def read(request: SignedInRequest, pk: UUID) -> HttpResponse:
    notice = guard(request, Notice.objects.visible_to(request.user), pk)
    actions.mark_read(notice, by=request.user)
    return redirect("notifications:notices")


@require_POST
@requires(Permission.USE_SERVICE)
def read_all(request: SignedInRequest) -> HttpResponse:
    marked = actions.mark_all_read(by=request.user)
    messages.success(request, "1 notice marked as read" if marked == 1 else f"{marked} notices marked as read")
    return redirect("notifications:notices")
