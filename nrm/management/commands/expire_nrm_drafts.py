from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nrm.actions import drafts
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Gives up the NRM drafts that nobody wrote in for 28 days, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"NRM drafts given up: {drafts.expire(now_from(options))}")
