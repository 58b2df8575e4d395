"""The API, version 1: a resource for each kind of record, its description, and one answer for every other address."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from nrm.api.duties import NrmDuties
from nrm.api.lists import ListedCountries
from nrm.api.referrals import NrmReferrals
from referrals.api import Referrals
from trafficking_cases.access.api_pages import Nowhere, Schema, docs
from trafficking_cases.access.audit_events import AuditEvents
from trafficking_cases.casefile.api import Cases
from trafficking_cases.casefile.people_api import Adults
from trafficking_cases.children.api import Children
from trafficking_cases.deadlines.api import Deadlines
from trafficking_cases.notifications.api import Notices
from trafficking_cases.people.api import Agencies

app_name = "api"

router = SimpleRouter(use_regex_path=False)
router.register("children", Children, "children")
router.register("cases", Cases, "cases")
router.register("adults", Adults, "adults")
router.register("referrals", Referrals, "referrals")
router.register("nrm-referrals", NrmReferrals, "nrm-referrals")
router.register("nrm-duties", NrmDuties, "nrm-duties")
router.register("listed-countries", ListedCountries, "listed-countries")
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
