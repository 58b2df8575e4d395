"""Minutes are written, signed by the chair, then locked; a correction stands beside them. [Rule M1; procedure 4.6]"""

import pytest
from django.db import DatabaseError, connection, transaction

from assessments.actions import minutes
from assessments.models import Minutes, MultiAgencyMeeting
from tests import builders_agreement as meetings
from tests.cast import NAMES, Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.notifications.models import Notice


def write(agreement: MultiAgencyMeeting, cast: Cast, text: str = "Agreed.", **said: str) -> Minutes:
    return minutes.write_minutes(agreement, text=text, by=cast.social_worker, **said)


def test_the_chair_signs_and_everybody_who_was_there_is_told(cast: Cast):
    agreement, other = meetings.a_concluded_meeting(), meetings.a_concluded_meeting()
    write(agreement, cast)
    write(other, cast)

    minutes.sign_minutes(agreement, read=1, by=cast.manager)

    agreement.refresh_from_db()
    other.refresh_from_db()
    assert (agreement.status, other.status) == ("signed", "concluded")
    told = Notice.objects.filter(kind="minutes.signed", subject_id=agreement.pk)
    assert {notice.recipient.username for notice in told} == {"social.worker", "manager", "police", "education"}
    assert Notice.objects.filter(recipient=cast.manager, kind="minutes.to_sign").count() == 2
    assert Event.objects.filter(name="minutes.signed", case_id=agreement.case_id).count() == 1


def test_until_it_is_signed_a_version_is_written_on(cast: Cast):
    agreement = meetings.a_concluded_meeting()

    write(agreement, cast)
    write(agreement, cast, "Agreed, and the school is told.")

    assert [(one.version, one.text) for one in agreement.minutes.all()] == [(1, "Agreed, and the school is told.")]


def test_a_correction_stands_beside_the_signed_version(cast: Cast):
    agreement = meetings.a_signed_meeting()

    assert [reason.rule for reason in reasons_against(lambda: write(agreement, cast, "Otherwise."))] == ["M1"]
    write(agreement, cast, "Otherwise.", corrects_because="A name was wrong.")
    minutes.sign_minutes(agreement, read=2, by=cast.manager)

    assert [(one.version, one.text, bool(one.signed_at)) for one in agreement.minutes.all()] == [
        (2, "Otherwise.", True),
        (1, "Those present agreed the plan.", True),
    ]
    assert Notice.objects.filter(recipient=cast.education, kind="minutes.signed").count() == 2


def test_who_may_sign(cast: Cast):
    expected = {"manager": DONE, "social_worker": FORBIDDEN, "police": FORBIDDEN, "education": FORBIDDEN}
    agreement = meetings.a_concluded_meeting()
    write(agreement, cast)

    # The one who may comes last, so that what stands is signed only then.
    for name in sorted(NAMES, key=lambda name: name == "manager"):
        answer = answer_to(lambda: minutes.sign_minutes(agreement, read=1, by=getattr(cast, name)))  # noqa: B023
        assert (name, answer) == (name, expected.get(name, NOT_FOUND))


def test_nobody_but_the_chair_signs_and_nobody_their_own(cast: Cast):
    led_by_another = meetings.a_concluded_meeting(chair=cast.manager_2)
    write(led_by_another, cast)
    own = meetings.a_concluded_meeting()
    minutes.write_minutes(own, text="Mine.", by=cast.manager)

    for agreement in (led_by_another, own):
        found = reasons_against(lambda it=agreement: minutes.sign_minutes(it, read=1, by=cast.manager))
        assert [reason.rule for reason in found] == ["M1"]
    assert answer_to(lambda: minutes.sign_minutes(led_by_another, read=1, by=cast.manager_2)) == DONE


def test_when_the_chair_is_gone_the_supervising_manager_signs(cast: Cast):
    agreement = meetings.a_concluded_meeting(chair=cast.manager_2)
    write(agreement, cast)
    cast.manager_2.is_active = False
    cast.manager_2.save()

    assert answer_to(lambda: minutes.sign_minutes(agreement, read=1, by=cast.manager)) == DONE


def test_what_was_not_read_and_what_is_not_over_is_not_signed(cast: Cast):
    agreement, open_one = meetings.a_signed_meeting(), meetings.a_convened_meeting()
    write(agreement, cast, "Otherwise.", corrects_because="A name was wrong.")
    write(open_one, cast)

    for meeting in (agreement, open_one):
        found = reasons_against(lambda it=meeting: minutes.sign_minutes(it, read=1, by=cast.manager))
        assert [reason.rule for reason in found] == ["M1"]


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE assessments_minutes SET text = 'Something else'",
        "UPDATE assessments_minutes SET signed_at = NULL, signed_by_id = NULL",
        "DELETE FROM assessments_minutes",
        "ALTER TABLE assessments_minutes DISABLE TRIGGER signed_minutes_stay",
        "DROP TRIGGER signed_minutes_stay ON assessments_minutes",
        "CREATE OR REPLACE FUNCTION signed_minutes_stay() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "TRUNCATE assessments_minutes",
    ],
)
def test_the_database_keeps_what_is_signed_whoever_asks(cast: Cast, attempt: str):
    agreement = meetings.a_signed_meeting()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)

    assert agreement.minutes.get().text == "Those present agreed the plan."


def test_what_is_not_signed_can_be_changed(cast: Cast):
    agreement = meetings.a_concluded_meeting()
    write(agreement, cast)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_minutes SET text = 'Corrected.'")

    assert agreement.minutes.get().text == "Corrected."
