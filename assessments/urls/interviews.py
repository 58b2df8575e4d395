"""Pages of: interviews and visits."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
