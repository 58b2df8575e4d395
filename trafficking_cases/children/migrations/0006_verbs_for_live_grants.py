"""Whoever has a relation to a case already may do on it what the same relation carries from now on."""

from django.db import migrations

SHARED = ("read_case", "record_exploitation", "draft_nrm", "sign_nrm")
CASEWORK = (
    *SHARED, "read_referral", "record_protection", "record_identity", "read_papers", "record_adult", "export_summary",
    "hold_strategy", "read_enquiry", "write_enquiry", "read_interview", "plan_interview", "take_part", "read_nrm",
    "record_nrm_decision",
)  # fmt: skip
CARRIED = {
    "allocated": CASEWORK,
    "supervising": (*CASEWORK, "allocate_case", "sign_enquiry"),
    "sharing": SHARED,
}


def carry_the_new_verbs(apps, schema_editor):
    grants = apps.get_model("children", "Grant").objects.filter(relation__in=CARRIED, ended_at=None)
    if not grants.exists():
        return
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="children", model="case")
    permissions = {
        codename: apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": f"May {codename.replace('_', ' ')}"}
        )[0]
        for codename in {verb for verbs in CARRIED.values() for verb in verbs}
    }
    by_user = apps.get_model("children", "CaseUserPermission").objects
    by_group = apps.get_model("children", "CaseGroupPermission").objects
    for grant in grants.select_related("team", "agency").iterator():
        for verb in CARRIED[grant.relation]:
            on_the_case = {"permission_id": permissions[verb].pk, "content_object_id": grant.case_id}
            if grant.user_id:
                by_user.get_or_create(user_id=grant.user_id, **on_the_case)
            else:
                by_group.get_or_create(group_id=(grant.team or grant.agency).group_id, **on_the_case)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("children", "0005_identity_papers_exploitation_holds"),
    ]

    operations = [migrations.RunPython(carry_the_new_verbs, migrations.RunPython.noop)]
