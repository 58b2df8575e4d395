"""The demonstration: the accounts that are promised, and invented children at every point of the way."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from assessments.actions import assessment, enquiry, interviews, look_back, strategy_clocks
from assessments.models import (
    Assessment,
    Interview,
    Minutes,
    Monitoring,
    Section47Enquiry,
    StrategyDiscussion,
)
from assessments.workflow.agreement import Status as AgreementStatus
from assessments.workflow.interviews import Status as InterviewStatus
from assessments.workflow.strategy import Status as StrategyStatus
from nrm.actions import duties
from nrm.models import Answer, AuthorityDecision, Duty, NrmReferral, Review
from nrm.workflow.duties import Ground
from nrm.workflow.referrals import Status as NrmStatus
from nrm.workflow.reviews import Status as ReviewStatus
from referrals.models import Consultation, Decision, Draft, Referral
from referrals.workflow import FamilyContact, Status
from tests.cast import PASSWORD
from trafficking_cases.audit import actions as audit
from trafficking_cases.audit.models import Event
from trafficking_cases.casefile import demonstration
from trafficking_cases.casefile.demonstration_people import ORGANISATIONS, PEOPLE
from trafficking_cases.children.models import Adult, Case, Child, ChronologyEntry, Claim, Elements, Hold, StoredFile
from trafficking_cases.deadlines.models import Deadline, Reminder
from trafficking_cases.deadlines.sweeping import sweep
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.lib.errors import Refused
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.workflow import View
from trafficking_cases.people.models import Agency, User
from trafficking_cases.welcome import ACCOUNTS

# The seed takes seconds: one process makes it once.
pytestmark = [pytest.mark.xdist_group("demonstration"), pytest.mark.timeout(300)]
RESERVED = re.compile(r"01632 ?960 ?\d{3}|07700 ?900 ?\d{3}")
SPOKEN_OF = (
    *(Referral, Child, Draft, Consultation, Decision, Adult, Interpreter, Claim, Answer, Attendance, Minutes),
    *(Agency, NrmReferral, Review, AuthorityDecision, Assessment, Interview, StrategyDiscussion, Section47Enquiry),
    *(Deadline, ChronologyEntry),
)
LOOKS_LIKE_A_NUMBER = re.compile(r"\b0[\d ]{8,}\d\b")


@pytest.fixture(scope="module")
def seeded_once(django_db_setup: None, django_db_blocker, cheap_passwords: None) -> Iterator[None]:
    """The whole caseload, made once for this module; each test undoes what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration.seed(timezone.now())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(seeded_once: None, db: None) -> dict[str, User]:
    return {user.username: user for user in User.objects.all()}


def case_of(name: str) -> Case:
    return Case.objects.get(child__known_as=name)


def everything_said() -> Iterator[str]:
    """Every text that stands in what was made."""
    for model in SPOKEN_OF:
        for row in model.objects.values():
            yield from (str(value) for value in row.values() if isinstance(value, str | dict))


def take_in_everything(now: datetime) -> None:
    """What the scheduler wakes each minute."""
    strategy_clocks.take_in()
    enquiry.take_in(now)
    assessment.take_in(now)
    duties.take_in(now)
    look_back.take_in(now)


def test_everybody_who_is_promised_can_sign_in(seeded: dict[str, User]):
    promised = {name.strip() for names in ACCOUNTS for name in names.split(",")}

    assert promised == set(seeded)
    assert all(authenticate(username=name, password=PASSWORD) for name in promised)


def test_children_stand_at_every_point_of_the_front_door(seeded: dict[str, User]):
    at_the_door = Referral.objects.filter(received_at__gte=timezone.now() - timedelta(days=1), case=None)
    stages = [
        (
            referral.status,
            bool(referral.claimed_by),
            referral.consultations.count(),
            referral.decisions.count(),
            bool(referral.case),
        )
        for referral in at_the_door.order_by("-received_at")
    ]

    assert Draft.objects.unsent().count() == 1
    assert len(stages) == 6
    assert len(set(stages)) == 5, "the two that nobody has taken on differ in their urgency"
    assert Referral.objects.filter(status=Status.DECIDED, case=None).count() == 1
    assert Child.objects.count() == Referral.objects.count() == 16
    assert Case.objects.count() == 10


