"""Writing down what was done: ids and codes, never somebody's words."""

import pytest
from django.db import transaction

from tests import builders
from tests.cast import Cast, each_of
from trafficking_cases.audit import actions as audit
from trafficking_cases.audit.models import Event


def test_an_event_says_who_did_what_to_which(cast: Cast):
    event = audit.record("agency.seen", cast.council, by=cast.manager, number=3, known=True, none=None)

    kept = Event.objects.get(pk=event.pk)
    assert (kept.name, kept.subject_kind, kept.subject_id) == ("agency.seen", "people.agency", str(cast.council.pk))
    assert (kept.by_id, kept.case_id) == (cast.manager.pk, None)
    assert kept.codes == {"number": 3, "known": True, "none": None}


def test_the_system_itself_may_act(cast: Cast):
    assert audit.record("agency.seen", cast.council, by=None).by_id is None


def test_what_belongs_to_a_case_is_found_under_it(cast: Cast):
    first, second = builders.a_case(), builders.a_case()

    event = audit.record("case.looked_at", first, by=cast.manager)
    other = audit.record("agency.seen", cast.council, by=cast.manager, case=second.pk)

    assert (event.case_id, other.case_id) == (first.pk, second.pk)


@pytest.mark.parametrize(
    "words",
    [
        "Trầm Thị Ngọc Ánh",
        "two words",
        "line\nbreak",
        "someone@school.example",
        "x" * 81,
        "Ánh",
        "سمر",
        "semi;colon",
        "3 Mill Lane",
        "quoted'",
    ],
)
@pytest.mark.parametrize("wrapped", [lambda words: words, lambda words: [words], lambda words: ("ok", [words])])
def test_free_text_is_refused_and_not_repeated(cast: Cast, words: str, wrapped):
    with pytest.raises(audit.NotACode) as refused, transaction.atomic():
        audit.record("agency.seen", cast.council, by=cast.manager, why=wrapped(words))

    assert "why" in str(refused.value)
    assert words not in str(refused.value)
    assert not Event.objects.filter(name="agency.seen").exists()


@pytest.mark.parametrize("code", ["immediate_protection", "R-482913", "2026-09-01T17:00:00+01:00", "", "a/b:c.d+e"])
def test_codes_are_kept(cast: Cast, code: str):
    assert audit.record("agency.seen", cast.council, by=None, code=code).codes == {"code": code}


def test_an_event_stands_or_falls_with_what_was_done(cast: Cast):
    with transaction.atomic():
        audit.record("agency.seen", cast.council, by=cast.manager)
        transaction.set_rollback(True)

    assert not Event.objects.filter(name="agency.seen").exists()


def test_who_reads_it(cast: Cast):
    audit.record("agency.seen", cast.council, by=cast.manager)

    for who in each_of(cast):
        assert Event.objects.visible_to(getattr(cast, who)).exists() == (who == "auditor")


def test_an_auditor_whose_account_is_closed_reads_nothing(cast: Cast):
    cast.auditor.is_active = False

    assert not Event.objects.visible_to(cast.auditor).exists()
