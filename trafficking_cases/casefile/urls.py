"""Pages of my work, the cases and the service itself."""

from django.urls import path

from trafficking_cases.casefile import service_views, views

app_name = "casefile"
urlpatterns = [
    # /
    path("", views.my_work, name="my_work"),
    path("rules/", service_views.rules, name="rules"),
    path("readyz/", service_views.readyz, name="readyz"),
    # /cases/…
    path("cases/", views.cases, name="cases"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/chronology/", views.chronology, name="chronology"),
    path("cases/<uuid:pk>/allocate/", views.allocate, name="allocate"),
    path("cases/<uuid:pk>/export/", views.export, name="export"),
]
