"""What is asked about a duty to notify. [Rules N1, N5; procedure 4.3, 4.4]"""

from trafficking_cases.web.forms import LongText, VerbForm


class NotArisingForm(VerbForm):
    """Why the duty does not arise."""

    because = LongText(
        label="Why does the duty not arise?",
        help_text="What you know now that was not known when it arose, and from whom. Doubt is no reason: suspicion is "
        "enough to refer.",
        max_length=5_000,
        error_messages={"required": "Say why the duty does not arise"},
    )
