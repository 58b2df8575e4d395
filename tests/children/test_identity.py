"""Who a child is said to be: claims, checks, what is worked with, and the age. [Rules C1, C2; procedure 2, 3, 4.2]"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders_identity import a_birth, a_claim, an_age_decision
from tests.cast import NAMES, Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.drawn import a_situation, examples
from tests.meanwhile import at_once
from trafficking_cases.audit.models import Event
from trafficking_cases.children import finding, identity
from trafficking_cases.children.ages import standing
from trafficking_cases.children.models import Case, Child, Claim
from trafficking_cases.children.workflow.claims import (
    Accuracy,
    AgeOutcome,
    Asylum,
    Kind,
    NameKind,
    Status,
)
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


# Adding ---------------------------------------------------------------------------------------------------------------


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


# Age ------------------------------------------------------------------------------------------------------------------


def test_two_births_that_contradict_each_other_are_a_dispute_until_one_is_false(cast: Cast, case: Case):
    older = a_birth(case, 20, source="The Police")
    assert anew(case).birth_date_is == "disputed"

    check(older, Status.PROVED_FALSE, cast.manager)

    assert anew(case).birth_date_is == "exact"


def test_a_disputed_adult_is_treated_as_a_child_until_it_is_decided(cast: Cast, case: Case):
    birth = a_birth(case, date(2000, 1, 1), is_disputed=True)
    identity.work_with(birth, by=cast.social_worker)
    today = timezone.localdate()
    assert standing(anew(case), today).is_child

    an_age_decision(case, AgeOutcome.ADULT, born_on=date(2001, 2, 3))

    child = anew(case)
    assert not standing(child, today).is_child
    assert (child.born_on, child.birth_date_is) == (date(2001, 2, 3), "exact")
    assert child.cases.count() == 1
    decided = the(case, Kind.BIRTH_DATE, is_working=True)
    assert (decided.status, decided.source) == ("verified", "Age decision: Two social workers of the authority")


def test_a_later_decision_takes_the_place_of_the_one_before(cast: Cast, case: Case):
    today = timezone.localdate()
    an_age_decision(case, AgeOutcome.ADULT)
    assert not standing(anew(case), today).is_child

    an_age_decision(case, AgeOutcome.ADULT, decided_on=today - timedelta(days=30), born_on=date(2000, 1, 1))
    assert anew(case).born_on == date(2011, 3, 4)
    an_age_decision(case, AgeOutcome.CHILD)

    assert standing(anew(case), today).is_child


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ({"decided_by": ""}, "who decided"),
        ({"reasons": " "}, "reasons"),
        ({"decided_on": date(2999, 1, 1)}, "yet to come"),
        ({"born_on": date(2000, 1, 1)}, "they were 18 or over"),
    ],
)
def test_a_decision_says_who_when_and_why(cast: Cast, case: Case, decided: dict, words: str):
    reasons = reasons_against(lambda: an_age_decision(case, AgeOutcome.CHILD, **decided))

    assert {reason.rule for reason in reasons} == {"C1"}
    assert words in " ".join(reason.message for reason in reasons)
    assert not case.child.age_decisions.exists()


# Who may, and what is written down ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NAMES)
def test_who_may(cast: Cast, case: Case, who: str):
    """The allocated social worker and the manager write; whoever the case is shared with reads."""
    builders.a_share(case, to=cast.police)
    name, person = a_claim(case, "Trầm Thị Linh"), getattr(cast, who)
    at_work, reads = who in ("social_worker", "manager"), who in ("social_worker", "manager", "police")

    assert Claim.objects.visible_to(person).filter(pk=name.pk).exists() is reads
    expected = DONE if at_work else FORBIDDEN if reads else NOT_FOUND
    assert answer_to(lambda: a_claim(case, "Linh", by=person)) == expected
    assert answer_to(lambda: an_age_decision(case, by=person)) == expected
    assert answer_to(lambda: identity.work_with(name, by=person)) == expected
    assert answer_to(lambda: check(name, Status.PROVED_FALSE, person)) == expected


def test_audit_and_chronology_hold_codes_and_no_value(cast: Cast, case: Case):
    name = a_claim(case, "Zzyzx Qwfp", native="陈氏玲", source="A man called Duc")
    identity.work_with(name, by=cast.manager)
    check(name, Status.PROVED_FALSE, cast.manager, reason="Duc said so")
    an_age_decision(case, decided_by="Jo Penhallick", reasons="Qwfp")

    events = Event.objects.filter(name__in=["claim.added", "claim.worked_with", "claim.checked", "age.decided"])
    assert {event.case_id for event in events} == {case.pk}
    assert events.count() == 4
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


def test_the_database_knows_one_name_to_work_with(cast: Cast, case: Case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(child=case.child_id, kind=Kind.NAME).update(is_working=True)


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "check", "work"]), st.integers(0, 9), st.sampled_from(list(Status))), max_size=12
)


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
            else:
                answer_to(lambda name=name: identity.work_with(name, by=cast.manager))
        works = worked_with(case, Kind.NAME)
        assert len(works) <= 1
        assert anew(case).known_as == "".join(works)
        for name in Claim.objects.filter(child=case.child_id):
            last = name.standings.last()
            assert (last.status, last.is_working) == (name.status, name.is_working)
            assert not (name.is_working and name.is_false)


# The working identity, for forms that ask for it ----------------------------------------------------------------------


def test_the_working_identity_says_who_said_what_and_when(cast: Cast, case: Case):
    a_claim(case, "Little Linh", name_kind=NameKind.NICKNAME)
    a_claim(case, Asylum.SEEKING, kind=Kind.ASYLUM)
    a_claim(case, "Home Office 1234567", kind=Kind.IDENTIFIER, source="The Home Office")
    false = a_claim(case, "Chinese", kind=Kind.NATIONALITY)
    check(false, Status.BELIEVED_FALSE, cast.manager)

    known = working(anew(case))

    assert known.name
    assert (known.name.words, known.name.source) == ("Linh Tram", cast.education.agency.name)
    assert [said.words for said in known.other_names] == ["Em"]
    assert [said.words for said in known.nicknames] == ["Little Linh"]
    assert (known.born_on, known.birth_is_disputed) == (date(2011, 3, 4), False)
    assert [said.words for said in known.nationalities] == ["Vietnamese"]
    assert (known.asylum, known.asylum_said.words) == (Asylum.SEEKING, "Seeking asylum")
    assert [(said.words, said.source) for said in known.identifiers] == [("Home Office 1234567", "The Home Office")]


# Finding --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["Trầm Linh", "linh tram", "LINH", "tram, linh", "陈氏玲", "Duc", "đức", "1234567", "ho 1234-567", "anna smith"],
)
def test_a_child_is_found_under_every_name_and_number(cast: Cast, case: Case, other: Case, typed: str):
    a_claim(case, "Trầm Thị Linh", native="陈氏玲")
    a_claim(case, "Đức", name_kind=NameKind.NICKNAME)
    a_claim(case, "HO 1234/567", kind=Kind.IDENTIFIER)
    check(a_claim(case, "Anna Smith"), Status.PROVED_FALSE, cast.manager)

    found = finding.find(typed, by=cast.social_worker)

    assert [one.case for one in found] == [case]
    assert found[0].claims


def test_a_case_is_found_by_its_reference(cast: Cast, case: Case, other: Case):
    assert [one.case for one in finding.find(case.reference.lower(), by=cast.social_worker)] == [case]
    assert finding.find(other.reference, by=cast.social_worker) == []


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "Linh Nguyen", "Vietnamese", "\\", "' OR 1=1"])
def test_what_fits_nobody_finds_nobody(cast: Cast, case: Case, typed: str):
    assert finding.find(typed, by=cast.social_worker) == []


@pytest.mark.parametrize("who", NAMES)
def test_nobody_finds_what_they_may_not_see(cast: Cast, case: Case, other: Case, who: str):
    found = {one.case for one in finding.find("Linh", by=getattr(cast, who))}

    theirs = {"social_worker": case, "manager": case, "social_worker_2": other, "manager_2": other}
    assert found == ({theirs[who]} if who in theirs else set())


def test_a_wall_round_the_case_hides_it_from_the_search(cast: Cast, case: Case):
    builders.a_barrier(case, people=[cast.social_worker])

    assert finding.find("Linh", by=cast.social_worker) == []
    assert finding.find("Linh", by=cast.manager)


# The same child twice -------------------------------------------------------------------------------------------------


def likeness(cast: Cast, ours: dict, theirs: dict) -> list[str]:
    one = builders.a_case(worker=cast.social_worker, **ours)
    another = builders.a_case(worker=cast.social_worker, **theirs)
    builders.a_case(worker=cast.social_worker, known_as="Kayden Fossgate")
    matches = finding.alike(one.child, among=Child.objects.visible_to(cast.social_worker))
    assert {match.child_id for match in matches} <= {another.child_id}
    return [reason for match in matches for reason in match.reasons]


@pytest.mark.parametrize(
    ("ours", "theirs", "reasons"),
    [
        ({"known_as": "Linh Trầm"}, {"known_as": "Tram Linh"}, ["the same name"]),
        ({"known_as": "Linh Tram"}, {"also_called": "Mai, Linh Tram"}, ["the same name"]),
        ({"known_as": "Nguyen Linh"}, {"known_as": "Linh Nguyin"}, ["the same name under another spelling"]),
        (
            {"known_as": "Linh", "born_on": date(2011, 3, 4)},
            {"known_as": "Linh", "born_on": date(2011, 4, 3)},
            ["the same name", "a date of birth near this one"],
        ),
        ({"known_as": "Linh", "born_on": date(2011, 3, 4)}, {"known_as": "Linh", "born_on": date(2016, 3, 4)}, []),
        ({"known_as": "Linh", "born_on": date(2011, 3, 4)}, {"known_as": "Mai", "born_on": date(2011, 3, 4)}, []),
        ({"born_on": date(2011, 3, 4)}, {"born_on": date(2011, 3, 4)}, []),
        ({}, {}, []),
    ],
)
def test_who_may_be_the_same_child_and_why(cast: Cast, ours: dict, theirs: dict, reasons: list[str]):
    assert likeness(cast, ours, theirs) == reasons


def test_the_same_number_is_enough(cast: Cast):
    one, another = builders.a_case(known_as="Linh"), builders.a_case(known_as="Mai")
    a_claim(one, "HO 1234567", kind=Kind.IDENTIFIER)
    a_claim(another, "Home Office 1234/567", kind=Kind.IDENTIFIER)

    matches = finding.alike(one.child, among=Child.objects.visible_to(cast.social_worker))

    assert [list(match.reasons) for match in matches] == [["the same number or reference"]]


@pytest.mark.parametrize("accuracy", list(Accuracy))
def test_every_way_to_say_a_birth_is_kept(cast: Cast, accuracy: Accuracy):
    case = builders.a_case()
    said = {"years": 15} if accuracy == Accuracy.AGE else {"day": date(2011, 2, 9)}

    a_claim(case, "", kind=Kind.BIRTH_DATE, accuracy=accuracy, **said)

    child = anew(case)
    assert child.birth_date_is == ("exact" if accuracy == Accuracy.EXACT else "estimated")
    assert child.born_from
    assert (child.turns_18_on is None) is (accuracy == Accuracy.AGE)
