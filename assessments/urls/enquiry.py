"""Pages of: section 47 enquiry."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
