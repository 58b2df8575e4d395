"""The countries that rule N4 began with; an administrator edits the list from then on. [Rule N4; procedure 4.3]"""

from datetime import date

from django.db import migrations

BEGAN_WITH = (("Albania", "Albanian"), ("Sudan", "Sudanese"), ("Vietnam", "Vietnamese"))
# The day on which the duty to notify came into force.
LISTED_SINCE = date(2015, 11, 1)


def list_them(apps, schema_editor):
    listed = apps.get_model("nrm", "ListedCountry")
    for country, nationality in BEGAN_WITH:
        listed.objects.create(country=country, nationality=nationality, from_on=LISTED_SINCE)


class Migration(migrations.Migration):
    dependencies = [("nrm", "0001_initial")]

    operations = [migrations.RunPython(list_them, migrations.RunPython.noop)]
