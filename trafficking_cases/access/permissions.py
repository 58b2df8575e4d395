"""Every verb that somebody may or may not be allowed, once."""

from enum import StrEnum

from trafficking_cases.lib.errors import Reason


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
    RECORD_PROTECTION = "record_protection"
    READ_CASE = "read_case"
    RECORD_IDENTITY = "record_identity"
    READ_PAPERS = "read_papers"
    RECORD_EXPLOITATION = "record_exploitation"
    RECORD_ADULT = "record_adult"
    ALLOCATE_CASE = "allocate_case"
    EXPORT_SUMMARY = "export_summary"
    HOLD_STRATEGY = "hold_strategy"
    READ_ENQUIRY = "read_enquiry"
    WRITE_ENQUIRY = "write_enquiry"
    SIGN_ENQUIRY = "sign_enquiry"
    READ_INTERVIEW = "read_interview"
    PLAN_INTERVIEW = "plan_interview"
    TAKE_PART = "take_part"
    OVERRIDE_HOLD = "override_hold"
    RECORD_ENFORCEMENT = "record_enforcement"
    READ_NRM = "read_nrm"
    DRAFT_NRM = "draft_nrm"
    SIGN_NRM = "sign_nrm"
    RECORD_NRM_DECISION = "record_nrm_decision"
    REVIEW_NRM = "review_nrm"
    READ_PLACEMENT = "read_placement"
    RECORD_PLACEMENT = "record_placement"
    REVEAL_WHEREABOUTS = "reveal_whereabouts"
    GRANT_WHEREABOUTS = "grant_whereabouts"
    KEEP_LISTS = "keep_lists"
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
    Permission.RECORD_PROTECTION: "record that a child was protected at once, before anything else is filled in",
    Permission.READ_CASE: "open a case to which they have a relation",
    Permission.RECORD_IDENTITY: "record who a child is said to be, and the papers that were seen",
    Permission.READ_PAPERS: "open copies of a child's papers, and the photograph",
    Permission.RECORD_EXPLOITATION: "record a form of exploitation that they suspect or know of",
    Permission.RECORD_ADULT: "see and record the adults around a child, and say who is verified, doubted or of concern",
    Permission.ALLOCATE_CASE: "say which social worker holds a case",
    Permission.EXPORT_SUMMARY: "export the summary of a case as a PDF",
    Permission.HOLD_STRATEGY: "convene a strategy discussion and record what it decided",
    Permission.READ_ENQUIRY: "read strategy discussions, enquiries, assessments and minutes",
    Permission.WRITE_ENQUIRY: "write the Section 47 enquiry and the assessment, and convene the multi-agency meeting",
    Permission.SIGN_ENQUIRY: "sign an enquiry, an assessment or minutes that somebody else wrote",
    Permission.READ_INTERVIEW: "read what a child or an adult said in an interview",
    Permission.PLAN_INTERVIEW: "plan an interview and record what was said in it",
    Permission.TAKE_PART: "say what their agency agrees to, and what help it gave",
    Permission.OVERRIDE_HOLD: "let a step go ahead that a court or a statute requires before the agencies have agreed",
    Permission.RECORD_ENFORCEMENT: "record what law enforcement decided",
    Permission.READ_NRM: "read the NRM referrals of a case, less where the child is staying",
    Permission.DRAFT_NRM: "write an NRM referral for a first responder to sign",
    Permission.SIGN_NRM: "sign an NRM referral for their first responder organisation, and record that it was sent",
    Permission.RECORD_NRM_DECISION: "record what the competent authority decided, and the guardian",
    Permission.REVIEW_NRM: "review NRM referrals for the Police and record whether a crime is investigated",
    Permission.READ_PLACEMENT: "know that a child is placed, of which kind and since when, and never where",
    Permission.RECORD_PLACEMENT: "record a placement, a move, and where the child is then",
    Permission.REVEAL_WHEREABOUTS: "open where a placed child is, with a right of their own and their reason on record",
    Permission.GRANT_WHEREABOUTS: "let one other person open one placement, for a time and a reason",
    Permission.KEEP_LISTS: "keep the register of interpreters and the lists that rules depend on",
    Permission.READ_AUDIT: "read who did what, without any of the values",
}

# What a rule gives to some and keeps from everybody else on a case. Whoever is turned away is told which rule it is.
RESERVED = {
    Permission.RECORD_ENFORCEMENT: Reason(
        "M6", "Law enforcement is for the Police: they record what they decide. Record the help that your agency gave."
    ),
    Permission.REVIEW_NRM: Reason(
        "M6", "Only the Police record whether a crime is investigated. Ask the Police unit that has the referral."
    ),
    Permission.OVERRIDE_HOLD: Reason(
        "M2", "Only a service manager lets a step go ahead before the agencies agreed. Ask them, with the reason."
    ),
}

# What a relation to a case may carry. The other verbs concern a person's function, whichever the case.
ON_A_CASE = frozenset(
    {
        Permission.READ_CASE,
        Permission.READ_REFERRAL,
        Permission.RECORD_PROTECTION,
        Permission.RECORD_IDENTITY,
        Permission.READ_PAPERS,
        Permission.RECORD_EXPLOITATION,
        Permission.RECORD_ADULT,
        Permission.ALLOCATE_CASE,
        Permission.EXPORT_SUMMARY,
        Permission.HOLD_STRATEGY,
        Permission.READ_ENQUIRY,
        Permission.WRITE_ENQUIRY,
        Permission.SIGN_ENQUIRY,
        Permission.READ_INTERVIEW,
        Permission.PLAN_INTERVIEW,
        Permission.TAKE_PART,
        Permission.OVERRIDE_HOLD,
        Permission.RECORD_ENFORCEMENT,
        Permission.READ_NRM,
        Permission.DRAFT_NRM,
        Permission.SIGN_NRM,
        Permission.RECORD_NRM_DECISION,
        Permission.REVIEW_NRM,
        Permission.READ_PLACEMENT,
        Permission.RECORD_PLACEMENT,
        Permission.REVEAL_WHEREABOUTS,
        Permission.GRANT_WHEREABOUTS,
    }
)
