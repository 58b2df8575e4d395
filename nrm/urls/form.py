"""Pages of the NRM: form."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
