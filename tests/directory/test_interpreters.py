"""The register of interpreters: kept by an administrator, read by everybody. [Rule S3; procedure 4.5]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.builders_interviews import an_interpreter
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, answer_to, reasons_against
from trafficking_cases.audit.models import Event
from trafficking_cases.directory import actions
from trafficking_cases.directory.models import Interpreter

KEEPERS = ("administrator", "administrator_2")


def test_everybody_reads_it_and_an_administrator_keeps_it(client, cast: Cast):
    interpreter = an_interpreter()

    for who in each_of(cast):
        by = getattr(cast, who)
        client.force_login(by)
        expected = DONE if who in KEEPERS else FORBIDDEN
        assert client.get(reverse("directory:interpreters")).status_code == 200
        assert client.get(reverse("directory:add_interpreter")).status_code == expected
        assert client.get(reverse("directory:renew", args=[interpreter.pk])).status_code == expected
        assert answer_to(lambda: an_interpreter(by=by)) == expected
        assert answer_to(lambda: actions.remove(interpreter, because="Moved.", by=by)) == expected


def test_a_service_says_what_its_contract_warrants(cast: Cast):
    assert "warrants" in str(reasons_against(lambda: an_interpreter(kind="service")))
    assert answer_to(lambda: an_interpreter(kind="service", warranted="Approved and checked.")) == DONE


@pytest.mark.parametrize("which", [("approved_from", "approved_until"), ("dbs_checked_on", "dbs_until")])
def test_nothing_ends_before_it_begins(cast: Cast, which: tuple[str, str]):
    today = timezone.localdate()
    days = {which[0]: today, which[1]: today - timedelta(days=1)}

    assert [reason.rule for reason in reasons_against(lambda: an_interpreter(**days))] == ["S3"]


def test_a_number_is_given_once(cast: Cast):
    an_interpreter(register_number="A-1")

    assert "already" in str(reasons_against(lambda: an_interpreter(register_number="a-1")))
    assert Interpreter.objects.count() == 1


def test_renewing_and_removing_are_recorded(cast: Cast):
    today = timezone.localdate()
    interpreter, other = an_interpreter(dbs_until=today), an_interpreter(dbs_until=today)
    until = today + timedelta(days=900)

    actions.renew(interpreter, approved_until=until, dbs_checked_on=today, dbs_until=until, by=cast.administrator)
    actions.remove(interpreter, because="Moved.", by=cast.administrator)

    assert Interpreter.objects.get(pk=interpreter.pk).dbs_until == until
    assert Interpreter.objects.get(pk=other.pk).removed_at is None
    assert list(Interpreter.objects.in_use()) == [other]
    named = set(Event.objects.filter(subject_id=str(interpreter.pk)).values_list("name", flat=True))
    assert {"interpreter.added", "interpreter.renewed", "interpreter.removed"} <= named
    assert reasons_against(lambda: actions.remove(interpreter, because="Again.", by=cast.administrator))
    assert reasons_against(lambda: actions.remove(other, because=" ", by=cast.administrator))


def test_the_page_adds_one_and_says_who_is_in_date(client, cast: Cast):
    today = timezone.localdate()
    an_interpreter(name="Late Lapsed", dbs_until=today - timedelta(days=1))
    client.force_login(cast.administrator)
    day = {"day": today.day, "month": today.month, "year": today.year}
    typed = {f"{name}_{box}": value for name in ("approved_from", "dbs_checked_on") for box, value in day.items()}
    later = day | {"year": today.year + 1}
    typed |= {f"{name}_{box}": value for name in ("approved_until", "dbs_until") for box, value in later.items()}
    typed |= {"kind": "service", "name": "Line", "register_number": "S-1", "languages": "Polish; Dari"}

    refused = client.post(reverse("directory:add_interpreter"), typed)
    done = client.post(reverse("directory:add_interpreter"), typed | {"warranted": "Everybody is checked."})

    assert (refused.status_code, done.status_code) == (409, 302)
    page = client.get(reverse("directory:interpreters")).content.decode()
    assert "Polish, Dari" in page
    assert page.index("DBS check not in date") < page.index("In date today") or "In date today" in page
    assert "Its contract warrants: Everybody is checked." in page
