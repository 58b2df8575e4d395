"""Keys of the API, from the command line."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from trafficking_cases.audit.models import Event
from trafficking_cases.people.models import User


def test_a_key_is_printed_alone_and_is_the_same_each_time(cast: Cast):
    printed = []
    for _ in range(2):
        said = StringIO()
        call_command("api_token", "police", stdout=said)
        printed.append(said.getvalue())

    assert printed[0] == printed[1]
    assert re.fullmatch(r"[0-9a-f]{40}\n", printed[0])
    assert Event.objects.filter(name="user.api_key_given", subject_id=str(cast.police.pk)).count() == 1


def test_a_closed_account_gets_no_key(cast: Cast):
    User.objects.filter(pk=cast.police.pk).update(is_active=False)

    for username in ("police", "nobody"):
        with pytest.raises(CommandError, match="no such account"):
            call_command("api_token", username)
