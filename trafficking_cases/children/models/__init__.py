"""The child, the case, who may see it and who may not, the adults around the child, and what happened."""

from trafficking_cases.children.models.adults import Adult, Standing
from trafficking_cases.children.models.barriers import Barrier, BarrierPerson
from trafficking_cases.children.models.cases import Allocation, Case, CaseGroupPermission, CaseUserPermission
from trafficking_cases.children.models.children import Child
from trafficking_cases.children.models.chronology import ChronologyEntry
from trafficking_cases.children.models.claims import AgeDecision, Claim, StandingOfClaim
from trafficking_cases.children.models.exploitation import Elements, Exploitation
from trafficking_cases.children.models.grants import Grant
from trafficking_cases.children.models.holds import Exemption, Hold
from trafficking_cases.children.models.papers import HolderAsked, Paper, StoredFile

__all__ = [
    "Adult",
    "AgeDecision",
    "Allocation",
    "Barrier",
    "BarrierPerson",
    "Case",
    "CaseGroupPermission",
    "CaseUserPermission",
    "Child",
    "ChronologyEntry",
    "Claim",
    "Elements",
    "Exemption",
    "Exploitation",
    "Grant",
    "Hold",
    "HolderAsked",
    "Paper",
    "Standing",
    "StandingOfClaim",
    "StoredFile",
]
