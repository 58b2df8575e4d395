from celery import shared_task
from django.utils import timezone

from assessments.actions import assessment, enquiry
from trafficking_cases.lib.alone import alone


@shared_task
def take_in_enquiries_started() -> None:
    """Start the enquiries that strategy discussions decided on, and the clocks of assessments."""
    with alone("take_in_enquiries_started") as is_alone:
        if is_alone:
            enquiry.take_in(timezone.now())
            assessment.take_in(timezone.now())
