"""Every branch of the child path, through the pages and through the API: 113 of 113 questions. [Rule N7]"""

import json

import pytest
from django.urls import reverse

from nrm import answers as kept
from nrm.form.definition import fields
from nrm.models import NrmReferral
from tests.api.asking import Asker
from tests.builders import a_case
from tests.builders_nrm import COUNTY, TOWN, a_possible_answer, an_nrm_draft
from tests.cast import Cast
from tests.nrm.judging import FIELDS, HIDDEN, WHERE, against, holds, slug

TYPED = [name for name in FIELDS if name not in (*WHERE, HIDDEN)]
SWITCHES = [name for name in TYPED if FIELDS[name]["type"] == "radio" and len(FIELDS[name]["options"]) > 1]
AGE = "pv-under-age"


def walks() -> list[dict[str, str]]:
    """Whole sets of answers in which every choice of every question is taken once; nobody is 18."""
    deepest = max(len(FIELDS[name]["options"]) for name in SWITCHES)
    found = []
    for turn in range(deepest):
        given: dict[str, str] = {}
        for name in TYPED:
            row = FIELDS[name]
            if holds(row, given):
                choices = [option["value"] for option in row["options"]] if row["type"] == "radio" else []
                choices = [choice for choice in choices if (name, choice) != (AGE, "no")]
                # A question that another opens takes its turn only every second time.
                place = turn // 2 if row["shown_when"] else turn
                given[name] = choices[place % len(choices)] if choices else a_possible_answer(fields()[name])
        found.append(given)
    return found


def boxes(name: str, value: str) -> dict[str, str]:
    if FIELDS[name]["type"] != "date":
        return {name: value}
    year, month, day = value.split("-")
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": day}


def by_pages(client, nrm: NrmReferral, given: dict[str, str]) -> dict:
    """Write each page on the route as a browser does, following where the form leads; seal; download."""
    page, written = "who-do-you-work-for", []
    while True:
        written.append(page)
        posted: dict[str, str] = {}
        for name, value in given.items():
            posted |= boxes(name, value) if slug(FIELDS[name]) == page else {}
        response = client.post(reverse("nrm:step", args=[nrm.pk, page]), posted)
        assert response.status_code == 302, (page, response.content.decode()[:3000])
        if response.url.endswith("/check/"):
            break
        page = response.url.rstrip("/").rsplit("/", 1)[1]
    assert written == list(dict.fromkeys(slug(FIELDS[name]) for name in given))
    read = kept.as_read(kept.answers_of(nrm))
    sealed = client.post(reverse("nrm:seal", args=[nrm.pk]), {"town": TOWN, "county": COUNTY, "read": read})
    assert sealed.status_code == 302, sealed.content.decode()[:5000]
    return json.loads(client.get(f"{sealed.url}json/").content)


def by_api(asker: Asker, nrm: NrmReferral, given: dict[str, str]) -> dict:
    """The same by a program."""
    at = f"nrm-referrals/{nrm.pk}/"
    sent = {name: True if FIELDS[name]["type"] == "checkbox" else value for name, value in given.items()}
    assert asker.send(f"{at}save-answers/", sent).status_code == 200
    checked = asker.send(f"{at}check/").json()
    assert checked["ready"], checked
    assert asker.send(f"{at}seal/", {"town": TOWN, "county": COUNTY, "read": checked["read"]}).status_code == 200
    return NrmReferral.objects.get(pk=nrm.pk).sealed_copy.answers


def test_the_walks_touch_every_question_and_every_choice():
    touched = {name for walk in walks() for name in walk}
    chosen = {(name, walk[name]) for walk in walks() for name in SWITCHES if name in walk}
    choices = {(name, option["value"]) for name in SWITCHES for option in FIELDS[name]["options"]}

    assert touched | {*WHERE, HIDDEN} == set(FIELDS)
    assert choices - chosen == {(AGE, "no")}


@pytest.mark.parametrize("turn", range(len(walks())))
def test_every_walk_is_sealed_through_the_pages_and_is_what_the_data_says(client, cast: Cast, turn: int):
    given = walks()[turn]
    nrm = an_nrm_draft(a_case())
    client.force_login(cast.social_worker)

    content = by_pages(client, nrm, given)

    assert against(content) == []
    told = {row["field"]: row["value"] for row in content["answers"]}
    assert told == given | dict(zip(WHERE, (TOWN, COUNTY), strict=True)) | {HIDDEN: "yes"}


def test_the_api_produces_the_same_for_every_walk(api, cast: Cast):
    asker = api(cast.social_worker)
    touched: set[str] = set()

    for given in walks():
        content = by_api(asker, an_nrm_draft(a_case()), given)
        assert against(content) == []
        touched |= {row["field"] for row in content["answers"]}

    assert len(touched) == 113
