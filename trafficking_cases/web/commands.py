"""What commands that do the scheduler's work by hand have in common."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime


def add_now(parser: CommandParser) -> None:
    """Let a pass be run at another moment, for a demonstration or a test."""
    parser.add_argument("--now", metavar="ISO", help="the moment to work at, with its offset; only with DEMO=1")


def now_from(options: dict[str, Any]) -> datetime:
    """The moment to work at: now, unless another was asked for and may be."""
    if not options["now"]:
        return timezone.now()
    if not settings.DEMO:
        raise CommandError("--now is for demonstrations and tests: it needs DEMO=1.")
    try:
        moment = parse_datetime(options["now"])
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError("--now takes a date and time such as 2026-09-01T17:00:00+01:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
