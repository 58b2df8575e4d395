from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from trafficking_cases.whereabouts import rotation
from trafficking_cases.whereabouts.opening import ALIAS
from trafficking_cases.whereabouts.sealing import Unreadable


class Command(BaseCommand):
    help = "Wraps every child's key under the newest key of the ring, while everything goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        if ALIAS not in settings.DATABASES:
            raise CommandError("WHEREABOUTS_DATABASE_URL is not set: run this with the environment of the web process.")
        try:
            moved = rotation.rotate()
        except (ImproperlyConfigured, Unreadable) as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{moved} keys were wrapped anew; nothing is wrapped by an older key any more.")
