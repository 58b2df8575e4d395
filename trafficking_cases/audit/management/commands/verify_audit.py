from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from trafficking_cases.audit import actions


class Command(BaseCommand):
    """Checks the audit chains; stops with an error and the first broken row if somebody tampered with one."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self._say(actions.verify())
        for chain in settings.AUDIT_CHAINS:
            self._say(import_string(chain)(), f"{chain.split('.')[-3]}: ")

    def _say(self, verified: actions.Verified, whose: str = "") -> None:
        if verified.broken:
            raise CommandError(f"{whose}The audit chain is broken after {verified.sealed} rows: {verified.broken}.")
        self.stdout.write(
            f"{whose}{verified.sealed} rows fit the chain; "
            f"{verified.younger_than_last_seal} are younger than the last seal. Head: {verified.head}"
        )
