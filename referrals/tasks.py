from celery import shared_task
from django.utils import timezone

from referrals import drafts
from trafficking_cases.lib.alone import alone


@shared_task
def expire_drafts() -> None:
    """Remove the drafts whose seven days are over."""
    with alone("expire_drafts") as is_alone:
        if is_alone:
            drafts.expire(timezone.now())
