from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "trafficking_cases.placements"
    label = "placements"
