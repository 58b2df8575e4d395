from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "trafficking_cases.access"
    label = "access"
