from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "trafficking_cases.deadlines"
    label = "deadlines"
