"""The kinds of placement, and the orders under which a child is placed. [Rule P5; procedure 2, 5, 7]"""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What sort of place it is. It says nothing of where."""

    FOSTER_CARE = "foster_care", "Foster care"
    KINSHIP_CARE = "kinship_care", "With relatives or friends who are approved"
    CHILDRENS_HOME = "childrens_home", "Children’s home"
    SUPPORTED = "supported", "Supported accommodation"
    SECURE = "secure", "Secure children’s home"
    OTHER = "other", "Somewhere else"
    HOSPITAL = "hospital", "Hospital, for a time"
    RESPITE = "respite", "Respite care, for a time"
    CUSTODY = "custody", "Custody, for a time"


# A stay that lies inside a placement and does not end it.
FOR_A_TIME = (Kind.HOSPITAL, Kind.RESPITE, Kind.CUSTODY)
MAIN = tuple(kind for kind in Kind if kind not in FOR_A_TIME)


class LegalStatus(TextChoices):
    """Under what a child is placed. [Rule P5; procedure 2, 5, 7]"""

    SECTION_20 = "section_20", "Section 20, accommodated by agreement"
    INTERIM_CARE_ORDER = "interim_care_order", "Interim care order"
    CARE_ORDER = "care_order", "Care order"
    EMERGENCY_PROTECTION = "emergency_protection", "Emergency protection order"
    POLICE_PROTECTION = "police_protection", "Police protection"
    REMAND = "remand", "Remanded to the care of the authority"
    NONE = "none", "None of these"


class Arranged(TextChoices):
    """How it came about."""

    PLANNED = "planned", "Planned"
    EMERGENCY = "emergency", "In an emergency"


class Unaccompanied(TextChoices):
    """Whether the child seeks asylum here without a family. [Rule P5; procedure 2, 5, 7]"""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class EndedWhy(TextChoices):
    """Why a placement is over."""

    MOVED = "moved", "Moved to another placement"
    HOME = "home", "Went home, or to family"
    OF_AGE = "of_age", "Turned 18"
    RETURNED = "returned", "The stay for a time is over"
    OTHER = "other", "Another reason"
