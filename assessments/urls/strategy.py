"""Pages of: strategy discussions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
