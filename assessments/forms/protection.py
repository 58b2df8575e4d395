"""What is asked when a child was protected at once: who did it and when, and nothing else that is needed."""

from django import forms

from assessments.models.protection import TakenBy
from trafficking_cases.web.date_fields import MomentField
from trafficking_cases.web.forms import LongText, Tiles, VerbForm


class ProtectForm(VerbForm):
    """Who protected the child, and when. [Rule R6]"""

    taken_by = forms.ChoiceField(
        label="Who protected the child?",
        choices=TakenBy.choices,
        widget=Tiles(),
        error_messages={"required": "Choose who protected the child"},
    )
    at = MomentField(label="When?", not_future=True, error_messages={"required": "Write when the child was protected"})
    what = LongText(
        label="What was done?",
        help_text="It can wait: police protection, an order, or what it was. Not where the child is now.",
        max_length=5_000,
        rows=4,
        required=False,
    )
