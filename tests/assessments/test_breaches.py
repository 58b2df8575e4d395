"""What happened all the same is recorded, and never refused. [Rules S2, S3, A1; procedure 4.4, 4.5]"""

import pytest
from django.urls import reverse

from assessments.actions.breaches import record_breach
from assessments.models import Breach, Interview
from tests import builders
from tests.builders_interviews import a_held_interview, an_interview, held, on_the_list
from tests.cast import NAMES, Cast
from tests.doors import DONE, NOT_FOUND, answer_to, reasons_against
from trafficking_cases.children import adults
from trafficking_cases.children.models import Case
from trafficking_cases.notifications.models import Notice


@pytest.fixture
def case(cast: Cast) -> Case:
    return builders.a_case(worker=cast.social_worker, manager=cast.manager, known_as="Linh", language="English")


@pytest.mark.parametrize("who", NAMES)
def test_who_may_record_one(cast: Cast, case: Case, who: str):
    by = getattr(cast, who)

    expected = DONE if who in ("social_worker", "manager") else NOT_FOUND
    assert answer_to(lambda: record_breach(case, who="A man in a grey coat", by=by)) == expected


def test_nothing_is_needed_but_who(cast: Cast, case: Case):
    interview = an_interview(case)

    assert [reason.rule for reason in reasons_against(lambda: record_breach(interview, by=cast.manager))] == ["A1"]
    breach = record_breach(interview, who="A man", by=cast.manager)

    assert (breach.rules, breach.happened, breach.since) == (["A1"], "", [])


def test_the_manager_is_told_the_account_marked_and_the_chronology_names_nobody(cast: Cast, case: Case):
    uncle = builders.an_adult(case, name="Duc Haverin")
    interview, other = a_held_interview(case), a_held_interview(case)

    breach = record_breach(interview, adult=uncle, when_there="part", since=["stopped"], by=cast.social_worker)

    assert breach.rules == ["A1", "S2"]
    line = case.chronology.get(kind="breach")
    assert line.sentence == "A claimed relative was present at an interview for part of the time."
    assert line.significant
    assert line.link == breach.get_absolute_url()
    assert Notice.objects.filter(recipient=cast.manager, kind="breach.recorded").count() == 1
    assert Interview.objects.get(pk=interview.pk).contaminated_at
    assert Interview.objects.get(pk=other.pk).contaminated_at is None
    assert list(Interview.objects.child_seen(case)) == [other]


def test_the_manager_can_open_what_the_notice_leads_to(client, cast: Cast, case: Case):
    record_breach(case, who="A woman", part="interpreted", by=cast.social_worker)
    notice = Notice.objects.get(recipient=cast.manager, kind="breach.recorded")
    client.force_login(cast.manager)

    page = client.get(notice.link).content.decode()

    assert "interpreted when the child was seen or spoken with" in page
    assert "A woman" in page


@pytest.mark.parametrize("besides", [True, False])
def test_an_uncle_who_was_there_is_written_down_as_he_was(cast: Cast, case: Case, besides: bool):
    uncle = builders.an_adult(case)
    interview = an_interview(case)
    if not besides:
        on_the_list(interview, adult=uncle)

    written = held(interview, adults_there=[uncle] if besides else [])

    assert written.status == "held"
    assert written.contaminated_at
    assert written.attendants.get(adult=uncle).was_there
    breach = Breach.objects.get()
    assert (breach.adult, breach.rules, breach.found_later) == (uncle, ["A1", "S2"], False)


def test_whoever_was_on_the_list_and_did_not_come_is_no_breach(cast: Cast, case: Case):
    interview = an_interview(case)
    line = on_the_list(interview, adult=builders.an_adult(case))

    held(interview, not_there=[line.pk])

    assert not Breach.objects.exists()


def test_what_was_recorded_first_is_not_recorded_twice(cast: Cast, case: Case):
    uncle, interview = builders.an_adult(case), an_interview(case)
    record_breach(interview, adult=uncle, by=cast.social_worker)

    held(interview, adults_there=[uncle])

    assert Breach.objects.count() == 1


def test_a_correction_is_a_new_entry(cast: Cast, case: Case):
    uncle, interview = builders.an_adult(case), a_held_interview(case)
    first = record_breach(interview, adult=uncle, happened="He was there.", by=cast.social_worker)
    record_breach(interview, adult=uncle, happened="Only in the building.", by=cast.social_worker)

    assert Breach.objects.get(pk=first.pk).happened == "He was there."
    assert case.chronology.filter(kind="breach").count() == 2


def test_the_page_previews_the_line_and_keeps_what_was_typed(client, cast: Cast, case: Case):
    uncle = builders.an_adult(case, name="Duc Haverin")
    adults.doubt(uncle, reason="No papers.", by=cast.manager)
    interview = a_held_interview(case)
    client.force_login(cast.social_worker)
    address = reverse("assessments:record_breach", args=[interview.pk])

    first = client.get(f"{address}?adult={uncle.pk}").content.decode()
    typed = {"adult": str(uncle.pk), "when_there": "whole", "happened": "He came in.", "preview": "1"}
    shown = client.post(address, typed).content.decode()

    assert "A doubted relative was present at an interview." in first
    assert f"Told at once: {cast.manager.full_name}" in first
    assert "was present at an interview the whole time." in shown
    assert "He came in." in shown
    assert not Breach.objects.exists()
    del typed["preview"]
    assert client.post(address, typed).status_code == 302
    assert Breach.objects.get().happened == "He came in."
    chronology = client.get(reverse("casefile:chronology", args=[case.pk])).content.decode()
    assert "tl--breach" in chronology


def test_nobody_named_answers_409_and_keeps_the_page(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    response = client.post(reverse("assessments:record_case_breach", args=[case.pk]), {"happened": "At the surgery."})

    assert response.status_code == 409
    assert "At the surgery." in response.content.decode()
