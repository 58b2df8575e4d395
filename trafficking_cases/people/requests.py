"""Requests as they are past the door: `requires` and the API have made sure that somebody is signed in."""

from django.db.models import Model
from django.http import HttpRequest
from rest_framework.request import Request

from trafficking_cases.access.permissions import Permission
from trafficking_cases.people.models import User


class SignedInRequest(HttpRequest):
    """A page that somebody with an account asks for, with the permission that the page declares."""

    user: User
    declared_permission: Permission
    guarded: Model | None


class SignedInAPIRequest(Request):
    """The same of the API."""

    user: User
    declared_permission: Permission
    guarded: Model | None
