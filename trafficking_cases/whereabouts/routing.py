"""Which connection a table is asked on: the vault's on its own, which no other table is ever asked on."""

from typing import Any

from django.db.models import Model

from trafficking_cases.whereabouts.opening import ALIAS, refuse_if_closed

APP = "whereabouts"


class Vault:
    """Sends the tables of the vault to its login, and only while the vault is open. The owner's login makes them."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str | None:
        if model._meta.app_label != APP:
            return None
        refuse_if_closed()
        return ALIAS

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **_hints: Any) -> bool | None:
        """Nothing outside points into the vault, and nothing in it points out."""
        inside = {first._meta.app_label == APP, second._meta.app_label == APP}
        return False if inside == {True, False} else None

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool | None:
        """Migrations run on the owner's login alone; the vault's makes nothing."""
        return False if db == ALIAS else None
