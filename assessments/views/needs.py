"""The needs plan of an assessment, a section a page. [Rule A5; procedure 2, 5]"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from assessments.actions import assessment as actions
from assessments.forms.assessment import NeedForm
from assessments.models import Assessment
from assessments.presenters import assessment_verbs as verbs
from assessments.workflow.assessment import Section
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.WRITE_ENQUIRY)
def answer(request: SignedInRequest, pk: UUID, section: str) -> HttpResponse:
    found = guard(request, Assessment.objects.visible_to(request.user).with_people(), pk)
    if section not in Section.values:
        raise Http404
    named = Section(section)
    form = NeedForm(request.POST or None, case=found.case, initial=verbs.answered_so_far(found, named))
    if form.carries_out(lambda: actions.answer_need(found, section=named, by=request.user, **form.cleaned_data)):
        messages.success(request, f"Saved: {named.label}.")
        return redirect(f"{found.get_absolute_url()}#needs")
    context = verbs.need_page(found, form, request.user, section=named)
    return render(request, "cases/verb.html", context, status=form.status)
