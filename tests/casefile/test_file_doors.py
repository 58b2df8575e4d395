"""Nobody sends a file past the door: neither without the token of the form, nor where none is asked. [Rule A3]"""

import pytest
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.builders import a_case, a_share
from tests.builders_papers import a_paper, a_picture
from tests.casefile.test_papers import TAKEN, TYPED, at, sent
from tests.cast import Cast
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case, StoredFile
from trafficking_cases.children.models.grants import Relation


@pytest.fixture
def case(cast: Cast) -> Case:
    case = a_case(worker=cast.social_worker, manager=cast.manager)
    a_share(case, to=cast.voluntary)
    grants.give(case, to=cast.police, relation=Relation.POLICE, reason="Joint enquiry", by=cast.manager)
    return case


def exempt(patterns=None, namespace: str = "") -> set[str]:
    """The pages that the middleware's check of the form's token leaves out."""
    names = set()
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and not str(entry.pattern).startswith("api/"):
            names |= exempt(entry.url_patterns, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and getattr(entry.callback, "csrf_exempt", False):
            names.add(f"{namespace}{entry.name}")
    return names


def test_the_pages_that_take_a_file_are_these():
    assert exempt() == {"casefile:add_copy", "casefile:add_paper", "casefile:add_photograph"}


def posts(case: Case) -> dict[str, dict]:
    return {
        at(case, "add_photograph"): TAKEN | {"file": sent(a_picture())},
        at(case, "add_paper"): TYPED | {"file": sent(a_picture())},
        at(a_paper(case), "add_copy"): {"file": sent(a_picture())},
    }


def test_they_check_the_token_of_the_form_themselves(cast: Cast, case: Case):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.social_worker)

    for address, answers in posts(case).items():
        without = client.post(address, answers)
        forged = client.post(address, answers | {"csrfmiddlewaretoken": _get_new_csrf_string()})
        assert (address, without.status_code, forged.status_code) == (address, 403, 403)
    assert not StoredFile.objects.exists()


def test_with_the_token_of_the_page_they_take_it(cast: Cast, case: Case):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.social_worker)

    for address, answers in posts(case).items():
        client.get(address)
        token = client.cookies["csrftoken"].value
        answers = {name: sent(a_picture()) if name == "file" else value for name, value in answers.items()}
        assert client.post(address, answers | {"csrfmiddlewaretoken": token}).status_code == 302
    assert StoredFile.objects.count() == 3


def test_nobody_and_nobody_who_may_not_has_a_byte_of_theirs_read(client, cast: Cast, case: Case, monkeypatch):
    """Whoever is refused at the door is refused before the request is read at all."""
    read = []
    monkeypatch.setattr(
        "trafficking_cases.web.uploads.OneFileInMemory.receive_data_chunk", lambda *args: read.append(args)
    )

    for address, answers in posts(case).items():
        client.logout()
        assert client.post(address, answers).status_code == 302
        for user in (cast.police, cast.voluntary, cast.social_worker_2):
            client.force_login(user)
            assert client.post(address, answers).status_code in (403, 404)
    assert read == []


def test_a_page_that_asks_for_no_file_refuses_one(client, cast: Cast, case: Case):
    client.force_login(cast.social_worker)

    for address in (at(case, "ask_holder"), at(a_paper(case), "check_paper"), reverse("account_login")):
        assert client.post(address, {"file": sent(a_picture())}).status_code == 400, address
