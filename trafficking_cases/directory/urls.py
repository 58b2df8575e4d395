"""Pages of the directory."""

from django.urls import path

from trafficking_cases.directory import views

app_name = "directory"
urlpatterns = [
    # /directory/…
    path("interpreters/", views.interpreters, name="interpreters"),
    path("interpreters/add/", views.add_interpreter, name="add_interpreter"),
    path("interpreters/<uuid:pk>/renew/", views.renew, name="renew"),
    path("interpreters/<uuid:pk>/remove/", views.remove, name="remove"),
]
