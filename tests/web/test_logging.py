"""What reaches the log: planted names, in every way in which one could get there."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import structlog
from django.test import Client

from tests.web.urls import CANARY
from trafficking_cases.web.logging import configuration, formatter

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was written since, line by line, as it would stand on standard output."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def assert_nothing_of(secret: str, found: list[dict[str, Any]]) -> None:
    assert found
    assert secret not in json.dumps(found, ensure_ascii=False)


def test_allowed_keys_are_written(lines: Lines) -> None:
    subject = uuid4()

    structlog.get_logger("t").info("referral.decided", subject="referrals.referral", subject_id=subject, count=2)

    (line,) = lines()
    assert line["event"] == "referral.decided"
    assert line["subject_id"] == str(subject)
    assert line["count"] == 2
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "key", ["name", "child", "concern", "request", "path", "user_agent", "ip", "exception", "message"]
)
def test_other_keys_are_dropped_and_counted(lines: Lines, key: str) -> None:
    structlog.get_logger("t").info("case.opened", **{key: CANARY})

    (line,) = lines()
    assert_nothing_of(CANARY, [line])
    assert line["dropped"] == 1


@pytest.mark.parametrize("value", ["Besa Korrindi", "Trầm", {"name": CANARY}, [CANARY], "12 Canary Row", "x" * 201])
def test_text_under_an_allowed_key_is_dropped(lines: Lines, value: object) -> None:
    structlog.get_logger("t").info("case.opened", subject_id=value)

    (line,) = lines()
    assert "subject_id" not in line


def test_a_sentence_is_no_event(lines: Lines) -> None:
    structlog.get_logger("t").info(f"Opened the case of {CANARY}")

    (line,) = lines()
    assert line["event"] == "message_withheld"


@pytest.mark.parametrize("name", ["django.request", "gunicorn.error", "celery.worker", "root", "some.library"])
def test_what_is_put_into_a_message_of_another_library_is_withheld(lines: Lines, name: str) -> None:
    logging.getLogger(name).error("Error handling request %s", f"/cases/?q={CANARY}", extra={"request": CANARY})
    logging.getLogger(name).error(f"Error handling request {CANARY}")  # noqa: G004 - the mistake that is tested

    template, put_together = lines()[-2:]
    assert template["event"] == "Error handling request %s"
    assert put_together["event"] == "message_withheld"
    assert_nothing_of(CANARY, lines())


def test_an_exception_is_written_as_its_kind_and_place(lines: Lines) -> None:
    def look_up() -> None:
        raise KeyError(CANARY)

    try:
        try:
            look_up()
        except KeyError as error:
            raise ValueError(f"{CANARY} is not known") from error
    except ValueError:
        structlog.get_logger("t").exception("sweep_failed", task="sweep")
        logging.getLogger("celery.app.trace").exception("Task %s raised", CANARY)

    found = lines()
    assert_nothing_of(CANARY, found)
    assert [line["error"] for line in found] == ["ValueError", "ValueError"]
    assert [line["cause"] for line in found] == ["KeyError", "KeyError"]
    assert found[0]["where"][0].startswith("tests/web/test_logging.py:")


@pytest.mark.django_db
@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("address", ["/fault/7/", "/denied/", "/odd/", "/nowhere/", "/refused/"])
def test_no_page_that_goes_wrong_writes_what_it_was_about(lines: Lines, address: str) -> None:
    client = Client(raise_request_exception=False, headers={"user-agent": CANARY})

    client.get(f"{address}?q={CANARY}")
    client.post(f"{address}?q={CANARY}", {"concern": CANARY})

    assert_nothing_of(CANARY, lines())


@pytest.mark.django_db
@pytest.mark.usefixtures("pages")
def test_a_request_is_one_line_with_its_route(lines: Lines) -> None:
    Client(raise_request_exception=False).get(f"/fault/7/?q={CANARY}")

    finished = [line for line in lines() if line["event"] == "request"]
    assert len(finished) == 1
    assert finished[0]["route"] == "/fault/<int:number>/"
    assert finished[0]["status"] == 500
    assert finished[0]["method"] == "GET"
    assert finished[0]["user_id"] is None
    (fault,) = [line for line in lines() if line.get("error") == "ValueError"]
    assert fault["request_id"] == finished[0]["request_id"]
    assert any(place.startswith("tests/web/urls.py:") for place in fault["where"])


@pytest.mark.django_db
def test_a_word_in_place_of_a_method_is_not_written(lines: Lines) -> None:
    Client(raise_request_exception=False).generic(CANARY, "/healthz/")

    assert_nothing_of(CANARY, lines())
    assert [line["method"] for line in lines() if line["event"] == "request"] == ["other"]


def test_every_logger_ends_at_the_one_handler() -> None:
    loggers = configuration("WARNING")["loggers"]

    assert configuration("WARNING")["root"] == {"handlers": ["stdout"], "level": "WARNING"}
    assert {name for name, logger in loggers.items() if logger["handlers"]} == set()
    assert [name for name, logger in loggers.items() if not logger["propagate"]] == ["gunicorn.access"]
