"""Pages of: section 47 enquiry."""

from django.urls import URLPattern, path

from assessments.views import enquiry

urlpatterns: list[URLPattern] = [
    # /enquiries/section-47/…
    path("section-47/<uuid:pk>/", enquiry.enquiry, name="enquiry"),
    path("section-47/<uuid:pk>/write/<slug:part>/", enquiry.write, name="write_enquiry"),
    path("section-47/<uuid:pk>/not-seen/", enquiry.agree_not_seen, name="enquiry_not_seen"),
    path("section-47/<uuid:pk>/complete/", enquiry.complete, name="complete_enquiry"),
    path("section-47/<uuid:pk>/send-back/", enquiry.send_back, name="send_back_enquiry"),
    path("section-47/<uuid:pk>/sign/", enquiry.sign, name="sign_enquiry"),
]
