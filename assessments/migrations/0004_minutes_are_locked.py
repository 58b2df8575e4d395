from django.db import migrations

# The owner of the tables makes the trigger, and only the owner could take it away; nothing that serves runs as owner.
LOCK = """
CREATE FUNCTION signed_minutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.signed_at IS NOT NULL THEN
            RAISE EXCEPTION 'signed minutes are locked: write a new version beside them';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'signed minutes are locked: write a new version beside them';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER signed_minutes_stay BEFORE UPDATE OR DELETE ON assessments_minutes
    FOR EACH ROW EXECUTE FUNCTION signed_minutes_stay();
"""
UNLOCK = """
DROP TRIGGER signed_minutes_stay ON assessments_minutes;
DROP FUNCTION signed_minutes_stay();
"""


class Migration(migrations.Migration):
    """A signed version of minutes is never changed or removed; a correction stands beside it. [Rule M1]"""

    dependencies = [("assessments", "0003_child_and_adults_apart")]

    operations = [migrations.RunSQL(LOCK, UNLOCK)]
