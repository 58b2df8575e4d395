"""What is asked about an adult around a child. [Rules C3, R4; procedure 2, 4.3, 4.4]"""

from django import forms

from trafficking_cases.children.workflow.adults import Ground, Relationship
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm


class AdultForm(VerbForm):
    """Who the adult is, what they are said to be, and whether they may be contacted."""

    name = PlainText(
        label="What is the adult called?",
        help_text="As they say it, in any script. Leave it empty if you do not know, and describe them.",
        max_length=200,
        required=False,
    )
    other_names = PlainText(label="Other names or spellings", max_length=200, required=False)
    description = LongText(
        label="What do they look like?",
        help_text="Needed where there is no name: height, hair, age, a car.",
        max_length=2_000,
        rows=2,
        required=False,
    )
    claimed_as = forms.ChoiceField(
        label="What are they said to be to the child?",
        choices=Relationship.choices,
        widget=Radios(
            hints={
                Relationship.APPROVED_CARER: "Placed or employed by the authority or its provider. Never on their own "
                "word.",
            }
        ),
        error_messages={"required": "Choose what they are said to be to the child"},
    )
    said_as = PlainText(
        label="In which words?",
        help_text="For example “her uncle”, or “the one who looks after him in England”.",
        max_length=120,
        required=False,
    )
    said_by = PlainText(
        label="Who says so?",
        help_text="For example “the man himself, on the telephone to the Police”.",
        max_length=200,
        error_messages={"required": "Write down who says so"},
    )
    reached_through = PlainText(
        label="How are they reached?", help_text="A number, or through whom.", max_length=200, required=False
    )
    do_not_contact = LongText(
        label="Must they not be contacted?",
        help_text="Say by which way and why, and it stands as a warning over the case. Leave it empty if they may be.",
        max_length=2_000,
        rows=3,
        required=False,
    )


class VerifyForm(VerbForm):
    """What a verification rests on."""

    ground = forms.ChoiceField(
        label="What does it rest on?",
        choices=Ground.choices,
        widget=Radios(hints={Ground.DOCUMENT_SEEN: "An original that you held, not a photograph of one."}),
        error_messages={"required": "Choose what it rests on"},
    )


class ReasonForm(VerbForm):
    """Why, so that whoever reads it later can weigh it."""

    reason = LongText(label="Why?", max_length=2_000, rows=4, error_messages={"required": "Say why"})
