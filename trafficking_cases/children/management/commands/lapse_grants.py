from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trafficking_cases.children import grants
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Closes the grants that are past their end, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"grants closed: {grants.lapse(now_from(options))}")
