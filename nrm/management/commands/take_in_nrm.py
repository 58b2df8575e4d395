from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nrm.actions import duties
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Raises the duties to notify that the facts of cases call for, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"duties raised: {duties.take_in(now_from(options))}")
