"""The countries for which an asylum-seeking child is referred at once: put on the list, taken off it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from nrm.actions.duties import take_in
from nrm.models import ListedCountry
from nrm.policies.lists import why_not_add_country, why_not_end_country
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User


@transaction.atomic
def add_country(
    *, country: str, nationality: str, from_on: date, until_on: date | None = None, by: User
) -> ListedCountry:
    """Put a country on the list, from a day on; whoever is from there and seeks asylum is found at once. [Rule N4]"""
    require(by, Permission.KEEP_LISTS)
    country, nationality = plain(country).strip(), plain(nationality).strip()
    standing = list(ListedCountry.objects.select_for_update())
    refuse_if(why_not_add_country(country, nationality, from_on, until_on, standing))
    listed = ListedCountry.objects.create(
        country=country, nationality=nationality, from_on=from_on, until_on=until_on, added_by=by
    )
    audit.record("nrm.country_listed", listed, by=by, from_on=from_on.isoformat())
    take_in(timezone.now())
    return listed


@transaction.atomic
def end_country(listed: ListedCountry, *, until_on: date, by: User) -> ListedCountry:
    """Say until when a country is on the list; duties that arose before stand. [Rule N4; procedure 4.3]"""
    require(by, Permission.KEEP_LISTS, listed)
    listed = ListedCountry.objects.select_for_update().get(pk=listed.pk)
    refuse_if(why_not_end_country(listed, until_on))
    listed.until_on = until_on
    listed.save(update_fields=["until_on"])
    audit.record("nrm.country_ended", listed, by=by, until_on=until_on.isoformat())
    return listed
