"""The API, version 1: a resource for each kind of record, its description, and one answer for every other address."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from assessments.api.agreement import MultiAgencyMeetings
from assessments.api.assessment import Assessments
from assessments.api.attendance import Actions
from assessments.api.breaches import CaseBreaches
from assessments.api.enquiry import Section47Enquiries
from assessments.api.interviews import Interviews
from assessments.api.onward import OnwardSteps
from assessments.api.protection import Protections
from assessments.api.strategy import StrategyDiscussions
from nrm.api.duties import NrmDuties
from nrm.api.form import NrmReferrals
from nrm.api.lists import ListedCountries
from referrals.api import Referrals
from trafficking_cases.access.api_pages import Nowhere, Schema, docs
from trafficking_cases.access.audit_events import AuditEvents
from trafficking_cases.casefile.api import Cases
from trafficking_cases.casefile.exploitation_api import CaseExploitation, Exploitations
from trafficking_cases.casefile.identity_api import ChildrenByName, Claims
from trafficking_cases.casefile.papers_api import CasePapers, Documents, Papers
from trafficking_cases.casefile.people_api import Adults
from trafficking_cases.casefile.process_api import CaseProcess
from trafficking_cases.deadlines.api import Deadlines
from trafficking_cases.directory.api import Interpreters
from trafficking_cases.notifications.api import Notices
from trafficking_cases.people.api import Agencies
from trafficking_cases.placements.api import CasePlacements, Placements

app_name = "api"

router = SimpleRouter(use_regex_path=False)
router.register("children", ChildrenByName, "children")
router.register("claims", Claims, "claims")
router.register("cases", Cases, "cases")
router.register("cases", CasePapers, "case-papers")
router.register("cases", CaseExploitation, "case-exploitation")
router.register("cases", CaseBreaches, "case-breaches")
router.register("cases", CaseProcess, "case-process")
router.register("adults", Adults, "adults")
router.register("papers", Papers, "papers")
router.register("documents", Documents, "documents")
router.register("exploitation", Exploitations, "exploitation")
router.register("referrals", Referrals, "referrals")
router.register("interviews", Interviews, "interviews")
router.register("interpreters", Interpreters, "interpreters")
router.register("immediate-protections", Protections, "immediate-protections")
router.register("strategy-discussions", StrategyDiscussions, "strategy-discussions")
router.register("actions", Actions, "actions")
router.register("section-47-enquiries", Section47Enquiries, "section-47-enquiries")
router.register("assessments", Assessments, "assessments")
router.register("multi-agency-meetings", MultiAgencyMeetings, "multi-agency-meetings")
router.register("onward-steps", OnwardSteps, "onward-steps")
router.register("nrm-referrals", NrmReferrals, "nrm-referrals")
router.register("nrm-duties", NrmDuties, "nrm-duties")
router.register("listed-countries", ListedCountries, "listed-countries")
router.register("cases", CasePlacements, "case-placements")
router.register("placements", Placements, "placements")
router.register("deadlines", Deadlines, "deadlines")
router.register("notices", Notices, "notices")
router.register("agencies", Agencies, "agencies")
router.register("audit-events", AuditEvents, "audit-events")

nowhere = Nowhere.as_view(dict.fromkeys(["get", "post", "put", "patch", "delete"], "say_so"))

urlpatterns = [
    *router.urls,
    path("schema/", Schema.as_view({"get": "show"}), name="schema"),
    path("docs/", docs, name="docs"),
    path("", nowhere),
    path("<path:rest>", nowhere),
]
