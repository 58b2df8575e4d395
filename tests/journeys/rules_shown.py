"""Rules that by their nature refuse nobody: what the page says of them and what the API does, each with the rule's id.

[Rules C1, C4, I3, R6, N1-N4, N9, K4; procedure 2, 4.1, 4.3, appendix 1]
"""

import html
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import agreement as meeting_verbs
from nrm.actions import duties
from nrm.form.definition import pages
from tests import builders_agreement as meetings
from tests import builders_nrm_duties as build
from tests.api.asking import Asker, said
from tests.builders import a_case
from tests.builders_identity import a_birth, an_age_decision
from tests.builders_nrm import an_nrm_draft
from tests.builders_papers import a_form_of_exploitation, some_elements
from tests.cast import Cast
from tests.journeys.tripping import Trip, by_api, moment, on_page, rules_on, undone
from tests.journeys.trips_of_the_nrm import made_elsewhere
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import AgeOutcome
from trafficking_cases.people.models import User
from trafficking_cases.web.api_description import description


def page(by: User, name: str, *args: object) -> str:
    """A page as somebody reads it."""
    client = Client()
    client.force_login(by)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def told(by: User, address: str) -> Any:
    """What the API tells somebody."""
    client = Asker()
    client.force_login(by)
    response = client.see(address)
    assert response.status_code == 200, response.content
    return response.json()


def clocks(by: User, case: Case) -> set[str]:
    """The rules whose time limits run on a case, by API."""
    return {one["rule"] for one in told(by, f"deadlines/?case={case.pk}&status=running")["results"]}


def c1(cast: Cast) -> None:
    """Whoever may still be 17 is treated as a child, until it is decided otherwise."""
    case = a_case(known_as="Linh")
    a_birth(case, 18)
    for is_child in (True, False):
        age = told(cast.social_worker, f"children/{case.child_id}/")["age"]
        seen = page(cast.social_worker, "casefile:identity", case.pk)
        assert (age["rule"], age["is_child"]) == ("C1", is_child)
        assert age["why"] in seen
        assert "C1" in rules_on(seen)
        if is_child:
            an_age_decision(case, AgeOutcome.ADULT)


def c4(cast: Cast) -> None:
    """Nobody has said a nationality or a status, and the strategy discussion is convened; asking says the rule."""
    case, when = a_case(nationality=""), timezone.now() + timedelta(hours=2)
    asked = {"how": "video", "chair": str(cast.manager.pk), "health": str(cast.health.pk)}
    trip = Trip(
        cast.social_worker, reverse("assessments:convene", args=[case.pk]), "strategy-discussions/",
        typed=asked | moment("planned_for", when),
        sent=asked | {"planned_for": when.isoformat(), "case": str(case.pk)},
    )  # fmt: skip
    with undone():
        assert on_page(trip) == (302, set())
    assert by_api(trip) == (201, set())
    for kind in ("nationality", "asylum"):
        assert "C4" in rules_on(page(cast.social_worker, "casefile:add_claim", case.pk, kind))
    adding = description()["paths"]["/api/v1/children/{id}/add-claim/"]["post"]
    assert "C4" in adding["description"]


def i3(cast: Cast) -> None:
    """An act and a purpose are enough; no means is shown, and consent is not asked."""
    case = a_case()
    before = told(cast.social_worker, f"cases/{case.pk}/elements/")
    a_form_of_exploitation(case)
    some_elements(case, acts=["harboured"], means=[])

    after, seen = (
        told(cast.social_worker, f"cases/{case.pk}/elements/"),
        page(cast.social_worker, "casefile:exploitation", case.pk),
    )

    assert [(one["rule"], one["meets_definition"]) for one in (before, after)] == [("I3", False), ("I3", True)]
    assert "I3" in rules_on(seen)
    assert 'name="consent"' not in page(cast.social_worker, "casefile:elements", case.pk)
    client = Asker()
    client.force_login(cast.social_worker)
    asked = client.send(f"cases/{case.pk}/record-elements/", {"acts": ["harboured"], "consent": "yes"})
    assert set(said(asked, 400)["errors"]) == {"consent"}


def r6(cast: Cast) -> None:
    """While everything else waits for the agencies, a child is protected at once; the next clock starts."""
    case, now = meetings.a_meeting_to_convene().case, timezone.now()
    trip = Trip(
        cast.social_worker, reverse("assessments:protect", args=[case.pk]), "immediate-protections/",
        typed={"taken_by": "police"} | moment("at", now),
        sent={"taken_by": "police", "at": now.isoformat(), "case": str(case.pk)},
    )  # fmt: skip
    assert "R6" not in clocks(cast.social_worker, case)
    with undone():
        assert on_page(trip) == (302, set())
        assert "R6" in clocks(cast.social_worker, case)
    assert by_api(trip) == (201, set())
    assert "R6" in clocks(cast.social_worker, case)
    assert "R6" in rules_on(page(cast.social_worker, "assessments:protect", case.pk))


