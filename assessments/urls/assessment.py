"""Pages of: social work assessment."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
