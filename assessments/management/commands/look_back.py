from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.actions import look_back
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Checks interviews and meetings against the adults as they stand now, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = look_back.take_in(now_from(options))
        self.stdout.write(f"breaches found: {found.breaches}; plans set back: {found.set_back}")
