from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trafficking_cases.casefile import birthdays
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Counts the prompts before each 18th birthday, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"cases counted: {birthdays.take_in(now_from(options))}")
