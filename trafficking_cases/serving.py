"""How gunicorn serves the pages: `--config python:trafficking_cases.serving`, in a trial and in production alike."""

import os
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from trafficking_cases.web.logging import configuration

workers = 2
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 10
# The socket for commands to a running gunicorn would lie in the home folder of whoever starts it.
control_socket_disable = True
# What gunicorn itself says goes through the same list of allowed keys as everything else.
logconfig_dict = dict(configuration(os.environ.get("LOG_LEVEL") or "INFO"))
logconfig_dict["loggers"] = {
    **logconfig_dict["loggers"],
    "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
}


def on_starting(_server: Any) -> None:
    """Once, before any process serves: a vault that is missing or locked with other keys stops the start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafficking_cases.settings")
    try:
        django.setup()
        import_string("trafficking_cases.whereabouts.starting.prove")()
    except ImproperlyConfigured as wrong:
        raise SystemExit(str(wrong)) from None
