from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trafficking_cases.people"
    label = "people"
