from celery import shared_task
from django.utils import timezone

from trafficking_cases.casefile import birthdays
from trafficking_cases.lib.alone import alone


@shared_task
def prompt_birthdays() -> None:
    """Count the prompts before each 18th birthday from the date of birth that is worked with now."""
    with alone("prompt_birthdays") as is_alone:
        if is_alone:
            birthdays.take_in(timezone.now())
