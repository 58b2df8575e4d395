"""Who a child is said to be: claims, checks, what is worked with, and the age. [Rules C1, C2; procedure 2, 3, 4.2]"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders_identity import a_birth, a_claim, an_age_decision
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.drawn import a_situation, examples
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import identity
from trafficking_cases.children.ages import standing
from trafficking_cases.children.models import Case, Child, Claim
from trafficking_cases.children.workflow.claims import Asylum, Kind, NameKind, Status
from trafficking_cases.children.working_identity import working

LINH = {"known_as": "Linh Tram", "also_called": "Em", "born_on": date(2011, 3, 4), "nationality": "Vietnamese"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, **LINH)


@pytest.fixture
def other(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2, **LINH)


def anew(case: Case) -> Child:
    return Child.objects.get(pk=case.child_id)


def the(case: Case, kind: Kind, **which: object) -> Claim:
    return Claim.objects.get(child=case.child_id, kind=kind, **which)


def worked_with(case: Case, kind: Kind) -> list[str]:
    return [claim.value for claim in Claim.objects.filter(child=case.child_id, kind=kind, is_working=True)]


def check(claim: Claim, found: Status, by, reason: str = "The photograph is of somebody else.") -> Claim:
    return identity.check_claim(claim, found=found, reason=reason, by=by)


# From the referral on -------------------------------------------------------------------------------------------------


def test_what_a_referral_says_is_claimed_by_whoever_referred(cast: Cast, case: Case):
    said = Claim.objects.filter(child=case.child_id)

    assert {(claim.kind, claim.value, claim.is_working) for claim in said} == {
        ("name", "Linh Tram", True),
        ("name", "Em", False),
        ("birth_date", "4 March 2011", True),
        ("nationality", "Vietnamese", True),
    }
    assert {claim.source for claim in said} == {cast.education.agency.name}
    assert {claim.status for claim in said} == {Status.CLAIMED}
    assert all(claim.standings.count() == 1 for claim in said)
    child = anew(case)
    assert (child.known_as, child.also_called, child.born_on) == ("Linh Tram", "Em", date(2011, 3, 4))


def test_a_date_of_birth_that_contradicts_the_age_answer_is_disputed(cast: Cast):
    case = builders.a_case(born_on=date(2000, 1, 1), about_age=15)

    child = anew(case)

    assert child.birth_date_is == "disputed"
    assert standing(child, timezone.localdate()).is_child


def test_a_child_of_whom_nothing_is_known_has_no_claims(cast: Cast):
    case = builders.a_case()

    assert not case.child.claims.exists()
    assert working(anew(case)).name is None


def test_the_first_of_a_kind_is_worked_with_and_the_next_is_not(cast: Cast, case: Case, other: Case):
    a_claim(case, "Kurdish", kind=Kind.LANGUAGE)
    a_claim(case, "Arabic", kind=Kind.LANGUAGE)

    assert worked_with(case, Kind.LANGUAGE) == ["Kurdish"]
    assert anew(case).language == "Kurdish"
    assert not Claim.objects.filter(child=other.child_id, kind=Kind.LANGUAGE).exists()


def test_a_nickname_alone_is_not_the_name_of_the_child(cast: Cast):
    case = builders.a_case()
    a_claim(case, "Shorty", name_kind=NameKind.NICKNAME)

    child = anew(case)

    assert (child.known_as, child.also_called) == ("", "Shorty")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"value": ""}, "as it was said"),
        ({"source": "  "}, "who says so"),
        ({"said_on": date(2999, 1, 1)}, "yet to come"),
    ],
)
def test_a_claim_without_words_or_source_is_refused(cast: Cast, case: Case, said: dict, words: str):
    value = said.pop("value", "Linh")

    reasons = reasons_against(lambda: a_claim(case, value, **said))

    assert [reason.rule for reason in reasons] == ["C2"]
    assert words in reasons[0].message


def test_the_same_from_the_same_source_is_refused_and_from_another_is_not(cast: Cast, case: Case):
    a_claim(case, "Linh Trầm", source="The school")

    assert "same source" in reasons_against(lambda: a_claim(case, "Linh Trầm", source="the School"))[0].message
    assert not reasons_against(lambda: a_claim(case, "Linh Trầm", source="The Police"))


# Checking and working with --------------------------------------------------------------------------------------------


def test_what_is_worked_with_and_then_believed_false_stops_being_it_and_says_so(cast: Cast, case: Case):
    check(the(case, Kind.NAME, value="Linh Tram"), Status.BELIEVED_FALSE, cast.social_worker)

    assert worked_with(case, Kind.NAME) == []
    assert anew(case).known_as == ""
    line = case.chronology.first()
    assert "nothing takes its place until somebody chooses" in line.sentence
    assert "Linh" not in line.sentence


@pytest.mark.parametrize("found", [Status.BELIEVED_FALSE, Status.PROVED_FALSE])
def test_what_is_false_cannot_be_worked_with_until_it_is_verified(cast: Cast, case: Case, found: Status):
    name = a_claim(case, "Trầm Thị Linh")
    check(name, found, cast.social_worker)

    reasons = reasons_against(lambda: identity.work_with(name, by=cast.social_worker))
    check(name, Status.VERIFIED, cast.manager, reason="")
    identity.work_with(name, by=cast.social_worker)

    assert [reason.rule for reason in reasons] == ["C2"]
    assert worked_with(case, Kind.NAME) == ["Trầm Thị Linh"]
    assert (anew(case).known_as, anew(case).also_called) == ("Trầm Thị Linh", "Linh Tram, Em")


@pytest.mark.parametrize("kind", list(Kind))
def test_how_many_of_a_kind_are_worked_with(cast: Cast, kind: Kind):
    case = builders.a_case()
    values = [Asylum.SEEKING, Asylum.NOT_SEEKING] if kind == Kind.ASYLUM else ["One", "Another"]
    if kind == Kind.BIRTH_DATE:
        first, second = a_birth(case, date(2010, 1, 1)), a_birth(case, date(2011, 1, 1))
    else:
        first, second = (a_claim(case, value, kind=kind) for value in values)

    identity.work_with(second, by=cast.social_worker)

    only_one = kind in (Kind.NAME, Kind.BIRTH_DATE, Kind.ASYLUM)
    assert worked_with(case, kind) == ([second.value] if only_one else [first.value, second.value])
    stood = [(one.status, one.is_working) for one in first.standings.all()]
    assert stood == [("claimed", True), ("claimed", False)] if only_one else [("claimed", True)]


@pytest.mark.parametrize(
    ("before", "found", "reason", "words"),
    [
        (None, Status.BELIEVED_FALSE, "", "Say why"),
        (None, Status.CLAIMED, "Why", "claim is one already"),
        (Status.VERIFIED, Status.VERIFIED, "", "verified already"),
        (Status.PROVED_FALSE, Status.BELIEVED_FALSE, "Why", "cannot become"),
    ],
)
def test_what_cannot_be_said_of_a_claim(cast: Cast, case: Case, before, found: Status, reason: str, words: str):
    name = a_claim(case, "Anna Smith")
    if before:
        check(name, before, cast.manager)

    reasons = reasons_against(lambda: check(name, found, cast.social_worker, reason=reason))

    assert {one.rule for one in reasons} == {"C2"}
    assert words in " ".join(one.message for one in reasons)


def test_the_history_says_who_when_and_why(cast: Cast, case: Case):
    name = a_claim(case, "Anna Smith")
    check(name, Status.BELIEVED_FALSE, cast.manager, reason="Her brother says so.")

    last = name.standings.last()

    assert (last.status, last.reason, last.by) == ("believed_false", "Her brother says so.", cast.manager)
    assert name.standings.count() == 2


def test_who_may(cast: Cast, case: Case):
    """The allocated social worker and the manager write; whoever the case is shared with reads."""
    builders.a_share(case, to=cast.police)
    name = a_claim(case, "Trầm Thị Linh")
    nationality, birth = the(case, Kind.NATIONALITY), the(case, Kind.BIRTH_DATE, value="4 March 2011")

    for who in each_of(cast):
        person = getattr(cast, who)
        at_work = who in ("social_worker", "manager")
        reads = who in ("social_worker", "manager", "police")
        assert Claim.objects.visible_to(person).filter(pk=name.pk).exists() is reads
        expected = DONE if at_work else FORBIDDEN if reads else NOT_FOUND
        assert answer_to(lambda: a_claim(case, "Linh", by=person)) == expected
        assert answer_to(lambda: an_age_decision(case, by=person)) == expected
        assert answer_to(lambda: identity.work_with(name, by=person)) == expected
        assert answer_to(lambda: check(name, Status.PROVED_FALSE, person)) == expected
        assert answer_to(lambda: identity.set_aside(nationality, reason="A guess", by=person)) == expected
        assert answer_to(lambda: identity.dispute(birth, reason="The Police", by=person)) == expected


def test_audit_and_chronology_hold_codes_and_no_value(cast: Cast, case: Case):
    name = a_claim(case, "Zzyzx Qwfp", native="陈氏玲", source="A man called Duc")
    identity.work_with(name, by=cast.manager)
    identity.set_aside(the(case, Kind.NATIONALITY), reason="Duc said so", by=cast.manager)
    identity.dispute(the(case, Kind.BIRTH_DATE), reason="Duc said so", by=cast.manager)
    check(name, Status.PROVED_FALSE, cast.manager, reason="Duc said so")
    an_age_decision(case, decided_by="Jo Penhallick", reasons="Qwfp")

    done = ("claim.added", "claim.worked_with", "claim.set_aside", "claim.disputed", "claim.checked", "age.decided")
    events = Event.objects.filter(name__in=done)
    assert {event.case_id for event in events} == {case.pk}
    assert events.count() == 6
    written = " ".join([*(line.sentence for line in case.chronology.all()), *(str(event.codes) for event in events)])
    for value in ("Zzyzx", "Qwfp", "陈氏玲", "Duc", "Penhallick"):
        assert value not in written


@pytest.mark.django_db(transaction=True)
def test_two_who_work_with_two_names_at_once_leave_one(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh")
    names = [a_claim(case, "One"), a_claim(case, "Another")]

    at_once(*(lambda name=name: identity.work_with(name, by=cast.manager) for name in names))

    assert len(worked_with(case, Kind.NAME)) == 1
    assert anew(case).known_as == worked_with(case, Kind.NAME)[0]


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "believed_false", "because": "Why", "is_working": True},
        {"status": "proved_false", "because": ""},
        {"status": "verified"},
        {"source": ""},
        {"born_from": date(2010, 1, 1)},
    ],
)
def test_the_database_holds_it_too(cast: Cast, case: Case, changed: dict):
    name = the(case, Kind.NAME, value="Linh Tram")

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=name.pk).update(**changed)


def test_the_database_knows_one_name(cast: Cast, case: Case):
    with pytest.raises(IntegrityError), transaction.atomic():
        case.child.claims.filter(kind=Kind.NAME).update(is_working=True)


VERBS = ["add", "check", "work", "aside"]
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9), st.sampled_from(list(Status))), max_size=12)


@examples(30)
@given(steps=STEPS)
def test_whatever_is_done_the_page_says_what_is_worked_with(cast: Cast, case: Case, steps):
    with a_situation():
        for verb, number, status in steps:
            names = list(Claim.objects.filter(child=case.child_id, kind=Kind.NAME).order_by("added_at", "pk"))
            name = names[number % len(names)]
            if verb == "add":
                answer_to(lambda number=number: a_claim(case, f"Name {number}"))
            elif verb == "check":
                answer_to(lambda name=name, status=status: check(name, status, cast.manager))
            elif verb == "work":
                answer_to(lambda name=name: identity.work_with(name, by=cast.manager))
            else:
                answer_to(lambda name=name: identity.set_aside(name, reason="Why", by=cast.manager))
        works = worked_with(case, Kind.NAME)
        assert len(works) <= 1
        assert anew(case).known_as == "".join(works)
        for name in Claim.objects.filter(child=case.child_id):
            last = name.standings.last()
            assert (last.status, last.is_working) == (name.status, name.is_working)
            assert not (name.is_working and name.is_false)
