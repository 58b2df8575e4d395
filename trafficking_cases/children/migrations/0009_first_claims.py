"""What was written of a child so far becomes a claim of the referral that it came with."""

from zoneinfo import ZoneInfo

from django.db import migrations

from trafficking_cases.children.ages import birthday, born_as_said
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.text import search_words

SOURCE = "The referral"
LONDON = ZoneInfo("Europe/London")


def claims_of(child, said_on):
    """The claims that the columns of a child hold: kind, words, and what is peculiar to the kind."""
    if child.known_as:
        yield "name", child.known_as, {"name_kind": "used", "is_working": True}
    if child.also_called:
        yield "name", child.also_called, {"name_kind": "alias", "is_working": False}
    if child.nationality:
        yield "nationality", child.nationality, {"is_working": True}
    if child.language:
        yield "language", child.language, {"is_working": True}
    if child.born_on:
        born = born_as_said("exact", said_on=said_on, day=child.born_on)
        yield "birth_date", spoken_day(child.born_on), _birth(born, "exact", True)
    if child.about_age is not None:
        born = born_as_said("age", said_on=said_on, years=child.about_age)
        yield "birth_date", f"about {child.about_age}", _birth(born, "age", child.born_on is None)


def _birth(born, accuracy, works):
    return {"accuracy": accuracy, "born_from": born.earliest, "born_until": born.latest, "is_working": works}


def write_claims(apps, schema_editor):
    Child, Claim = (apps.get_model("children", name) for name in ("Child", "Claim"))
    Standing = apps.get_model("children", "StandingOfClaim")
    for child in Child.objects.filter(claims=None).iterator(chunk_size=500):
        said_on = child.added_at.astimezone(LONDON).date()
        claims = [
            Claim(
                child=child, kind=kind, value=words, source=SOURCE, said_on=said_on, added_at=child.added_at,
                search_key=f" {' '.join(dict.fromkeys(search_words(words)))}"[:1_000], **peculiar,
            )
            for kind, words, peculiar in claims_of(child, said_on)
        ]  # fmt: skip
        Claim.objects.bulk_create(claims)
        Standing.objects.bulk_create(
            [
                Standing(claim=claim, status="claimed", is_working=claim.is_working, at=child.added_at)
                for claim in claims
            ]
        )
        _take_over_the_birth(child, claims)


def _take_over_the_birth(child, claims):
    births = [claim for claim in claims if claim.kind == "birth_date"]
    working = next((claim for claim in births if claim.is_working), None)
    if working is None:
        return
    child.born_from, child.born_until, child.birth_known_at = working.born_from, working.born_until, child.added_at
    if working.accuracy == "exact":
        child.turns_18_on = birthday(working.born_from, 18)
    if any(b.born_until < working.born_from or b.born_from > working.born_until for b in births):
        child.birth_date_is = "disputed"
    child.save(update_fields=["born_from", "born_until", "birth_known_at", "turns_18_on", "birth_date_is"])


class Migration(migrations.Migration):
    dependencies = [("children", "0008_working_identity")]

    operations = [migrations.RunPython(write_claims, migrations.RunPython.noop)]
