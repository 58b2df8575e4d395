"""Pages of placements."""

from django.urls import path

from trafficking_cases.placements import views

app_name = "placements"
urlpatterns = [
    # /placements/cases/…
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/place/", views.place, name="place"),
    # /placements/…
    path("<uuid:pk>/move/", views.move, name="move"),
    path("<uuid:pk>/end/", views.end, name="end"),
    path("<uuid:pk>/show/", views.reveal, name="reveal"),
    path("<uuid:pk>/who/", views.who, name="who"),
    path("<uuid:pk>/let-in/", views.give, name="give"),
    path("<uuid:pk>/who/<uuid:grant>/end/", views.take_back, name="take_back"),
]
