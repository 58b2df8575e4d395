from django.db import migrations


class Migration(migrations.Migration):
    """Whoever is in the room is there for the subject that the interview has, in whatever order statements come. [Rule S2]

    Together with the check on each attendant, no road leads to a child and an interviewed adult in one room.
    """

    dependencies = [("assessments", "0002_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE assessments_attendant ADD CONSTRAINT attendant_is_there_for_the_subject
            FOREIGN KEY (interview_id, subject) REFERENCES assessments_interview (id, subject)
            ON UPDATE RESTRICT ON DELETE NO ACTION
            """,
            "ALTER TABLE assessments_attendant DROP CONSTRAINT attendant_is_there_for_the_subject",
        )
    ]
