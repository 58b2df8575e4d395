"""Invented content for the page that shows every part once."""

from typing import Any

from django import forms

from trafficking_cases.lib.errors import Reason
from trafficking_cases.web.date_fields import DateField, MomentField
from trafficking_cases.web.forms import Checkboxes, LongText, PlainText, Radios, Tiles
from trafficking_cases.web.shapes import (
    Barred,
    Cell,
    Clock,
    Column,
    Entry,
    Fact,
    Figure,
    Link,
    Part,
    Place,
    Row,
    Step,
    TableRow,
    Tag,
    Way,
)


class ExampleForm(forms.Form):
    """One question of each kind."""

    reach = PlainText(
        label="How can we reach you?",
        help_text="A number or an e-mail address that only you answer.",
        max_length=100,
        error_messages={"required": "Give a number or an e-mail address we can reach you on"},
    )
    family = forms.ChoiceField(
        label="May we contact the family or the adults the child is with?",
        choices=[("yes", "Yes, it is safe"), ("no", "No, do not contact them"), ("unknown", "I do not know")],
        widget=Radios(
            reveals={"no": ["barred"]}, hints={"unknown": "A good answer. Nobody is contacted until we know."}
        ),
        initial="no",
    )
    barred = LongText(label="Who, and why not?", required=False, rows=3, max_length=400)
    seen_on = DateField(label="When did you last see the child?", help_text="For example, 27 3 2026", not_future=True)
    found_at = MomentField(label="When was the child found?", required=False, not_future=True)
    concern = LongText(
        label="What worries you?", help_text="In your own words. Keep the child's words as they were said."
    )
    signs = forms.MultipleChoiceField(
        label="Which signs have you seen?",
        required=False,
        choices=[
            ("Money and things", [("money", "Money with no explanation"), ("phone", "More than one telephone")]),
            ("Going missing", [("missing", "Goes missing again and again")]),
        ],
        widget=Checkboxes(hints={"phone": "Or a telephone that somebody else answers."}),
    )
    danger = forms.ChoiceField(
        label="Is the child in danger now?",
        choices=[("now", "Yes, now"), ("missing", "May go missing"), ("no", "No")],
        widget=Tiles,
    )
    language = forms.ChoiceField(
        label="Which language does the child speak best?",
        required=False,
        choices=[("", "I do not know"), ("sq", "Albanian"), ("ar", "Arabic"), ("vi", "Vietnamese")],
    )
    password = forms.CharField(label="Password", required=False, widget=forms.PasswordInput)
    told = forms.BooleanField(label="I have told the child what happens next", required=False)


