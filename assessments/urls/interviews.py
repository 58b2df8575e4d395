"""Pages of: interviews and visits."""

from django.urls import path

from assessments.views import breaches, interviews

urlpatterns = [
    path("cases/<uuid:pk>/interviews/", interviews.interviews, name="interviews"),
    path("cases/<uuid:pk>/interviews/start/", interviews.start_interview, name="start_interview"),
    path("cases/<uuid:pk>/record-what-happened/", breaches.record_case_breach, name="record_case_breach"),
    path("interviews/<uuid:pk>/", interviews.interview, name="interview"),
    path("interviews/<uuid:pk>/add-person/", interviews.add_person, name="add_person"),
    path("interviews/<uuid:pk>/take-off/", interviews.take_off, name="take_off"),
    path("interviews/<uuid:pk>/plan/", interviews.plan_interview, name="plan_interview"),
    path("interviews/<uuid:pk>/change-plan/", interviews.change_plan, name="change_plan"),
    path("interviews/<uuid:pk>/hold/", interviews.hold_interview, name="hold_interview"),
    path("interviews/<uuid:pk>/call-off/", interviews.call_off_interview, name="call_off_interview"),
    path("interviews/<uuid:pk>/record-what-happened/", breaches.record_breach, name="record_breach"),
]
