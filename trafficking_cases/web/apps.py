from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "trafficking_cases.web"
    label = "web"
