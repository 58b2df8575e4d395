"""What is found without anybody asking. Each sweep is a doorway: the rules are in the actions."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from assessments.actions import assessment, enquiry, strategy_clocks
from assessments.actions import look_back as looking
from trafficking_cases.lib.alone import alone

# What changed in the last hours is looked at each minute; everything, now and then.
CHANGED_LATELY = timedelta(hours=6)


@shared_task
def take_in_strategy() -> None:
    """Start the clocks that signed decisions ask for, and bring earlier protection onto its case."""
    with alone("take_in_strategy") as is_alone:
        if is_alone:
            strategy_clocks.take_in()


@shared_task
def take_in_enquiries_started() -> None:
    """Start the enquiries that strategy discussions decided on, and the clocks of assessments."""
    with alone("take_in_enquiries_started") as is_alone:
        if is_alone:
            enquiry.take_in(timezone.now())
            assessment.take_in(timezone.now())


@shared_task
def look_back() -> None:
    """Check what was planned and held against what has changed of the adults. [Rules C3, S2, A1]"""
    now = timezone.now()
    with alone("look_back") as is_alone:
        if is_alone:
            looking.take_in(now, since=now - CHANGED_LATELY)


@shared_task
def look_back_on_everything() -> None:
    """The same for every case, so that nothing is missed while nothing ran."""
    with alone("look_back") as is_alone:
        if is_alone:
            looking.take_in(timezone.now())
