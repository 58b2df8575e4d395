from django.db import migrations


class Migration(migrations.Migration):
    """The role that serves may add to the audit and read it; only the owner could change it, and nothing runs as owner."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_seal FROM cases_application",
            "GRANT UPDATE, DELETE ON audit_event, audit_seal TO cases_application",
        )
    ]