def test_nobody_is_there_twice(seeded: dict[str, User]):
    children = [name for name in Child.objects.values_list("known_as", flat=True) if name]
    grown = list(Adult.objects.values_list("name", flat=True)) + list(
        Interpreter.objects.values_list("name", flat=True)
    )
    everybody = children + grown + [person.full_name for person in PEOPLE]

    assert len(everybody) == len(set(everybody))


def test_a_case_is_held_until_the_agencies_meet_tomorrow(seeded: dict[str, User]):
    case = case_of("Trầm Thị Ngọc Ánh")
    meeting = case.multi_agency_meetings.get()

    assert [hold.rule for hold in Hold.objects.in_force()] == ["M2"]
    assert Hold.objects.in_force().get().case == case
    assert meeting.status == AgreementStatus.CONVENED
    assert timezone.localdate(meeting.meeting.planned_for) == timezone.localdate() + timedelta(days=1)
    assert Duty.objects.filter(case=case, ground=Ground.LISTED_COUNTRY).exists()
    assert StoredFile.objects.filter(case=case, kind="photograph").count() == 1
    assert User.objects.get(username="guardian") in {grant.user for grant in case.grants.filter(relation="guardian")}


def test_an_interview_waits_because_of_who_is_on_its_list(seeded: dict[str, User]):
    waiting = Interview.objects.get(status=InterviewStatus.DRAFT)

    with pytest.raises(Refused) as refused:
        interviews.plan(waiting, by=seeded["social.worker"])
    assert "S2" in {reason.rule for reason in refused.value.reasons}


def test_a_breach_marks_an_account(seeded: dict[str, User]):
    marked = Interview.objects.exclude(contaminated_at=None).get()

    assert marked.breaches.count() == 1
    assert marked.case == case_of("Folake Adebrook")


def test_a_dissent_stands_in_a_meeting_that_agreed(seeded: dict[str, User]):
    case = case_of("Dorin Codreanova")
    meeting = case.multi_agency_meetings.get()

    assert (meeting.status, meeting.outcome) == (AgreementStatus.SIGNED, "agreed")
    assert meeting.meeting.attendances.filter(view=View.DISSENTS).count() == 1
    assert [bool(one.signed_at) for one in meeting.minutes.order_by("version")] == [True, False]
    assert Deadline.objects.running().filter(rule="ICP-01", subject=str(meeting.pk)).exists()


def test_a_british_child_needs_no_means_and_no_journey_from_abroad(seeded: dict[str, User]):
    case = case_of("Reece Thistlecroft")
    nrm = NrmReferral.objects.get(case=case)

    assert Elements.objects.get(case=case).means == []
    assert (nrm.status, nrm.author.username) == ("draft", "voluntary")
    assert nrm.handed_to == seeded["social.worker"]
    assert Duty.objects.open().get(case=case).ground == Ground.SEXUAL_OR_CRIMINAL
    assert case.strategy_discussions.get().status == StrategyStatus.PLANNED


def test_a_child_without_apparent_concern_is_watched(seeded: dict[str, User]):
    assert Monitoring.objects.going_on().get(case=case_of("Safiya Warmundale")).checks.count() == 2


