"""Pages of the NRM: duties."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