SHOWN: dict[str, Any] = {
    "solid": ["ink", "muted", "pine", "link", "edge", "page", "sunk", "focus"],
    "toned": ["brick", "amber", "slate", "leaf", "plum"],
    "clocks": [
        ("Overdue", Clock("over", "2 h 10 min late")),
        ("Due today, or within a day", Clock("today", "13:00 · 2 h 20")),
        ("Within seven days", Clock("soon", "Wed 25, 17:00")),
        ("Later", Clock("later", "Wed 6 Jan")),
        ("Waiting on others", Clock("waiting", "Waiting: Home Office")),
        ("Blocked by a rule", Clock("blocked", "Blocked")),
        ("Met", Clock("met", "Held in 41 h")),
    ],
    "facts": [
        Fact("Languages", "Vietnamese; a little English"),
        Fact("Nobody has written it"),
        Fact("Asked, no answer known", none="not_known", none_text="Not known – asked 16 Nov"),
        Fact("Asked, chose not to say", none="declined"),
        Fact("Does not arise", none="not_applicable"),
        Fact("Kept from this reader", none="withheld", none_text="Withheld from the Police"),
        Fact("Kept in the vault", none="withheld", none_text="Kept with the placement"),
    ],
    "answers": [
        Fact("In danger now", "No, but may go missing", change="#"),
        Fact(
            "Your concern", "She has a second telephone and says she “owes”.\nShe went quiet when I asked.", change="#"
        ),
        Fact("Where the child lives now", none_text="Left empty", change="#"),
    ],
    "barred": [
        Barred(who="Duc Haverin", text="who says he is her uncle, by any means. He may be complicit.", rule="R4"),
        Barred(text="Do not ring the child's old telephone. Somebody else answers it."),
    ],
    "refused_ways": [
        Way("Take him off the list and plan it", name="then", value="plan", note="14:00 still holds"),
        Way("Plan a separate interview with him", "#", note="on another day"),
        Way("Record how his relationship was verified", "#", note="if it was"),
    ],
    "refused_because": [
        Reason("A1", "No adult who says that they are a parent, sponsor or carer is there at the interview."),
        Reason("S2", "The child and the family are never interviewed together."),
    ],
    "refused_happened": {
        "text": "Then write it down as it was. It is recorded as a breach, and the manager is told.",
        "href": "#",
    },
    "rows": [
        Row(
            "Tell the referrer the outcome",
            "#",
            Clock("over", "2 h 10 min late"),
            aside="– Besa Korrindi, 17",
            reference="C-2431",
            meta="Was due today 08:30.",
            rules=["R3"],
            why=["Decision signed Thursday 19 November, 17:10, after hours.", "So it counts from Friday 20 November."],
            action=Link("Record it", "#", kind="2", hidden="the outcome, C-2431"),
        ),
        Row(
            "Decide on the referral",
            "#",
            Clock("today", "17:00 · 6 h 20"),
            aside="– Trầm Thị Ngọc Ánh, about 15",
            reference="C-2417",
            tag=Tag("Claimed", "amber"),
            why=["Received Friday 20 November, 17:40, after hours.", "One working day: Tuesday 24 November, 17:00."],
            why_open=True,
            action=Link("Decide", "#", hidden="C-2417"),
        ),
    ],
    "drafts": [Row("Referral, no name yet", "#", meta="Saved Friday 16:02", action=Link("Resume", "#", kind="2"))],
    "columns": [
        Column("Time left"),
        Column("Urgency"),
        Column("Child and concern"),
        Column("From"),
        Column("With"),
        Column("Action", hidden=True),
    ],
    "steps": [
        Step("Is the child in danger now?", "done", "#"),
        Step("Your concern", "done", "#"),
        Step("Safe contact", "bad", current=True),
        Step("What you know of the child", "later"),
        Step("Check your answers", "later"),
    ],
    "entries": [
        Entry("Fri 20 Nov 11:00", "Initial health assessment done.", "significant", "Health", "Summary shared."),
        Entry("Today 08:10", "Silver estate car outside, twice", "ordinary", "Carer", href="#"),
        Entry("Sat 14 Nov 16:40", "A relative interpreted at the surgery.", "breach", "Health", rule="S3"),
        Entry("7 and 8 November: nothing recorded", kind="gap"),
    ],
    "tabs": [Place("Now", "#", current=True), Place("Chronology", "#", count=64), Place("People", "#", count=9)],
    "pills": [
        Place("Waiting", "#", current=True, count=9),
        Place("Unclaimed", "#", count=4),
        Place("Mine", "#", count=0),
        Place("Decided today", "#", count=4),
    ],
    "strip": [
        Figure("overdue", 2, "#", "hot"),
        Figure("due today", 4, "#", "warm"),
        Figure("next 7 days", 6, "#"),
        Figure("with others", 5, "#"),
        Figure("drafts", 3, "#"),
    ],
    "status": [
        Part("Referral", "Accepted", "Fri 20 Nov"),
        Part("Allocated", "Priya Holdernest"),
        Part("Missing", "Not missing", "Likely to go missing: high"),
    ],
    "actions": [Link("Add to the case", "#", "2", "plus"), Link("Report missing", "#", "danger")],
    "icons": [
        *("clock", "over", "pause", "stop", "check", "save", "alert", "up", "nocall", "call", "lock", "eye", "bell"),
        *("search", "person", "people", "home", "inbox", "menu", "file", "flag", "plus", "car", "door", "speech"),
        *("heart", "camera", "shield", "dots"),
    ],
}
SHOWN["table_rows"] = [
    TableRow(
        [
            Cell("35 min late", look="nw il"),
            Cell("Immediate danger", look="nw il"),
            Cell("Boy, about 14, name not given. Found in a locked van", header=True),
            Cell("Police, roads unit"),
            Cell("Nobody yet"),
            Cell("Open", look="r nw"),
        ],
        tone="hot",
    ),
    TableRow(
        [
            Cell("Tue 24, 09:50", look="nw il"),
            Cell("Standard", look="nw il"),
            Cell("Jonah Askerwell, 16. Found 60 miles away", header=True),
            Cell("Youth justice"),
            Cell("You"),
            Cell("Decide", look="r nw"),
        ],
        tone="mine",
    ),
]
