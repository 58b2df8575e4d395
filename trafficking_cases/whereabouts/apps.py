from django.apps import AppConfig
from django.conf import settings

from trafficking_cases.whereabouts import keys
from trafficking_cases.whereabouts.opening import ALIAS


class WhereaboutsConfig(AppConfig):
    name = "trafficking_cases.whereabouts"
    label = "whereabouts"

    def ready(self) -> None:
        """Where the vault is, its key ring has to be readable before anything is served."""
        if ALIAS in settings.DATABASES:
            keys.ring()
