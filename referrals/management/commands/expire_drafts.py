from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from referrals import drafts
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Removes drafts of referrals that nobody touched for seven days, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"drafts removed: {drafts.expire(now_from(options))}")
