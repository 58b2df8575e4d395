from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "trafficking_cases.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Each application says in its module `notices` which sentences its notices speak."""
        autodiscover_modules("notices")
