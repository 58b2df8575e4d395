"""Pages of the NRM: decisions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
