from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.actions import assessment, enquiry
from trafficking_cases.web.commands import add_now, now_from


class Command(BaseCommand):
    """Starts the enquiries that were decided on and the clocks of assessments, as the scheduler does it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        now = now_from(options)
        started, clocks = enquiry.take_in(now), assessment.take_in(now)
        self.stdout.write(f"enquiries started: {started}; assessment clocks started: {clocks}")
