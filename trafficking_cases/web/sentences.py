"""Django's own form errors said as we say things: what to give, never "invalid"."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise

Params = dict[str, Any]


def _required(label: str, params: Params) -> str:
    return f"Answer this: {label}" if label.endswith("?") else f"Fill in: {label}"


def _too_long(label: str, params: Params) -> str:
    over = params["show_value"] - params["limit_value"]
    return (
        f"This is {params['show_value']:,} characters long and {params['limit_value']:,} fit. "
        f"Shorten it by {over:,}; nothing you typed is lost."
    )


def _plainly(sentence: str) -> Callable[[str, Params], str]:
    return lambda label, params: sentence


# By error code. Only a lazy message is Django's or allauth's own: sentences of ours pass through untouched.
SAID: dict[str, Callable[[str, Params], str]] = {
    "required": _required,
    "max_length": _too_long,
    "min_length": lambda label, params: f"Write at least {params['limit_value']} characters",
    "min_value": lambda label, params: f"Write a number that is {params['limit_value']} or more",
    "max_value": lambda label, params: f"Write a number that is {params['limit_value']} or less",
    "invalid": lambda label, params: f"Look at this again: {label}",
    "invalid_choice": _plainly("Choose one of the answers shown"),
    "invalid_pk_value": _plainly("Choose one of the answers shown"),
    "invalid_list": _plainly("Choose from the answers shown"),
    "null_characters_not_allowed": _plainly("Take out the hidden characters; typing the text again does it"),
    "username_password_mismatch": _plainly(
        "That username and password do not go together. Look at both and try again. Nothing is locked yet."
    ),
    "incorrect_password": _plainly("That is not your password. Look at it and try again."),
    "too_many_login_attempts": _plainly(
        "There were too many tries to sign in. Wait five minutes, then try again. "
        "If you have forgotten your password, ask your administrator for a new one."
    ),
}
BY_FIELD = {
    "EmailField": "Write an e-mail address like name@example.org",
    "IntegerField": "Write a number in figures, like 14",
    "DecimalField": "Write a number in figures, like 14",
    "URLField": "Write a web address like https://example.org",
    "UUIDField": "Choose one of the answers shown",
}


def sentence(error: ValidationError, *, label: str = "", field: object = None) -> str:
    """One error as a sentence somebody can act on."""
    if not isinstance(error.message, Promise):
        return " ".join(error.messages)
    if error.code == "invalid" and type(field).__name__ in BY_FIELD:
        return BY_FIELD[type(field).__name__]
    say = SAID.get(error.code or "")
    if say is None:
        return " ".join(error.messages)
    return say(label, error.params or {})
