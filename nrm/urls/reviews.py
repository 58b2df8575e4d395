"""Pages of the NRM: reviews."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
