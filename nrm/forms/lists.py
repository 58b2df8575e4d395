"""What is asked about the countries for which an asylum-seeking child is referred at once. [Rule N4]"""

from trafficking_cases.web.date_fields import DateField
from trafficking_cases.web.forms import PlainText, VerbForm


class CountryForm(VerbForm):
    """Which country, and from when until when."""

    country = PlainText(
        label="Which country?",
        help_text="For example “Vietnam”.",
        max_length=120,
        error_messages={"required": "Write the country"},
    )
    nationality = PlainText(
        label="What is somebody from there called?",
        help_text="For example “Vietnamese”. Both spellings are found in what is said of a child.",
        max_length=120,
        error_messages={"required": "Write the nationality"},
    )
    from_on = DateField(label="From which day?", error_messages={"required": "Write the first day"})
    until_on = DateField(label="Until which day?", help_text="Leave it empty while there is no end.", required=False)


class EndCountryForm(VerbForm):
    """Until when."""

    until_on = DateField(
        label="What is the last day on the list?",
        help_text="Duties that arose up to then stand.",
        error_messages={"required": "Write the last day"},
    )
