from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "trafficking_cases.meetings"
    label = "meetings"
