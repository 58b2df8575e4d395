"""The demonstration: the accounts that are promised, and eight invented children at eight points of the way."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from referrals.models import Consultation, Decision, Draft, Referral
from referrals.workflow import FamilyContact, Status
from tests.cast import PASSWORD, Cast
from trafficking_cases.audit import actions as audit
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile import demonstration
from trafficking_cases.casefile.demonstration_people import ORGANISATIONS, PEOPLE
from trafficking_cases.children.models import Case, Child
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.people.models import User
from trafficking_cases.welcome import ACCOUNTS

RESERVED = re.compile(r"01632 ?960 ?\d{3}|07700 ?900 ?\d{3}")
LOOKS_LIKE_A_NUMBER = re.compile(r"\b0[\d ]{8,}\d\b")


def seed() -> str:
    said = StringIO()
    call_command("seed_demonstration", stdout=said)
    return said.getvalue()


@pytest.fixture
def seeded(db: None) -> dict[str, User]:
    demonstration.seed(timezone.now())
    return {user.username: user for user in User.objects.all()}


def test_everybody_who_is_promised_can_sign_in(seeded: dict[str, User]):
    promised = {name.strip() for names in ACCOUNTS for name in names.split(",")}

    assert promised == set(seeded)
    assert all(authenticate(username=name, password=PASSWORD) for name in promised)


def test_eight_children_stand_at_eight_points(seeded: dict[str, User]):
    stages = [
        (
            referral.status,
            bool(referral.claimed_by),
            referral.consultations.count(),
            referral.decisions.count(),
            bool(referral.case),
        )
        for referral in Referral.objects.order_by("-received_at")
    ]

    assert Draft.objects.unsent().count() == 1
    assert Child.objects.count() == len(stages) == 7
    assert len(set(stages)) == 6, "the two that nobody has taken on differ in their urgency"
    assert Referral.objects.filter(status=Status.DECIDED, case=None).count() == 1
    assert Case.objects.count() == 1


def test_names_are_whole_in_every_script(seeded: dict[str, User]):
    names = set(Child.objects.values_list("known_as", flat=True))

    assert {"Trầm Thị Ngọc Ánh", "Ndriçim Çelkuqi", "سمير الخزامي", "Tia Marlowick", ""} <= names
    assert Child.objects.get(known_as="").description
    assert Referral.objects.filter(family_contact=FamilyContact.DO_NOT).exclude(do_not_contact="").count() == 2


def test_the_case_is_there_for_those_whose_it_is(seeded: dict[str, User]):
    see_it = {name for name, person in seeded.items() if Case.objects.visible_to(person).exists()}

    assert see_it == {"social.worker", "manager", "police"}
    lines = Case.objects.get().chronology.order_by("at").values_list("kind", flat=True)
    assert lines[0] == "referral.received"
    assert {"case.opened", "case.allocated", "case.noted"} <= set(lines)


def test_everybody_has_a_first_page(seeded: dict[str, User], client):
    for person in seeded.values():
        client.force_login(person)
        assert client.get("/").status_code == 200, person.username


def test_an_urgent_one_is_nearly_out_of_time_and_one_is_late(seeded: dict[str, User]):
    now = timezone.now()
    left = sorted(deadline.due_at - now for deadline in Deadline.objects.running())

    assert left[0] < timedelta() < left[1] < timedelta(hours=1)
    assert not Deadline.objects.running().filter(owner=None, rule="REF-08", due_at__lt=now).exists()


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 1, 0, 5, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2024, 2, 29, 12, 0, tzinfo=UTC),
        datetime(2026, 8, 31, 9, 0, tzinfo=UTC),
    ],
)
def test_it_can_be_made_on_any_day(db: None, now: datetime):
    assert demonstration.seed(now) is True


def test_made_twice_it_is_made_once(db: None):
    first, second = seed(), seed()

    assert "ready" in first
    assert "Nothing was done" in second
    assert (User.objects.count(), Referral.objects.count()) == (len(PEOPLE), 7)


def test_it_is_refused_outside_a_demonstration(db: None, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        seed()
    assert not User.objects.exists()


def test_it_is_whole_or_not_at_all(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(demonstration.data.ON_A_CASE.answers, "signs", {"NONE": "present"})

    with pytest.raises(Exception, match="sign_is_an_indicator"):
        demonstration.seed(timezone.now())


def test_its_audit_holds(seeded: dict[str, User]):
    assert audit.verify().broken == ""
    assert Event.objects.filter(name="referral.received").count() == 7


def test_telephone_numbers_and_addresses_belong_to_nobody(seeded: dict[str, User]):
    everything = " ".join(
        str(value)
        for model in (Referral, Child, Draft, Consultation, Decision)
        for row in model.objects.values()
        for value in row.values()
        if isinstance(value, str | dict)
    )
    numbers = LOOKS_LIKE_A_NUMBER.findall(everything) + [person.telephone for person in PEOPLE]

    assert numbers
    assert [number for number in numbers if not RESERVED.fullmatch(number)] == []
    assert all(person.email.endswith(".example") for person in PEOPLE)
    assert all(organisation.domain.endswith(".example") for organisation in ORGANISATIONS.values())
    assert len({person.telephone for person in PEOPLE}) == len(PEOPLE)


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
