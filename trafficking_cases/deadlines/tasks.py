from celery import shared_task
from django.utils import timezone

from trafficking_cases.deadlines import sweeping
from trafficking_cases.lib.alone import alone


@shared_task
def sweep() -> None:
    """One pass over what is due. Safe to run twice; a second one beside it stands back."""
    with alone("sweep") as is_alone:
        if is_alone:
            sweeping.sweep(timezone.now())
