"""The enquiry, from the first protection to what the agencies agreed."""

from assessments.models.agreement import EnforcementDecision, HelpGiven, Minutes, MultiAgencyMeeting, Onward
from assessments.models.assessment import Assessment, Monitoring, MonitoringCheck, Need, SignedVersion
from assessments.models.enquiry import Section47Enquiry
from assessments.models.interviews import Attendant, Breach, Interview
from assessments.models.protection import ImmediateProtection
from assessments.models.strategy import StrategyDiscussion

__all__ = [
    "Assessment",
    "Attendant",
    "Breach",
    "EnforcementDecision",
    "HelpGiven",
    "ImmediateProtection",
    "Interview",
    "Minutes",
    "Monitoring",
    "MonitoringCheck",
    "MultiAgencyMeeting",
    "Need",
    "Onward",
    "Section47Enquiry",
    "SignedVersion",
    "StrategyDiscussion",
]
