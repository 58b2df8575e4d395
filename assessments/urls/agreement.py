"""Pages of: multi-agency meeting."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
