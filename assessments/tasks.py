from celery import shared_task

from assessments.actions import strategy_clocks
from trafficking_cases.lib.alone import alone


@shared_task
def take_in_strategy() -> None:
    """Start the clocks that signed decisions ask for, and bring earlier protection onto its case."""
    with alone("take_in_strategy") as is_alone:
        if is_alone:
            strategy_clocks.take_in()
