from celery import shared_task
from django.utils import timezone

from trafficking_cases.children import grants
from trafficking_cases.lib.alone import alone


@shared_task
def lapse_grants() -> None:
    """Close the grants that are past their end. They carry nothing since; this removes what they left."""
    with alone("lapse_grants") as is_alone:
        if is_alone:
            grants.lapse(timezone.now())
