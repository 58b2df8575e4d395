"""What may be written in a log: names of events, ids, numbers and places in the code. Everything else is dropped.

Names, addresses, free text, paths with ids of searches in them, messages of exceptions: none of it is needed to run
the service, and a log is read by people who may not see a child.
"""

import logging
import re
import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

ALLOWED = frozenset(
    {
        *("event", "level", "timestamp", "logger"),
        *("request_id", "user_id", "method", "route", "status", "duration_ms"),
        *("task", "task_id", "process", "count", "attempts", "failure"),
        *("subject", "subject_id", "notice_id", "reminder_id", "rule"),
    }
)
EVENT = re.compile(r"[a-z][a-z0-9_.]{0,80}", re.ASCII)
# Ids, times, routes and names from the code: nothing with a space in it, so no sentence and no full name.
VALUE = re.compile(r"[A-Za-z0-9_.:/<>+-]{1,200}", re.ASCII)
WITHHELD = "message_withheld"
FRAMES = 12
PACKAGES = re.compile(r".*/(?:site-packages|lib/python3\.\d+)/")
PROJECT = Path(__file__).resolve().parents[2]


def only_allowed(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Drop every key that is not on the list and every value that could be text about a person."""
    found = line.pop("exc_info", None)
    kept = {key: str(value) if isinstance(value, UUID) else value for key, value in line.items() if key in ALLOWED}
    kept = {key: value for key, value in kept.items() if key == "event" or _is_safe(value)}
    if not line.get("_is_static") and not EVENT.fullmatch(str(kept.get("event", ""))):
        kept["event"] = WITHHELD
    dropped = len(set(line) - set(kept) - INTERNAL)
    if dropped:
        kept["dropped"] = dropped
    return {**kept, **_failure(found)}


INTERNAL = frozenset({"_record", "_from_structlog", "_is_static"})


def _is_safe(value: object) -> bool:
    if value is None or isinstance(value, bool | int | float):
        return True
    return isinstance(value, str) and VALUE.fullmatch(value) is not None


def _failure(found: Any) -> dict[str, Any]:
    """What kind of error and where in the code, without its message."""
    if found is True or not found:
        return {}
    kind, error, trail = found
    if kind is None:
        return {}
    cause = error.__cause__ or error.__context__ if error else None
    said = {"error": kind.__name__, "where": _places(trail)}
    return {**said, "cause": type(cause).__name__} if cause else said


def _places(trail: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trail)[-FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno}" for frame in frames]


def _short(filename: str) -> str:
    return PACKAGES.sub("", filename).removeprefix(f"{PROJECT}/")


def from_elsewhere(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """A line of somebody else's logger: its text as written in the code, never what was put into it.

    A text that does not stand in the source file word for word was put together from values, and is withheld.
    """
    record: logging.LogRecord = line["_record"]
    text = record.msg
    if isinstance(text, str) and text and text in _source(record.pathname):
        return {**line, "event": text, "_is_static": True}
    return {**line, "event": WITHHELD}


@lru_cache(maxsize=256)
def _source(pathname: str) -> str:
    try:
        return Path(pathname).read_text(encoding="utf-8", errors="ignore")
    except OSError:
        return ""


def _exception_found(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """`log.exception(…)` asks for the current error; fetch it while it is current."""
    if line.get("exc_info") is True:
        line["exc_info"] = structlog.processors._figure_out_exc_info(True)
    elif isinstance(line.get("exc_info"), BaseException):
        error = line["exc_info"]
        line["exc_info"] = (type(error), error, error.__traceback__)
    return line


BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _exception_found,
]


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """Every line of every logger as JSON, after the list of allowed keys. Sets structlog up to end here too."""
    structlog.configure(
        processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*BEFORE, from_elsewhere],
        processors=[only_allowed, structlog.processors.JSONRenderer(sort_keys=False)],
        # The formatter's own ways with arguments and exceptions would print what is in them.
        use_get_message=False,
        pass_foreign_args=False,
        keep_exc_info=False,
        keep_stack_info=False,
    )


def configuration(level: str = "INFO") -> Mapping[str, Any]:
    """For LOGGING, and for gunicorn's `logconfig_dict`: one handler, to standard output."""
    quiet = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "trafficking_cases.web.logging.formatter"}},
        "handlers": {
            "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"},
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            "django": {**quiet, "level": level},
            # Answers of 4xx are in the request line already; faults come here with the place in the code.
            "django.request": {**quiet, "level": "ERROR"},
            "django.server": {**quiet, "level": "WARNING"},
            "gunicorn.error": {**quiet, "level": level},
            # The request line of ours has the route instead of the address.
            "gunicorn.access": {"handlers": [], "propagate": False},
            "celery": {**quiet, "level": level},
            "fontTools": {**quiet, "level": "ERROR"},
            "weasyprint": {**quiet, "level": "ERROR"},
            # Says in warnings what it found in somebody's paper.
            "pypdf": {**quiet, "level": "CRITICAL"},
        },
    }
