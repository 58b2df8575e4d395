from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trafficking_cases.audit import actions


class Command(BaseCommand):
    """Checks the audit chain; stops with an error and the first broken row if somebody tampered with it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        verified = actions.verify()
        if verified.broken:
            raise CommandError(f"The audit chain is broken after {verified.sealed} rows: {verified.broken}.")
        self.stdout.write(
            f"{verified.sealed} rows fit the chain; {verified.younger_than_last_seal} are younger than the last seal. "
            f"Head: {verified.head}"
        )
