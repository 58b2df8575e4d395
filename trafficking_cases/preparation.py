"""Brings the tables up to date, as their owner: `python -m trafficking_cases.preparation`."""

import django
from django.core.management import call_command


def prepare() -> None:
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


if __name__ == "__main__":
    prepare()
