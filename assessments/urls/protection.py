"""Pages of: immediate protection."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
