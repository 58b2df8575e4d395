from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "trafficking_cases.casefile"
    label = "casefile"
