from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trafficking_cases.notifications import outbox
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """One pass of the outbox, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        delivered = outbox.deliver(now_from(options))
        self.stdout.write(
            f"mails sent: {delivered.sent}; withheld: {delivered.withheld}; "
            f"put off: {delivered.put_off}; set aside: {delivered.parked}"
        )
