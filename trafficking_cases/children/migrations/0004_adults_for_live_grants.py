"""Whoever holds or supervises a case already may record its adults, as whoever is given one from now on."""

from django.db import migrations

RELATIONS = ("allocated", "supervising")


def carry_the_new_verb(apps, schema_editor):
    grants = apps.get_model("children", "Grant").objects.filter(relation__in=RELATIONS, ended_at=None)
    if not grants.exists():
        return
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="children", model="case")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="record_adult", defaults={"name": "May record the adults around a child"}
    )
    by_user = apps.get_model("children", "CaseUserPermission").objects
    by_group = apps.get_model("children", "CaseGroupPermission").objects
    for grant in grants.select_related("team", "agency").iterator():
        on_the_case = {"permission_id": permission.pk, "content_object_id": grant.case_id}
        if grant.user_id:
            by_user.get_or_create(user_id=grant.user_id, **on_the_case)
        else:
            by_group.get_or_create(group_id=(grant.team or grant.agency).group_id, **on_the_case)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("children", "0003_adults"),
    ]

    operations = [migrations.RunPython(carry_the_new_verb, migrations.RunPython.noop)]
