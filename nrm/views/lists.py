"""The countries for which an asylum-seeking child is referred at once. [Rule N4; procedure 4.3]"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from nrm.actions import lists as actions
from nrm.forms.lists import CountryForm, EndCountryForm
from nrm.models import ListedCountry
from nrm.presenters import lists as presenters
from trafficking_cases.access.guards import guard, requires
from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.requests import SignedInRequest


@requires(Permission.KEEP_LISTS)
def countries(request: SignedInRequest) -> HttpResponse:
    listed = ListedCountry.objects.visible_to(request.user).select_related("added_by")
    return render(request, "nrm/countries.html", presenters.countries_page(listed, timezone.localdate()))


@requires(Permission.KEEP_LISTS)
def add_country(request: SignedInRequest) -> HttpResponse:
    form = CountryForm(request.POST or None)
    if form.carries_out(lambda: actions.add_country(by=request.user, **form.cleaned_data)):
        messages.success(request, "The country is on the list.")
        return redirect("nrm:countries")
    return render(request, "nrm/country.html", presenters.add_page(form), status=form.status)


@requires(Permission.KEEP_LISTS)
def end_country(request: SignedInRequest, pk: UUID) -> HttpResponse:
    listed = guard(request, ListedCountry.objects.visible_to(request.user), pk)
    form = EndCountryForm(request.POST or None)
    if form.carries_out(lambda: actions.end_country(listed, by=request.user, **form.cleaned_data)):
        messages.success(request, "The last day of the country on the list is recorded.")
        return redirect("nrm:countries")
    return render(request, "nrm/country.html", presenters.end_page(listed, form), status=form.status)
