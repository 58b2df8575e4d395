from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "trafficking_cases.audit"
    label = "audit"
