"""Whoever has a relation to a case already may do with its placements what the same relation carries from now on."""

from django.db import migrations

CASEWORK = ("read_placement", "reveal_whereabouts")
CARRIED = {
    "allocated": (*CASEWORK, "record_placement"),
    "supervising": (*CASEWORK, "record_placement", "grant_whereabouts"),
    "answering": CASEWORK,
    "police": CASEWORK,
    "guardian": CASEWORK,
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
        ("children", "0011_claims_disputed_later"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="case",
            options={
                "default_permissions": (),
                "ordering": ["-opened_at"],
                "permissions": [
                    ("allocate_case", "May say which social worker holds a case"),
                    ("draft_nrm", "May write an NRM referral for a first responder to sign"),
                    ("export_summary", "May export the summary of a case as a PDF"),
                    ("grant_whereabouts", "May let one other person open one placement, for a time and a reason"),
                    ("hold_strategy", "May convene a strategy discussion and record what it decided"),
                    (
                        "override_hold",
                        "May let a step go ahead that a court or a statute requires before the agencies have agreed",
                    ),
                    ("plan_interview", "May plan an interview and record what was said in it"),
                    ("read_case", "May open a case to which they have a relation"),
                    ("read_enquiry", "May read strategy discussions, enquiries, assessments and minutes"),
                    ("read_interview", "May read what a child or an adult said in an interview"),
                    ("read_nrm", "May read the NRM referrals of a case, less where the child is staying"),
                    ("read_papers", "May open copies of a child's papers, and the photograph"),
                    (
                        "read_placement",
                        "May know that a child is placed, of which kind and since when, and never where",
                    ),
                    ("read_referral", "May read a referral that has come to them or to their front door"),
                    (
                        "record_adult",
                        "May see and record the adults around a child, and say who is verified, doubted or of concern",
                    ),
                    ("record_enforcement", "May record what law enforcement decided"),
                    ("record_exploitation", "May record a form of exploitation that they suspect or know of"),
                    ("record_identity", "May record who a child is said to be, and the papers that were seen"),
                    ("record_nrm_decision", "May record what the competent authority decided, and the guardian"),
                    ("record_placement", "May record a placement, a move, and where the child is then"),
                    (
                        "record_protection",
                        "May record that a child was protected at once, before anything else is filled in",
                    ),
                    (
                        "reveal_whereabouts",
                        "May open where a placed child is, with a right of their own and their reason on record",
                    ),
                    (
                        "review_nrm",
                        "May review NRM referrals for the Police and record whether a crime is investigated",
                    ),
                    ("sign_enquiry", "May sign an enquiry, an assessment or minutes that somebody else wrote"),
                    (
                        "sign_nrm",
                        "May sign an NRM referral for their first responder organisation, and record that it was sent",
                    ),
                    ("take_part", "May say what their agency agrees to, and what help it gave"),
                    (
                        "write_enquiry",
                        "May write the Section 47 enquiry and the assessment, and convene the multi-agency meeting",
                    ),
                ],
            },
        ),
        migrations.RunPython(carry_the_new_verbs, migrations.RunPython.noop),
    ]
