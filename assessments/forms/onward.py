"""What is asked about an onward step, and about the one way past a hold. [Rule M2]"""

from django import forms

from assessments.workflow.agreement import StepStatus
from trafficking_cases.children.models.holds import OnwardStep
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm


class StepForm(VerbForm):
    """Which step."""

    step = forms.ChoiceField(
        label="Which step?", choices=OnwardStep.choices, widget=Radios, error_messages={"required": "Choose the step"}
    )


class PlanForm(StepForm):
    """Which step is planned, for when and why."""

    planned_for = DateField(label="For which day?", error_messages={"required": "Give the day"})
    reasons = LongText(
        label="Why is this right for the child?", max_length=5_000, rows=4, error_messages={"required": "Say why"}
    )


class EndForm(VerbForm):
    """What became of a step."""

    became = forms.ChoiceField(
        label="What became of it?",
        choices=[choice for choice in StepStatus.choices if choice[0] != StepStatus.PLANNED],
        widget=Radios,
        error_messages={"required": "Choose what became of it"},
    )


class AskExemptionForm(StepForm):
    """Which step cannot wait, and why."""

    reason = LongText(
        label="Which court or statute requires it, and why can it not wait?",
        help_text="The service manager reads this.",
        max_length=400,
        rows=4,
        error_messages={"required": "Say which court or statute requires it, and why it cannot wait"},
    )


class ExemptForm(StepForm):
    """What requires the step, by when, and why it cannot wait."""

    required_by = PlainText(
        label="Which court order or statute requires it?",
        help_text="For example “interim care order, Fenmarch Family Court” or “section 20(1)”.",
        max_length=200,
        error_messages={"required": "Say which court order or statute requires it"},
    )
    required_on = DateField(
        label="By which day does it require it?", error_messages={"required": "Give the day by which it is required"}
    )
    reason = LongText(
        label="Why can it not wait until the agencies meet?",
        help_text="This stands on the agenda of their meeting.",
        max_length=2_000,
        rows=4,
        error_messages={"required": "Say why it cannot wait"},
    )
