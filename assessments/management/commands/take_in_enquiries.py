from typing import Any

from django.core.management.base import BaseCommand

from assessments.actions import strategy_clocks


class Command(BaseCommand):
    """Starts what signed decisions ask for, as the scheduler does it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"clocks started and protections brought onto their case: {strategy_clocks.take_in()}")
