from django.urls import path

from trafficking_cases.notifications import views

app_name = "notifications"

# /notices/
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:pk>/open/", views.open_notice, name="open"),
    path("<uuid:pk>/read/", views.read, name="read"),
]
