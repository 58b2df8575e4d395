"""The pages of papers, copies and the photograph: what comes in, what goes out, and who may. [Rule A3]"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import a_case, a_share
from tests.builders_papers import a_holder_asked, a_paper, a_photograph, a_picture
from tests.cast import Cast
from tests.web.test_uploads import SCRIPT, a_pdf
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants, papers
from trafficking_cases.children.models import Case, Paper, StoredFile
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.web.readings import LARGEST

PAGES = ("papers", "add_paper", "add_photograph", "ask_holder")
TYPED = {"kind": "passport", "held_by": "family", "source": "Her aunt, by telephone", "number": "X0000017"}
TAKEN = {"taken_on_day": "2", "taken_on_month": "3", "taken_on_year": "2026"}


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_case(worker=cast.social_worker, manager=cast.manager)
    a_share(case, to=cast.voluntary)
    grants.give(case, to=cast.police, relation=Relation.POLICE, reason="Joint enquiry", by=cast.manager)
    return case


def at(record, name: str) -> str:
    return reverse(f"casefile:{name}", args=[record.pk])


def sent(content: bytes, name: str = "IMG_20260302_mum.jpg", media_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, media_type)


def shown(client, user, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


# Who may -------------------------------------------------------------------------------------------------------------


def test_who_may_open_the_pages(client, cast: Cast, case: Case):
    paper, photograph = a_paper(case), a_photograph(case)

    for who, person in cast.everybody().items():
        client.force_login(person)
        at_work = who in ("social_worker", "manager")
        reads = who in ("social_worker", "manager", "police")
        hidden = 403 if who == "voluntary" else 404
        assert client.get(at(case, "papers")).status_code == (200 if reads else hidden)
        assert client.get(at(photograph, "file")).status_code == (200 if reads else 404)
        for name in PAGES[1:]:
            assert (name, client.get(at(case, name)).status_code) == (
                name,
                200 if at_work else 403 if reads else hidden,
            )
        for name in ("add_copy", "check_paper"):
            assert (name, client.get(at(paper, name)).status_code) == (name, 200 if at_work else 403 if reads else 404)


def test_whoever_only_reads_is_offered_nothing_to_do(client, cast: Cast, case: Case):
    a_paper(case)

    theirs = shown(client, cast.police, at(case, "papers"))

    assert "X0000017" in theirs
    for name in PAGES[1:]:
        assert at(case, name) not in theirs
    assert "Papers</" not in shown(client, cast.voluntary, case.get_absolute_url())


# Files come in -------------------------------------------------------------------------------------------------------


def test_a_photograph_is_put_on_file(client, cast: Cast, case: Case):
    other = a_case(worker=cast.social_worker)
    client.force_login(cast.social_worker)

    response = client.post(at(case, "add_photograph"), TAKEN | {"file": sent(a_picture("JPEG"))})

    assert (response.status_code, response.url) == (302, at(case, "papers"))
    photograph = StoredFile.objects.get()
    assert (photograph.case, photograph.taken_on, photograph.media_type) == (case, date(2026, 3, 2), "image/jpeg")
    assert "mum" not in str(StoredFile.objects.values().get())
    page = shown(client, cast.social_worker, at(case, "papers"))
    assert "Taken on 2 March 2026" in page
    assert "There is no photograph of the child." not in page
    assert "There is no photograph of the child." in shown(client, cast.social_worker, at(other, "papers"))


def test_a_document_with_its_copy(client, cast: Cast, case: Case):
    client.force_login(cast.manager)

    response = client.post(at(case, "add_paper"), TYPED | {"file": sent(a_pdf(), "a.pdf", "application/pdf")})

    assert response.status_code == 302
    paper = Paper.objects.get()
    assert (paper.copy.media_type, bytes(paper.copy.content)[:5]) == ("application/pdf", b"%PDF-")


def test_a_picture_called_something_else_is_read_for_what_it_is(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    client.post(at(case, "add_photograph"), TAKEN | {"file": sent(a_picture("PNG"), "a.jpg", "image/jpeg")})

    assert StoredFile.objects.get().media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<script>alert(1)</script>", "JPEG or PNG picture, or a PDF"),
        (b"", "empty"),
        (a_picture()[:40], "cut off"),
        (a_pdf(SCRIPT), "programs or other files"),
        (b"\x89PNG\r\n\x1a\n" + bytes(LARGEST), "at most 10 MB"),
    ],
    ids=["page", "empty", "cut off", "script", "large"],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(client, cast: Cast, case: Case, content: bytes, words):
    client.force_login(cast.social_worker)

    response = client.post(at(case, "add_paper"), TYPED | {"file": sent(content, "a.png", "image/png")})

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert "Her aunt, by telephone" in page
    assert not StoredFile.objects.exists()
    assert not Paper.objects.exists()


def test_a_file_of_exactly_the_limit_is_read(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)
    whole = a_pdf()
    filled = whole + b"\n" * (LARGEST - len(whole))

    assert client.post(at(case, "add_paper"), TYPED | {"file": sent(filled)}).status_code == 302
    assert StoredFile.objects.get().size == LARGEST


def test_a_request_beyond_every_file_is_cut_off(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    response = client.post(at(case, "add_photograph"), TAKEN | {"file": sent(bytes(3 * LARGEST + 1))})

    assert response.status_code == 400


def test_a_document_without_copy_and_reason_is_refused_with_its_rule(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    response = client.post(at(case, "add_paper"), TYPED)

    page = response.content.decode()
    assert response.status_code == 409
    assert "say why there is none" in page
    assert "Her aunt, by telephone" in page
    assert 'enctype="multipart/form-data"' in page


def test_a_copy_follows(client, cast: Cast, case: Case):
    paper = a_paper(case)
    client.force_login(cast.manager)

    assert "Choose the copy" in client.post(at(paper, "add_copy"), {"x": ""}).content.decode()
    response = client.post(at(paper, "add_copy"), {"file": sent(a_picture())})
    again = client.post(at(paper, "add_copy"), {"file": sent(a_picture())})

    assert (response.status_code, response.url, again.status_code) == (302, paper.get_absolute_url(), 409)
    assert "There is a copy already" in again.content.decode()


# Files go out --------------------------------------------------------------------------------------------------------


def test_a_file_goes_out_as_a_download_and_the_look_is_recorded(client, cast: Cast, case: Case):
    photograph = a_photograph(case)
    client.force_login(cast.police)

    got = client.get(at(photograph, "file"))

    assert (got.content, got["Content-Type"]) == (photograph.content, "image/png")
    assert got["Content-Disposition"] == f'attachment; filename="{case.reference}-photograph.png"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in got["Cache-Control"]
    seen = Event.objects.get(name="children.storedfile.seen")
    assert (seen.case_id, seen.by_id, seen.subject_id) == (case.pk, cast.police.pk, str(photograph.pk))


# The checklist -------------------------------------------------------------------------------------------------------


def test_the_checklist_says_what_is_missing_until_all_is_here(client, cast: Cast, case: Case):
    before = shown(client, cast.social_worker, at(case, "papers"))
    assert before.count("nobody has said whether they hold documents") == 4
    assert "Not asked yet" in before

    a_photograph(case)
    a_paper(case, copied=True)
    for holder in ("family", "referrer", "agency"):
        client.post(at(case, "ask_holder"), {"holder": holder, "answer": "nothing", "said": "Nothing is left."})

    after = shown(client, cast.social_worker, at(case, "papers"))
    assert "Still missing" not in after
    assert "All is here" in after
    assert after.count("Hold nothing") == 3
    assert "1 document recorded" in after


def test_the_last_answer_of_a_holder_counts(client, cast: Cast, case: Case):
    a_holder_asked(case, holder="family", answer="not_asked")
    assert "Cannot be asked yet" in shown(client, cast.manager, at(case, "papers"))

    a_holder_asked(case, holder="family")

    page = shown(client, cast.manager, at(case, "papers"))
    assert "Hold nothing" in page
    assert "Cannot be asked yet" not in page


def test_a_document_is_checked_on_the_page(client, cast: Cast, case: Case):
    paper, other = a_paper(case), a_paper(case, kind="visa")
    client.force_login(cast.manager)

    half = client.post(at(paper, "check_paper"), {"found": "proved_false", "because": ""})
    done = client.post(at(paper, "check_paper"), {"found": "proved_false", "because": "Printed on plain paper."})
    twice = client.post(at(paper, "check_paper"), {"found": "proved_false", "because": "Again."})

    assert (half.status_code, done.status_code, twice.status_code) == (200, 302, 409)
    page = shown(client, cast.social_worker, at(case, "papers"))
    assert "Proved false" in page
    assert "Printed on plain paper." in page
    assert Paper.objects.get(pk=other.pk).status == "claimed"
    assert papers.missing(case)[1].sentence == "2 documents have no copy here."
