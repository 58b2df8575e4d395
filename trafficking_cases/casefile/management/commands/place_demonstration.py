from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trafficking_cases.casefile import demonstration_placed


class Command(BaseCommand):
    help = "Places one invented child of the demonstration, where nobody is placed yet. Needs the vault's login."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Invented people belong in a demonstration: this needs DEMO=1.")
        made = demonstration_placed.place(timezone.now())
        self.stdout.write("One child is placed." if made else "Nothing was done.")
