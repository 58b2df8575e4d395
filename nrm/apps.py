from django.apps import AppConfig


class NrmConfig(AppConfig):
    name = "nrm"
