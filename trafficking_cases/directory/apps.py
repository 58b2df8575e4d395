from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "trafficking_cases.directory"
    label = "directory"
