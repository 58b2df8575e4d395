"""What a concern leaves behind: the draft, the referral, what was said about it, and the decision."""

from referrals.models.decisions import Consultation, Decision, Receipt
from referrals.models.drafts import Draft
from referrals.models.referrals import Referral, Sign, SuspectedExploitation

__all__ = ["Consultation", "Decision", "Draft", "Receipt", "Referral", "Sign", "SuspectedExploitation"]
