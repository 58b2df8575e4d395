from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trafficking_cases.deadlines import sweeping
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """One pass over what is due, as the scheduler does it; run twice, it raises each reminder once."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweeping.sweep(now_from(options))
        self.stdout.write(
            f"reminders raised: {swept.raised}; notices: {swept.notices}; without anybody to tell: {swept.unanswered}"
        )
