"""What the scheduler wakes."""

from celery import shared_task
from django.utils import timezone

from nrm.actions import drafts, duties
from trafficking_cases.lib.alone import alone


@shared_task
def take_in_nrm() -> None:
    """Raise the duties to notify that the facts of cases call for. Safe to run twice."""
    with alone("take_in_nrm") as is_alone:
        if is_alone:
            duties.take_in(timezone.now())


@shared_task
def expire_nrm_drafts() -> None:
    """Give up the NRM drafts whose 28 days are over."""
    with alone("expire_nrm_drafts") as is_alone:
        if is_alone:
            drafts.expire(timezone.now())
