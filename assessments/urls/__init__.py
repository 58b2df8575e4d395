"""Pages of the enquiry."""

from django.urls import path

from assessments.urls import agreement, assessment, attendance, enquiry, interviews, protection, strategy
from assessments.views import overview

app_name = "assessments"
urlpatterns = [
    # /enquiries/cases/…
    path("cases/<uuid:pk>/", overview.overview, name="overview"),
    *protection.urlpatterns,
    *strategy.urlpatterns,
    *attendance.urlpatterns,
    *interviews.urlpatterns,
    *enquiry.urlpatterns,
    *assessment.urlpatterns,
    *agreement.urlpatterns,
]
