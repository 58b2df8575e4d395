from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "trafficking_cases.children"
    label = "children"
