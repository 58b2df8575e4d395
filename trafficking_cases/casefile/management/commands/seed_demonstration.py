from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trafficking_cases.casefile import demonstration


class Command(BaseCommand):
    help = "Makes the demonstration's invented people, children and cases, where there is nobody yet."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Invented people belong in a demonstration: this needs DEMO=1.")
        made = demonstration.seed(timezone.now())
        self.stdout.write("The demonstration is ready." if made else "There are people here already. Nothing was done.")
