"""Every verb that somebody may or may not be allowed, once."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may do here, in words that complete "may …"."""

    USE_SERVICE = "use_service"
    REPORT_CONCERN = "report_concern"
    READ_OUTCOME = "read_outcome"
    READ_REFERRAL = "read_referral"
    READ_FRONT_DOOR = "read_front_door"
    CLAIM_REFERRAL = "claim_referral"
    RECORD_CONSULTATION = "record_consultation"
    PROPOSE_DECISION = "propose_decision"
    SIGN_DECISION = "sign_decision"
    READ_CASE = "read_case"
    RECORD_ADULT = "record_adult"
    ALLOCATE_CASE = "allocate_case"
    EXPORT_SUMMARY = "export_summary"
    READ_AUDIT = "read_audit"

    @property
    def sentence(self) -> str:
        """What the permission allows, as it is read out to whoever gives it."""
        return SENTENCES[self]


SENTENCES = {
    Permission.USE_SERVICE: "sign in, see their own work and their own notices",
    Permission.REPORT_CONCERN: "report a concern about a child",
    Permission.READ_OUTCOME: "see what became of what they reported, as far as they may know it",
    Permission.READ_REFERRAL: "read a referral that has come to them or to their front door",
    Permission.READ_FRONT_DOOR: "see the board of referrals that wait for a decision in their authority",
    Permission.CLAIM_REFERRAL: "take on a referral, so that everybody knows who is working on it",
    Permission.RECORD_CONSULTATION: "record what the Police, the referrer and others said",
    Permission.PROPOSE_DECISION: "write the decision on a referral for a manager to sign",
    Permission.SIGN_DECISION: "sign a decision that somebody else wrote, and open the case",
    Permission.READ_CASE: "open a case to which they have a relation",
    Permission.RECORD_ADULT: "see and record the adults around a child, and say who is verified, doubted or of concern",
    Permission.ALLOCATE_CASE: "say which social worker holds a case",
    Permission.EXPORT_SUMMARY: "export the summary of a case as a PDF",
    Permission.READ_AUDIT: "read who did what, without any of the values",
}

# What a relation to a case may carry. The other verbs concern a person's function, whichever the case.
ON_A_CASE = frozenset(
    {
        Permission.READ_CASE,
        Permission.READ_REFERRAL,
        Permission.RECORD_ADULT,
        Permission.ALLOCATE_CASE,
        Permission.EXPORT_SUMMARY,
    }
)
