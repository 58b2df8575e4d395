"""The NRM: the duty, the referral, the Police review, what was decided, and the guardian."""

from nrm.models.decisions import AuthorityDecision, GuardianReferral
from nrm.models.duties import Duty, ListedCountry
from nrm.models.referrals import Answer, NrmReferral, SealedCopy
from nrm.models.reviews import Question, Review

__all__ = [
    "Answer",
    "AuthorityDecision",
    "Duty",
    "GuardianReferral",
    "ListedCountry",
    "NrmReferral",
    "Question",
    "Review",
    "SealedCopy",
]
