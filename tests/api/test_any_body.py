"""Whatever is sent, in whatever shape, nothing breaks: a problem comes back, or what was asked for."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import builders
from tests.api.asking import Asker
from tests.api.test_receive import WHOLE

ANY_TEXT = st.text(st.characters(), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT | st.dates().map(str) | st.datetimes().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)
NAMES = sorted(
    {*WHOLE, "signs", "exploitation", "spoken_with", "person", "at", "said", "outcome", "reasons", "without_police"}
    | {"for_referrer", "read", "worker", "manager", "because", "recipient", "purpose", "status", "id", "__class__"}
)
OBJECTS = st.dictionaries(st.sampled_from(NAMES) | ANY_TEXT, VALUES, max_size=8)
ALMOST_RIGHT = OBJECTS.map(lambda strange: WHOLE | strange)
BODIES = VALUES | OBJECTS | ALMOST_RIGHT
EXPECTED = {200, 201, 400, 403, 409}
SOME_OF_EACH = settings(
    max_examples=60,
    deadline=None,
    # The database stays as it was made: what is kept from one example changes nothing for the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def addresses(cast) -> list[str]:
    proposed, case = builders.a_proposed_referral(), builders.a_case(worker=cast.social_worker)
    notice = cast.manager.notices.first()
    verbs = ["claim", "consult", "propose", "sign", "send-back"]
    return [
        "referrals/",
        *(f"referrals/{proposed.pk}/{verb}/" for verb in verbs),
        f"cases/{case.pk}/allocate/",
        f"notices/{notice.pk}/read/",
    ]


@pytest.fixture
def asker(api, cast, monkeypatch) -> Asker:
    monkeypatch.setattr("rest_framework.throttling.UserRateThrottle.THROTTLE_RATES", {"user": None})
    return api(cast.manager)


@SOME_OF_EACH
@given(body=BODIES, place=st.integers(0, 7))
@example(body={"signs": {"\ud800": "\udfff"}}, place=0)
@example(body={"\ud800": "\x00"}, place=0)
@example(body=WHOLE | {"happened_on": "0000-00-00", "about_age": 10**4_000}, place=0)
@example(body={"at": "2026-03-29T01:30:00+23:59"}, place=2)
@example(body={"at": "2026-03-27T10:00:00+00:00:00.000001"}, place=2)
@example(body={"at": "20260327T10"}, place=2)
@example(body={"read": "\x00", "worker": "\x00"}, place=4)
@example(body={"worker": {"id": 1}, "manager": [[]]}, place=6)
def test_no_body_breaks_a_verb(asker, addresses, body: Any, place: int):
    response = asker.send(addresses[place], body)

    assert response.status_code in EXPECTED, (addresses[place], response.content)
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"


@SOME_OF_EACH
@given(
    sent=st.binary(max_size=200),
    kind=st.sampled_from(["application/json", "text/html", "", "a/b", "application/json;;", "x"]),
)
def test_no_bytes_break_it(asker, addresses, sent: bytes, kind: str):
    response = asker.generic("POST", f"/api/v1/{addresses[0]}", sent, content_type=kind)

    assert response.status_code in {400, 415}


@SOME_OF_EACH
@given(
    asked=st.dictionaries(
        st.sampled_from(["page", "page_size", "case", "status", "since", "unread", "x"]) | ANY_TEXT,
        ANY_TEXT,
        max_size=3,
    )
)
@example(asked={"page": "\ud800"})
@example(asked={"name": "\x00"})
@example(asked={"since": "0001-01-01T00:00:00+14:00"})
@example(asked={"until": "9999-12-31T23:59:59-14:00"})
@example(asked={"due_before": "10000-01-01"})
def test_no_question_breaks_a_list(asker, addresses, cast, asked: dict[str, str]):
    safe = {name.encode(errors="replace"): value.encode(errors="replace") for name, value in asked.items()}
    asker.force_login(cast.auditor)

    for name in ("cases", "referrals", "deadlines", "notices", "audit-events", "agencies"):
        assert asker.get(f"/api/v1/{name}/", safe).status_code in {200, 400, 403, 404}
