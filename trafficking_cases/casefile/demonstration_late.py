"""What is late in the demonstration, each with the reason that somebody wrote down."""

from referrals.models import Referral
from trafficking_cases.casefile.demonstration_story import Story, live_allocation
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines.models import Deadline, DeadlineQuerySet

# By child and promise. A promise that is still in time on the day of the making needs no reason.
REASONS = (
    (
        "Dorin Codreanova",
        "ICP-01",
        "The chair was ill on the day. It is held on the next free one; the school’s driver brings him meanwhile.",
    ),
    (
        "Folake Adebrook",
        "NRM-01",
        "What was said through the woman is not relied on, and she had to be heard anew. She sleeps at a carer’s.",
    ),
    (
        "Reece Thistlecroft",
        "NRM-01",
        "He told it to his youth worker in the evening. It is signed today; he is at his grandmother’s with us near.",
    ),
    (
        "Reece Thistlecroft",
        "STR-01",
        "The Police officer who knows the line is free only now. He is at his grandmother’s with us near.",
    ),
    (
        "Kofi Harbourlane",
        "NRM-01",
        "It waits for what the strategy discussion finds. He was not sent back to the boat.",
    ),
    (
        "Kofi Harbourlane",
        "STR-01",
        "The Police asked to see the boat first. He was not sent back to it.",
    ),
)


def explain(story: Story) -> None:
    """Write down why what is late is late, as whoever holds the case does."""
    for name, rule, reason in REASONS:
        case = Case.objects.get(child__known_as=name)
        for late in _late(story).filter(case=case, rule=rule):
            deadlines.explain_lateness(late, reason=reason, by=live_allocation(case).worker, at=story.now)
    waiting = Referral.objects.get(child__known_as="Tia Marlowick")
    reason = "The school could not say which adult is safe to ring; it asks her. She is with the nurse meanwhile."
    for late in _late(story).filter(subject=waiting.pk):
        deadlines.explain_lateness(late, reason=reason, by=story["duty.worker"], at=story.ago(20))


def _late(story: Story) -> DeadlineQuerySet:
    return Deadline.objects.running().filter(due_at__lt=story.now)
