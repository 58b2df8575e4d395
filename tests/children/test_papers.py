"""A child's papers, their copies and the photograph: recorded, checked, asked for. [Rule A3; procedure 4.4]"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import builders
from tests.builders_papers import a_holder_asked, a_paper, a_photograph, a_read_picture
from tests.cast import Cast, each_of
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to, reasons_against
from tests.meanwhile import at_once
from tests.web.test_uploads import a_pdf
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants, papers
from trafficking_cases.children.models import Case, HolderAsked, Paper, StoredFile
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.workflow.claims import Status
from trafficking_cases.lib.errors import Refused
from trafficking_cases.web.readings import read


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager)


def lacking(case: Case) -> list[str]:
    return [missing.code for missing in papers.missing(case)]


# What is still missing -----------------------------------------------------------------------------------------------


def test_what_is_missing_goes_as_it_comes_in(cast: Cast, case: Case):
    other = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    nobody = ["asked_child", "asked_family", "asked_referrer", "asked_agency"]
    assert lacking(case) == ["photograph", *nobody]

    a_photograph(case)
    paper = a_paper(case)
    assert lacking(case) == ["copies", *nobody[1:]]

    papers.add_copy(paper, file=a_read_picture(), by=cast.social_worker)
    for holder in ("family", "referrer", "agency"):
        a_holder_asked(case, holder=holder)

    assert lacking(case) == []
    assert lacking(other) == ["photograph", *nobody]
    assert all(missing.sentence.endswith(".") for missing in papers.missing(other))


def test_a_copy_of_a_document_is_no_photograph(case: Case):
    a_paper(case, copied=True)

    assert "photograph" in lacking(case)


def test_that_somebody_cannot_be_asked_is_an_answer_too(case: Case):
    a_holder_asked(case, holder="family", answer="not_asked")

    assert "asked_family" not in lacking(case)


def test_every_document_without_a_copy_counts(case: Case):
    a_paper(case)
    a_paper(case, kind="visa")

    assert [one.sentence for one in papers.missing(case) if one.code == "copies"] == ["2 documents have no copy here."]


# Who may -------------------------------------------------------------------------------------------------------------


def test_who_may(cast: Cast, case: Case):
    """At work on the case: all. The Police on it and the guardian: open them. With a share: learn of none."""
    builders.a_share(case, to=cast.voluntary)
    for person, relation in ((cast.police, Relation.POLICE), (cast.guardian, Relation.GUARDIAN)):
        grants.give(case, to=person, relation=relation, reason="They work with the child", by=cast.manager)
    paper, photograph = a_paper(case), a_photograph(case)
    a_holder_asked(case)

    for who in each_of(cast):
        person = getattr(cast, who)
        at_work = who in ("social_worker", "manager")
        reads = who in ("police", "guardian")
        for rows in (Paper, StoredFile, HolderAsked):
            assert rows.objects.visible_to(person).exists() is (at_work or reads), rows
        adding = DONE if at_work else FORBIDDEN if reads or who == "voluntary" else NOT_FOUND
        checking = DONE if at_work else FORBIDDEN if reads else NOT_FOUND
        assert answer_to(lambda: a_paper(case, by=person)) == adding
        assert answer_to(lambda: a_photograph(case, by=person)) == adding
        assert answer_to(lambda: a_holder_asked(case, by=person)) == adding
        checked = answer_to(lambda: papers.check_paper(paper, found="verified", because="Examined.", by=person))
        assert checked == checking
        assert answer_to(lambda: papers.add_copy(paper, file=a_read_picture(), by=person)) == checking
        assert photograph.allows(person, "read_papers") is (at_work or reads)


def test_the_papers_of_another_case_are_not_theirs(cast: Cast, case: Case):
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
    theirs, ours = a_paper(other, by=cast.social_worker_2), a_paper(case)

    assert set(Paper.objects.visible_to(cast.social_worker)) == {ours}
    assert answer_to(lambda: papers.add_copy(theirs, file=a_read_picture(), by=cast.social_worker)) == NOT_FOUND


def test_a_wall_round_the_case_keeps_its_papers_too(cast: Cast, case: Case):
    a_photograph(case)
    builders.a_barrier(case, people=[cast.social_worker])

    assert not StoredFile.objects.visible_to(cast.social_worker).exists()
    assert StoredFile.objects.visible_to(cast.manager).exists()


def test_a_list_of_files_brings_no_content(cast: Cast, case: Case):
    a_photograph(case)

    assert "content" in StoredFile.objects.visible_to(cast.manager).get().get_deferred_fields()


# What the rules refuse -----------------------------------------------------------------------------------------------


def test_a_document_is_copied_or_it_is_said_why_not(cast: Cast, case: Case):
    neither = reasons_against(lambda: a_paper(case, no_copy_because=" "))
    both = reasons_against(lambda: a_paper(case, file=a_read_picture(), no_copy_because="Held."))

    assert [reason.rule for reason in neither + both] == ["A3", "A3"]
    assert "say why there is none" in neither[0].message
    assert not Paper.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_document_comes_from_somebody(case: Case):
    assert {reason.rule for reason in reasons_against(lambda: a_paper(case, source="\x00 "))} == {"A3"}


def test_a_copy_follows_once(cast: Cast, case: Case):
    paper = papers.add_copy(a_paper(case), file=a_read_picture(), by=cast.manager)

    assert (paper.no_copy_because, paper.copy.kind, paper.copy.about) == ("", "copy", "Passport")
    again = reasons_against(lambda: papers.add_copy(paper, file=a_read_picture(), by=cast.manager))
    assert [reason.rule for reason in again] == ["A3"]


def test_a_photograph_is_a_picture_of_a_day_that_has_come(cast: Cast, case: Case):
    document, tomorrow = read(a_pdf()), timezone.localdate() + timedelta(days=1)

    reasons = reasons_against(
        lambda: papers.add_photograph(case, file=document, taken_on=tomorrow, by=cast.social_worker)
    )

    assert [reason.rule for reason in reasons] == ["A3", "A3"]
    assert a_photograph(case, taken_on=timezone.localdate()).taken_on == timezone.localdate()


def test_who_was_asked_needs_words(cast: Cast, case: Case):
    reasons = reasons_against(
        lambda: papers.ask_holder(case, holder="child", answer="nothing", said=" ", by=cast.manager)
    )

    assert [reason.rule for reason in reasons] == ["A3"]


@pytest.mark.parametrize("first", [Status.VERIFIED, Status.BELIEVED_FALSE, Status.PROVED_FALSE])
@pytest.mark.parametrize("then", [Status.VERIFIED, Status.BELIEVED_FALSE, Status.PROVED_FALSE])
def test_what_was_checked_can_turn_out_otherwise(cast: Cast, case: Case, first: Status, then: Status):
    paper = papers.check_paper(a_paper(case), found=first, because="Examined.", by=cast.manager)
    unlikely = (Status.PROVED_FALSE, Status.BELIEVED_FALSE)

    reasons = reasons_against(
        lambda: papers.check_paper(paper, found=then, because="Examined again.", by=cast.social_worker)
    )

    assert {reason.rule for reason in reasons} == ({"C2"} if first == then or (first, then) == unlikely else set())
    assert Paper.objects.get(pk=paper.pk).status == (first if reasons else then)


def test_nothing_is_verified_or_false_without_a_reason(cast: Cast, case: Case):
    reasons = reasons_against(
        lambda: papers.check_paper(a_paper(case), found="proved_false", because=" ", by=cast.manager)
    )

    assert [reason.rule for reason in reasons] == ["C2"]


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_once_leave_one(cast: Cast):
    paper = a_paper(builders.a_case(worker=cast.social_worker, manager=cast.manager))

    results = at_once(*(lambda: papers.add_copy(paper, file=a_read_picture(), by=cast.manager) for _ in range(2)))

    assert sum(isinstance(result, Refused) for result in results) == 1, results
    assert StoredFile.objects.count() == 1


# What is written down ------------------------------------------------------------------------------------------------


def test_the_audit_and_the_chronology_hold_no_number_and_no_words(cast: Cast, case: Case):
    paper = a_paper(case, number="X0000017", says="Trầm Thị Hoa, born in Vinh", source="Her aunt")
    papers.add_copy(paper, file=a_read_picture(), by=cast.manager)
    papers.check_paper(paper, found="believed_false", because="Another face.", by=cast.manager)
    a_photograph(case)
    a_holder_asked(case)

    lines = case.chronology.filter(kind__regex="^(paper|photograph)").order_by("at", "pk")
    assert {line.kind for line in lines} == {
        *("paper.added", "paper.copied", "paper.checked", "photograph.added", "papers.asked"),
    }
    kept = " ".join(line.sentence for line in lines) + str(list(Event.objects.values_list("codes", flat=True)))
    for value in ("X0000017", "Hoa", "Vinh", "aunt", "face", "They say"):
        assert value not in kept
    assert "A document was checked (passport): believed false." in kept
    event = Event.objects.get(name="paper.checked")
    assert (event.case_id, event.codes) == (case.pk, {"kind": "passport", "status": "believed_false"})
    assert Event.objects.filter(name="file.kept", case_id=case.pk).count() == 2


# What the database holds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"status": "verified"}, "paper_checked"),
        ({"checked_at": timezone.now()}, "paper_checked"),
        ({"source": ""}, "paper_comes_from_somebody"),
    ],
)
def test_the_database_refuses_half_a_document(case: Case, columns, constraint: str):
    paper = a_paper(case)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**columns)


def test_the_database_keeps_no_empty_file_and_no_other_kind(case: Case):
    photograph = a_photograph(case, taken_on=date(2026, 1, 2))

    for columns in ({"size": 0}, {"media_type": "text/html"}):
        with pytest.raises(IntegrityError, match="file_is"), transaction.atomic():
            StoredFile.objects.filter(pk=photograph.pk).update(**columns)