def n1(cast: Cast) -> None:
    """An accepted suspicion raises the duty, and its clock runs until the Home Office has the referral."""
    case = a_case()
    assert "N1" not in clocks(cast.social_worker, case)
    build.a_duty(case)
    assert "N1" in clocks(cast.social_worker, case)
    assert "N1" in _duty_on_page(cast, case)
    made_elsewhere(case, cast)
    assert "N1" not in clocks(cast.social_worker, case)


def n2(cast: Cast) -> None:
    """A child's consent is asked on no page and taken by no verb; the form says by which rule."""
    nrm, consent = an_nrm_draft(a_case()), "pv-want-to-submit-nrm"
    asked = [one for part in told(cast.social_worker, "nrm-referrals/form/")["pages"] for one in part["fields_asked"]]

    first = page(cast.social_worker, "nrm:step", nrm.pk, next(one for one in pages() if one.is_typed).slug)

    assert {one["field"]: one["answered"] for one in asked if one["rule"] == "N2"} == {consent: "nobody"}
    assert consent not in first
    assert "N2" in rules_on(first)
    by_program = Asker()
    by_program.force_login(cast.social_worker)
    refused = by_program.send(f"nrm-referrals/{nrm.pk}/save-answers/", {consent: "no"})
    assert set(said(refused, 400)["errors"]) == {consent}


def _duty_on_page(cast: Cast, case: Case) -> set[str]:
    return rules_on(page(cast.social_worker, "nrm:case", case.pk))


def n3(cast: Cast) -> None:
    """Sexual or criminal exploitation must be referred, and the duty says so; other forms raise the duty as such."""
    for code, ground in (("criminal_cannabis", "N3"), ("forced_labour_catering", "N1")):
        case = a_case()
        build.a_duty(case, code)
        listed = told(cast.social_worker, f"nrm-duties/?case={case.pk}")["results"]
        assert [one["ground"] for one in listed] == [ground]
        assert ("N3" in _duty_on_page(cast, case)) is (ground == "N3")


def n4(cast: Cast) -> None:
    """Both facts raise it at once, with a clock of its own; one alone does not."""
    build.listed()
    case = a_case()
    for fact, raised in ((build.nationality, False), (build.asylum, True)):
        fact(case)
        duties.take_in(timezone.now())
        assert ("N4" in clocks(cast.social_worker, case)) is raised
        assert ("N4" in _duty_on_page(cast, case)) is raised


def _step(by: User, case: Case, name: str) -> dict[str, str]:
    steps = told(by, f"cases/{case.pk}/process/")["steps"]
    return next(step for step in steps if step["name"] == name)


def n9(cast: Cast) -> None:
    """Once the Home Office has a referral, the child stands on the next weekly meeting."""
    case = a_case()
    before = _step(cast.social_worker, case, "Weekly meeting")
    assert "(N9)" not in page(cast.social_worker, "casefile:process", case.pk)

    made_elsewhere(case, cast)

    after = _step(cast.social_worker, case, "Weekly meeting")
    assert [(step["rule"], step["state"]) for step in (before, after)] == [("N9", "later"), ("N9", "due")]
    assert f"{after['to_do']} (N9)" in page(cast.social_worker, "casefile:process", case.pk)


def k4(cast: Cast) -> None:
    """The picture names what is blocked, by which rule and why; with agreement nothing is."""
    agreement = meetings.a_meeting_to_conclude()
    case = agreement.case
    for is_held in (True, False):
        steps = told(cast.social_worker, f"cases/{case.pk}/process/")["steps"]
        blocked = [step for step in steps if step["state"] == "blocked"]
        seen = page(cast.social_worker, "casefile:process", case.pk)
        assert {step["rule"] for step in blocked} == ({"M2"} if is_held else set())
        assert all(f"{step['name']} is blocked" in seen and step["because"] in seen for step in blocked)
        assert "K4" in rules_on(seen)
        assert ("Nothing is blocked." in seen) is not is_held
        if is_held:
            meeting_verbs.conclude(agreement, dissent_weighed="", by=cast.manager)


SHOWN = {"C1": c1, "C4": c4, "I3": i3, "R6": r6, "N1": n1, "N2": n2, "N3": n3, "N4": n4, "N9": n9, "K4": k4}
