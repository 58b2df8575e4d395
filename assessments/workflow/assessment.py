"""The course of an assessment: written, put to a manager, signed; an edit lets the signature lapse. [Rule A1]"""

from django.db.models import TextChoices

from trafficking_cases.lib.workflow import Workflow


class Status(TextChoices):
    """Where an assessment stands. The social worker writes and completes it; a manager signs it."""

    WRITING = "writing", "Being written"
    COMPLETED = "completed", "Completed, waits for a signature"
    SIGNED = "signed", "Signed"


WORKFLOW = Workflow(
    rule="A1",
    moves={
        Status.WRITING: frozenset({Status.COMPLETED}),
        Status.COMPLETED: frozenset({Status.WRITING, Status.SIGNED}),
        # An edit after the signature opens it again; the signed version is kept beside it.
        Status.SIGNED: frozenset({Status.WRITING}),
    },
)


class Part(TextChoices):
    """What is written of a child in an assessment, each a page of its own; the value is the column."""

    CHILD_NEEDS = "child_needs", "What the child needs"
    CAREGIVERS = "caregivers", "Whoever cares for the child, and whether they can"
    FAMILY_AND_SURROUNDINGS = "family_and_surroundings", "Family, home and surroundings"
    EXPLOITATION = "exploitation", "Exploitation: how, by whom, and the risk of it happening again"
    WISHES = "wishes", "What the child says and wants, in their own words"
    ANALYSIS = "analysis", "Analysis: what all of it means for the child"


class Category(TextChoices):
    """What an assessment leads to."""

    NO_CONCERN = "no_concern", "No apparent concern: watched until settled"
    EARLY_HELP = "early_help", "Early help"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    SECTION_47 = "section_47", "Section 47 enquiry"
    LOOKED_AFTER = "looked_after", "Looked after"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    TRANSFER = "transfer", "Transfer to another authority"


class Section(TextChoices):
    """What trafficked children need: the eight of the procedure, and recovery. [Rule A5; procedure 2, 5]"""

    INFORMED_PROFESSIONALS = "informed_professionals", "Professionals who know about trafficking"
    TRUSTED_PERSON = "trusted_person", "Somebody with time to build trust"
    SEPARATE_INTERVIEWS = "separate_interviews", "Interviews apart from any adult who may control the child"
    SAFE_PLACEMENT = "safe_placement", "A safe placement, kept confidential"
    LEGAL_ADVICE = "legal_advice", "Legal advice"
    TRACING = "tracing", "Care in tracing the family"
    RETURN_RISK = "return_risk", "Risk assessment before any return"
    LEGAL_STATUS = "legal_status", "Section 20 or an interim care order"
    RECOVERY = "recovery", "Recovery: health, trauma and education"


class MonitoringStatus(TextChoices):
    """Whether a child without apparent concern is still watched. [Rules A4, I5; procedure 4.4]"""

    WATCHED = "watched", "Watched"
    SETTLED = "settled", "Appropriately settled"