def test_nrm_referrals_are_in_every_state(seeded: dict[str, User]):
    states = {(one.status, one.is_elsewhere) for one in NrmReferral.objects.all()}
    decided = set(AuthorityDecision.objects.values_list("kind", "result"))

    assert states == {
        *(("draft", False), ("sealed", False), ("sent", False)),
        *(("acknowledged", False), ("closed", True), ("discarded", False)),
    }
    assert {status for status, _ in states} == set(NrmStatus)
    assert {bool(draft.handed_to) for draft in NrmReferral.objects.filter(status="draft")} == {True, False}
    assert set(Review.objects.values_list("status", flat=True)) == set(ReviewStatus)
    assert Review.objects.filter(crime_recorded=True).exists()
    assert decided >= {("reasonable_grounds", "positive"), ("reasonable_grounds", "negative")}
    assert decided >= {("reconsideration", "requested"), ("conclusive_grounds", "positive"), ("other", "suspended")}
    assert Deadline.objects.running().filter(rule="HOR-01").count() == 1


def test_the_register_has_one_in_date_one_lapsed_and_a_service(seeded: dict[str, User]):
    today = timezone.localdate()

    assert Interpreter.objects.filter(kind="person", dbs_until__gte=today).count() > 1
    assert Interpreter.objects.filter(kind="person", dbs_until__lt=today).count() == 1
    assert Interpreter.objects.filter(kind="service").count() == 1


def test_a_sweep_raises_each_reminder_once(seeded: dict[str, User]):
    now = timezone.now()
    take_in_everything(now)
    first = sweep(now)
    take_in_everything(now)
    second = sweep(now)

    assert first.raised > 0
    assert second.raised == 0
    assert not Reminder.objects.values("deadline", "rung").annotate(times=Count("pk")).filter(times__gt=1).exists()


def test_names_are_whole_in_every_script(seeded: dict[str, User]):
    names = set(Child.objects.values_list("known_as", flat=True))

    assert {"Trầm Thị Ngọc Ánh", "Ndriçim Çelkuqi", "سمير الخزامي", "Tia Marlowick", ""} <= names
    assert Child.objects.get(known_as="").description
    assert Referral.objects.filter(family_contact=FamilyContact.DO_NOT).exclude(do_not_contact="").count() == 4


def test_the_case_is_there_for_those_whose_it_is(seeded: dict[str, User]):
    case = case_of("Trầm Thị Ngọc Ánh")
    see_it = {name for name, person in seeded.items() if Case.objects.visible_to(person).filter(pk=case.pk).exists()}

    assert see_it == {"social.worker", "manager", "police", "guardian"}
    lines = case.chronology.order_by("at").values_list("kind", flat=True)
    assert lines[0] == "referral.received"
    assert {"case.opened", "case.allocated", "case.noted"} <= set(lines)


def test_everybody_has_a_first_page(seeded: dict[str, User], client):
    for person in seeded.values():
        client.force_login(person)
        assert client.get("/").status_code == 200, person.username


def test_an_urgent_one_is_nearly_out_of_time_and_one_is_late(seeded: dict[str, User]):
    now = timezone.now()
    at_the_door = Deadline.objects.running().filter(rule__startswith="REF")
    left = sorted(deadline.due_at - now for deadline in at_the_door)

    assert left[0] < timedelta() < left[1] < timedelta(hours=1)
    assert not at_the_door.filter(owner=None, rule="REF-08", due_at__lt=now).exists()


def test_its_audit_holds(seeded: dict[str, User]):
    assert audit.verify().broken == ""
    assert Event.objects.filter(name="referral.received").count() == 16


def test_telephone_numbers_and_addresses_belong_to_nobody(seeded: dict[str, User]):
    everything = " ".join(everything_said())
    numbers = LOOKS_LIKE_A_NUMBER.findall(everything) + [person.telephone for person in PEOPLE]

    assert numbers
    assert [number for number in numbers if not RESERVED.fullmatch(number)] == []
    assert all(person.email.endswith(".example") for person in PEOPLE)
    assert all(organisation.domain.endswith(".example") for organisation in ORGANISATIONS.values())
    assert len({person.telephone for person in PEOPLE}) == len(PEOPLE)
