"""What is asked about a child's papers, their copies and the photograph. [Rule A3; procedure 4.4]"""

from django import forms

from trafficking_cases.children.models.papers import Answer, HeldBy, PaperKind
from trafficking_cases.children.workflow.claims import Status
from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import LongText, PlainText, Radios, VerbForm
from trafficking_cases.web.uploads import ReadFileField

KEPT = "A JPEG or PNG picture or a PDF, of at most 10 MB."


class PaperAnswersForm(VerbForm):
    """What the document is, who holds it and what it says."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=PaperKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of document it is"},
    )
    held_by = forms.ChoiceField(
        label="Who holds the original?",
        choices=HeldBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who holds the original"},
    )
    source = PlainText(
        label="From whom do you know of it?",
        help_text="For example “the child showed it”, or “the school, by telephone”.",
        max_length=200,
        error_messages={"required": "Write down from whom you know of it"},
    )
    number = PlainText(label="Which number does it bear?", max_length=60, required=False)
    says = LongText(
        label="What does it say of the child?",
        help_text="Name, date and place of birth, nationality, dates of travel: as they stand there, true or not.",
        max_length=2_000,
        rows=3,
        required=False,
    )
    original_seen_on = DateField(
        label="When did you see the original?",
        help_text="Leave it empty if you saw a picture of it, or only heard of it.",
        not_future=True,
        required=False,
    )
    no_copy_because = PlainText(
        label="If there is no copy yet, why not?",
        help_text="For example “the Police hold it and send a copy”. The copy can follow at any time.",
        max_length=500,
        required=False,
    )


class PaperForm(PaperAnswersForm):
    """The same with the copy, which only a browser can send."""

    field_order = ("kind", "held_by", "source", "number", "says", "original_seen_on", "file", "no_copy_because")
    file = ReadFileField(label="Copy", help_text=f"{KEPT} Choose it again if this page comes back.", required=False)


class CopyForm(VerbForm):
    """The copy of a document that was recorded without one."""

    file = ReadFileField(label="Copy", help_text=KEPT, error_messages={"required": "Choose the copy"})


class PhotographForm(VerbForm):
    """The photograph, and when it was taken."""

    file = ReadFileField(
        label="Photograph",
        help_text="A JPEG or PNG picture of at most 10 MB. The place and the camera are taken out of it.",
        error_messages={"required": "Choose the photograph"},
    )
    taken_on = DateField(
        label="When was it taken?", not_future=True, error_messages={"required": "Write the day on which it was taken"}
    )


class CheckPaperForm(VerbForm):
    """What a document was found to be, and on what ground."""

    found = forms.ChoiceField(
        label="What was it found to be?",
        choices=[choice for choice in Status.choices if choice[0] != Status.CLAIMED],
        widget=Radios(
            hints={
                Status.VERIFIED: "Genuine, and about this child.",
                Status.BELIEVED_FALSE: "Forged, altered or somebody else’s, as far as anybody can tell.",
                Status.PROVED_FALSE: "Whoever issued it, or whoever examined it, says so.",
            }
        ),
        error_messages={"required": "Choose what it was found to be"},
    )
    because = LongText(
        label="What does that rest on?",
        help_text="Who looked at it, and what they found.",
        max_length=2_000,
        rows=4,
        error_messages={"required": "Say what it rests on"},
    )


class AskHolderForm(VerbForm):
    """Who was asked for documents and held none, or cannot be asked."""

    holder = forms.ChoiceField(
        label="Who may hold documents?",
        choices=HeldBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who was asked"},
    )
    answer = forms.ChoiceField(
        label="What came of it?",
        help_text="Where they do hold something, record the document instead.",
        choices=Answer.choices,
        widget=Radios(
            hints={Answer.NOT_ASKED: "Because it would put the child at risk, or because nobody can reach them."}
        ),
        error_messages={"required": "Choose what came of it"},
    )
    said = PlainText(
        label="In which words, or why not?",
        help_text="For example “Says the driver took her passport”.",
        max_length=500,
        error_messages={"required": "Write down what was said, or why they cannot be asked"},
    )
