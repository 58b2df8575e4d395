"""How well something said of a child's identity is known. Nothing is ever the last word. [Rule C2; procedure 3, 4.2]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """What is held of one claim. Whoever records it claims it; casework checks it."""

    CLAIMED = "claimed", "Claimed"
    VERIFIED = "verified", "Verified"
    BELIEVED_FALSE = "believed_false", "Believed false"
    PROVED_FALSE = "proved_false", "Proved false"


WORKFLOW = Workflow(
    rule="C2",
    moves={
        Status.CLAIMED: frozenset({Status.VERIFIED, Status.BELIEVED_FALSE, Status.PROVED_FALSE}),
        Status.VERIFIED: frozenset({Status.BELIEVED_FALSE, Status.PROVED_FALSE}),
        Status.BELIEVED_FALSE: frozenset({Status.VERIFIED, Status.PROVED_FALSE}),
        Status.PROVED_FALSE: frozenset({Status.VERIFIED}),
    },
)

# What somebody can say of a claim when they check it.
CHECKS = (Status.VERIFIED, Status.BELIEVED_FALSE, Status.PROVED_FALSE)
# Nobody may rely on these; they are kept, because a child may be looked for under them.
FALSE = frozenset({Status.BELIEVED_FALSE, Status.PROVED_FALSE})


class Kind(TextChoices):
    """What a claim is about."""

    NAME = "name", "Name"
    BIRTH_DATE = "birth_date", "Date of birth"
    NATIONALITY = "nationality", "Nationality"
    LANGUAGE = "language", "Language"
    ASYLUM = "asylum", "Asylum claim"
    IDENTIFIER = "identifier", "Number or reference"


# A child has one name, one birth and one asylum claim to work with; of the others there may be several.
ONE_TO_WORK_WITH = frozenset({Kind.NAME, Kind.BIRTH_DATE, Kind.ASYLUM})
# By these a child is looked for.
SOUGHT_BY = (Kind.NAME, Kind.IDENTIFIER)


class NameKind(TextChoices):
    """What a name is to the child."""

    USED = "used", "Name the child uses"
    ALIAS = "alias", "Another name"
    NICKNAME = "nickname", "Nickname, or name used while exploited"
    ON_PAPER = "on_paper", "Name on a document"


class Asylum(TextChoices):
    """Whether the child is known to be seeking asylum. [Rule N4; procedure 4.3]"""

    SEEKING = "seeking", "Seeking asylum"
    INTENDS = "intends", "Says that they will ask for asylum"
    NOT_SEEKING = "not_seeking", "Not seeking asylum"


class Accuracy(TextChoices):
    """How exactly a date of birth is given."""

    EXACT = "exact", "An exact date"
    MONTH = "month", "A month and a year"
    YEAR = "year", "A year"
    AGE = "age", "An age in years"


class AgeOutcome(TextChoices):
    """What an age decision says. Until there is one, a doubted age is a child's. [Rule C1; procedure 2]"""

    CHILD = "child", "Under 18"
    ADULT = "adult", "18 or over"


class AgeBasis(TextChoices):
    """What an age decision rests on."""

    LOCAL_AUTHORITY = "local_authority", "Age assessment by two social workers"
    NATIONAL_BOARD = "national_board", "National Age Assessment Board"
    DOCUMENT = "document", "Document checked as genuine"
    COURT = "court", "Court"
    ACCEPTED = "accepted", "Claimed age accepted, with no reason to doubt it"
