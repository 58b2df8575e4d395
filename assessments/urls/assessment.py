"""Pages of: social work assessment, and the watch over a child."""

from django.urls import URLPattern, path

from assessments.views import assessment, monitoring, needs

urlpatterns: list[URLPattern] = [
    # /enquiries/assessments/…
    path("cases/<uuid:pk>/assessment/", assessment.start, name="start_assessment"),
    path("assessments/<uuid:pk>/", assessment.assessment, name="assessment"),
    path("assessments/<uuid:pk>/write/<slug:part>/", assessment.write, name="write_assessment"),
    path("assessments/<uuid:pk>/category/", assessment.categorise, name="categorise_assessment"),
    path("assessments/<uuid:pk>/needs/<slug:section>/", needs.answer, name="answer_need"),
    path("assessments/<uuid:pk>/not-seen/", assessment.agree_not_seen, name="assessment_not_seen"),
    path("assessments/<uuid:pk>/complete/", assessment.complete, name="complete_assessment"),
    path("assessments/<uuid:pk>/send-back/", assessment.send_back, name="send_back_assessment"),
    path("assessments/<uuid:pk>/sign/", assessment.sign, name="sign_assessment"),
    path("assessments/signed/<uuid:pk>/", assessment.signed_version, name="signed_version"),
    # /enquiries/watches/…
    path("cases/<uuid:pk>/watch/", monitoring.watch, name="watch"),
    path("watches/<uuid:pk>/", monitoring.monitoring, name="monitoring"),
    path("watches/<uuid:pk>/check/", monitoring.check, name="check_child"),
    path("watches/<uuid:pk>/settle/", monitoring.settle, name="settle"),
]
