"""`manage.py api_token`: a key for a person's programs."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.api.asking import Asker
from trafficking_cases.audit.models import Event
from trafficking_cases.people.models import User


def printed(username: str) -> str:
    out = StringIO()
    call_command("api_token", username, stdout=out)
    return out.getvalue()


def test_it_prints_a_key_that_opens_the_api_and_nothing_else(cast):
    key = printed("duty.worker")

    assert key == f"{key.strip()}\n"
    client = Asker()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key.strip()}")
    assert client.see("referrals/").status_code == 200


def test_asked_again_it_is_the_same_key_and_another_person_has_another(cast):
    assert printed("duty.worker") == printed("duty.worker") != printed("manager")


def test_it_is_audited_without_the_key(cast):
    key = printed("duty.worker").strip()

    event = Event.objects.get(name="user.api_key_given")
    assert event.subject_id == str(cast.duty_worker.pk)
    assert key not in str(event.codes)


@pytest.mark.parametrize("username", ["nobody", "", "police"])
def test_an_account_that_is_closed_or_was_never_there(cast, username):
    User.objects.filter(username="police").update(is_active=False)

    with pytest.raises(CommandError):
        printed(username)
