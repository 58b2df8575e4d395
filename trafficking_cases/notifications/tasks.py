from celery import shared_task
from django.utils import timezone

from trafficking_cases.lib.alone import alone
from trafficking_cases.notifications import outbox


@shared_task
def deliver() -> None:
    """One pass of the outbox. Safe to run twice; a second one beside it stands back."""
    with alone("deliver") as is_alone:
        if is_alone:
            outbox.deliver(timezone.now())
