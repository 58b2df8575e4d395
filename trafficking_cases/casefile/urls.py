"""Pages of my work, the cases and the service itself."""

from django.urls import path

from trafficking_cases.casefile import people_views, service_views, views

app_name = "casefile"
urlpatterns = [
    # /
    path("", views.my_work, name="my_work"),
    path("rules/", service_views.rules, name="rules"),
    path("readyz/", service_views.readyz, name="readyz"),
    # /cases/…
    path("cases/", views.cases, name="cases"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/process/", views.process, name="process"),
    path("cases/<uuid:pk>/chronology/", views.chronology, name="chronology"),
    path("cases/<uuid:pk>/allocate/", views.allocate, name="allocate"),
    path("cases/<uuid:pk>/export/", views.export, name="export"),
    path("cases/<uuid:pk>/people/", people_views.people, name="people"),
    path("cases/<uuid:pk>/people/add/", people_views.add, name="add_adult"),
    # /cases/people/… by the adult
    path("cases/people/<uuid:pk>/verify/", people_views.verify, name="verify"),
    path("cases/people/<uuid:pk>/doubt/", people_views.doubt, name="doubt"),
    path("cases/people/<uuid:pk>/flag-concern/", people_views.flag_concern, name="flag_concern"),
    path("cases/people/<uuid:pk>/lift-concern/", people_views.lift_concern, name="lift_concern"),
]
