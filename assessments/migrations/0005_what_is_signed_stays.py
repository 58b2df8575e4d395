"""What no road may lead round: the child was seen, the plan is whole, what was signed stays as it was signed."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION child_was_seen(of_case uuid, since timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM assessments_interview
        WHERE case_id = of_case AND subject = 'child' AND status = 'held' AND child_seen AND child_spoken_with
          AND contaminated_at IS NULL AND (since IS NULL OR held_at >= since)
    )
$$;
GRANT EXECUTE ON FUNCTION child_was_seen TO cases_application;

CREATE FUNCTION enquiry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'under_way' AND (TG_OP = 'INSERT' OR OLD.status = 'under_way') THEN
        IF NEW.not_seen_agreed_at IS NULL AND NOT child_was_seen(
            NEW.case_id,
            date_trunc('day', NEW.started_at AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London'
        ) THEN
            RAISE EXCEPTION 'enquiry_completed_with_the_child_seen' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (
            SELECT FROM assessments_strategydiscussion
            WHERE id = NEW.strategy_id AND case_id = NEW.case_id
              AND status = 'recorded' AND enquiry IN ('joint', 'single')
        ) THEN
            RAISE EXCEPTION 'enquiry_follows_a_strategy_discussion' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF TG_OP = 'UPDATE' AND NEW.status <> 'under_way'
        AND (NEW.checks, NEW.analysis, NEW.wishes, NEW.told_family, NEW.outcome, NEW.completed_by_id)
            IS DISTINCT FROM
            (OLD.checks, OLD.analysis, OLD.wishes, OLD.told_family, OLD.outcome, OLD.completed_by_id)
    THEN
        RAISE EXCEPTION 'completed_enquiry_stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION assessment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'writing' AND (TG_OP = 'INSERT' OR OLD.status = 'writing') THEN
        IF NEW.not_seen_agreed_at IS NULL AND NOT child_was_seen(NEW.case_id, NULL) THEN
            RAISE EXCEPTION 'assessment_completed_with_the_child_seen' USING ERRCODE = 'check_violation';
        END IF;
        IF (SELECT count(*) FROM assessments_need WHERE assessment_id = NEW.id) <> 9 THEN
            RAISE EXCEPTION 'assessment_completed_with_nine_needs' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF TG_OP = 'UPDATE' AND NEW.status <> 'writing'
        AND (NEW.child_needs, NEW.caregivers, NEW.family_and_surroundings, NEW.exploitation, NEW.wishes,
             NEW.analysis, NEW.category, NEW.completed_by_id)
            IS DISTINCT FROM
            (OLD.child_needs, OLD.caregivers, OLD.family_and_surroundings, OLD.exploitation, OLD.wishes,
             OLD.analysis, OLD.category, OLD.completed_by_id)
    THEN
        RAISE EXCEPTION 'completed_assessment_stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION needs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM assessments_assessment WHERE status <> 'writing'
          AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.assessment_id END,
                     CASE WHEN TG_OP <> 'DELETE' THEN NEW.assessment_id END)
    ) THEN
        RAISE EXCEPTION 'needs_of_a_completed_assessment_stay' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE TRIGGER enquiry_stays BEFORE INSERT OR UPDATE ON assessments_section47enquiry
    FOR EACH ROW EXECUTE FUNCTION enquiry_stays();
CREATE TRIGGER assessment_stays BEFORE INSERT OR UPDATE ON assessments_assessment
    FOR EACH ROW EXECUTE FUNCTION assessment_stays();
CREATE TRIGGER needs_stay BEFORE INSERT OR UPDATE OR DELETE ON assessments_need
    FOR EACH ROW EXECUTE FUNCTION needs_stay();
"""
GONE = """
DROP TRIGGER needs_stay ON assessments_need;
DROP TRIGGER assessment_stays ON assessments_assessment;
DROP TRIGGER enquiry_stays ON assessments_section47enquiry;
DROP FUNCTION needs_stay, assessment_stays, enquiry_stays, child_was_seen;
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_minutes_are_locked")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON assessments_signedversion FROM cases_application",
            "GRANT UPDATE, DELETE ON assessments_signedversion TO cases_application",
        ),
        migrations.RunSQL(FUNCTIONS, GONE),
    ]
