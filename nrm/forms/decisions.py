"""What is asked about a letter of the competent authority. [Rule N10; procedure 4.3]"""

from collections.abc import Collection
from typing import Any

from django import forms

from nrm.workflow.decisions import RESULTS, DecidedBy, Result, Stage, Step, in_words
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, Radios, VerbForm

BETWEEN = ":"
HINTS = {
    (Stage.REASONABLE_GROUNDS, Result.POSITIVE): "Starts the recovery period of at least 30 days.",
    (Stage.REASONABLE_GROUNDS, Result.NEGATIVE): "Leaves 30 days to ask for reconsideration.",
    (Stage.CONCLUSIVE_GROUNDS, Result.NEGATIVE): "Leaves 30 days to ask for reconsideration.",
    (Stage.RECONSIDERATION, Result.NOT_REQUESTED): "Ends the referral; say why below.",
}


def said(step: Step) -> str:
    """A step as one value of a form."""
    return BETWEEN.join(step)


STEPS = [
    (stage.label, [(said((stage, result)), in_words((stage, result))) for result in Result if result in results])
    for stage, results in RESULTS.items()
]
LABELS = {value: label for _, group in STEPS for value, label in group}


class DecisionForm(VerbForm):
    """What the letter says, who decided, and when. The page offers what may follow; the rules judge the rest."""

    decision = forms.ChoiceField(
        label="What was decided?",
        choices=list(LABELS.items()),
        widget=Radios(hints={said(step): hint for step, hint in HINTS.items()}),
        error_messages={"required": "Choose what was decided"},
    )
    decided_by = forms.ChoiceField(
        label="Who decided?",
        help_text="As the letter says. It is never worked out from the child's age or status.",
        choices=DecidedBy.choices,
        widget=Radios,
        error_messages={"required": "Choose who decided; it stands on the letter"},
    )
    decided_on = DateField(
        label="What is the date on the letter?",
        help_text="The time limits run from this day, not from the day on which it came.",
        not_future=True,
        error_messages={"required": "Write the date on the letter"},
    )
    received_on = DateField(
        label="When did it come?", not_future=True, error_messages={"required": "Write the day on which it came"}
    )
    reasons = LongText(
        label="What reasons are given?",
        help_text="Needed where nobody asks for reconsideration, or the referral is suspended, withdrawn or ended.",
        max_length=10_000,
        required=False,
    )

    def __init__(self, *args: Any, following: Collection[Step] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if following:
            offered = {said(step) for step in following}
            widget: Any = self.fields["decision"].widget
            widget.choices = [(value, label) for value, label in LABELS.items() if value in offered]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if chosen := cleaned.pop("decision", ""):
            kind, result = chosen.split(BETWEEN)
            cleaned |= {"kind": Stage(kind), "result": Result(result)}
        return cleaned


class ToldForm(VerbForm):
    """Nothing to answer: the button says it."""
