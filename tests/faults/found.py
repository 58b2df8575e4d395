"""What the database holds after the faults; run by `manage.py shell` inside the installation, prints JSON."""

import json

from referrals.models import Referral
from trafficking_cases.audit.models import Event
from trafficking_cases.deadlines.models import Deadline, Reminder
from trafficking_cases.notifications.models import Mail, Notice
from trafficking_cases.people.models import User


def of(referral: Referral) -> dict[str, object]:
    notices = Notice.objects.filter(subject_id=referral.pk, kind="referral.received")
    clocks = Deadline.objects.filter(subject=referral.pk)
    return {
        "id": str(referral.pk),
        "concern": referral.concern,
        "child": referral.child.known_as,
        "signs": referral.signs.count(),
        "exploitation": referral.exploitation.count(),
        "receipts": int(hasattr(referral, "receipt")),
        "clocks": sorted(clocks.values_list("rule", flat=True)),
        "reminders": Reminder.objects.filter(deadline__in=clocks).count(),
        "audited": Event.objects.filter(subject_id=str(referral.pk), name="referral.received").count(),
        "told": sorted(notices.values_list("recipient__username", flat=True)),
        "mails": Mail.objects.filter(notice__in=notices).count(),
        "mails_waiting": Mail.objects.filter(notice__in=notices, status="waiting").count(),
    }


print(  # noqa: T201
    "FOUND "
    + json.dumps(
        {
            "referrals": [of(referral) for referral in Referral.objects.filter(concern__startswith="fault-")],
            "mails_to_come": Mail.objects.filter(status="waiting", lease_until=None).count(),
            "on_duty": sorted(User.objects.holding("duty_worker", "out_of_hours").values_list("username", flat=True)),
            "reminder_notices": list(Notice.objects.filter(key__startswith="reminder:").values_list("key", flat=True)),
        }
    )
)
