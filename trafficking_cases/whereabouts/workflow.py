"""What is kept in the vault, and for what it may be opened. [Rule P1; procedure 2, 5, 7]"""

from django.db.models import TextChoices


class Field(TextChoices):
    """What gives a place away. All six are kept for every placement, filled or not."""

    ADDRESS = "address", "Address"
    CARER = "carer", "Carer"
    TELEPHONE = "telephone", "Telephone at the placement"
    SCHOOL = "school", "School"
    SURGERY = "surgery", "Surgery"
    TRANSPORT = "transport", "Transport"


class LookPurpose(TextChoices):
    """Why somebody opens it now."""

    VISIT = "visit", "To visit the child, or take them somewhere"
    DANGER = "danger", "The child may be in danger, or is missing"
    PLACEMENT = "placement", "To check or change the placement"
    OTHER = "other", "Another reason"


class GrantPurpose(TextChoices):
    """What somebody is let in for."""

    PROTECTION = "protection", "To protect the child where they live"
    VISITS = "visits", "To visit the child"
    HEALTH = "health", "To look after the child's health"
    ARRANGEMENTS = "arrangements", "To arrange or pay for the placement"
    OTHER = "other", "Another reason"


class Ended(TextChoices):
    """Why a right that was given is over."""

    MOVED = "moved", "The child moved"
    WITHDRAWN = "withdrawn", "It was taken back"
