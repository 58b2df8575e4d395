"""The duty to notify: it stands until the Home Office has the referral. [Rule N1; procedure 4.3, 4.4]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where a duty stands. Facts raise it; a first responder meets it, or says why it does not arise."""

    OPEN = "open", "To be met"
    MET = "met", "Met"
    NOT_ARISING = "not_arising", "Does not arise"


WORKFLOW = Workflow(
    rule="N1",
    moves={
        Status.OPEN: frozenset({Status.MET, Status.NOT_ARISING}),
        Status.MET: frozenset(),
        Status.NOT_ARISING: frozenset(),
    },
)


class Ground(TextChoices):
    """Which rule raised the duty. [Rules N1, N3, N4; procedure 4.3, 4.4]"""

    SUSPICION = "N1", "Exploitation is suspected or known"
    SEXUAL_OR_CRIMINAL = "N3", "Sexual or criminal exploitation"
    LISTED_COUNTRY = "N4", "Seeking asylum, from a listed country: at once"
