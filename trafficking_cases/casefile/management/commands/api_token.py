from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trafficking_cases.people import actions as people
from trafficking_cases.people.models import User


class Command(BaseCommand):
    help = "Prints the key with which a program acts as this person, and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError("There is no such account, or it is closed.")
        self.stdout.write(people.give_api_key(user, by=None))
