"""Pages of: multi-agency meeting, and the steps that wait for it."""

from django.urls import URLPattern, path

from assessments.views import agreement, agreement_people, minutes, onward

HERE = "multi-agency-meetings/<uuid:pk>"

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:pk>/convene-multi-agency-meeting/", agreement.convene, name="convene_agreement"),
    path(f"{HERE}/", agreement.agreement, name="agreement"),
    path(f"{HERE}/move/", agreement.move, name="move_agreement"),
    path(f"{HERE}/decide/", agreement.decide, name="decide_agreement"),
    path(f"{HERE}/conclude/", agreement.conclude, name="conclude_agreement"),
    path(f"{HERE}/say-view/", agreement_people.say_view, name="agreement_say_view"),
    path(f"{HERE}/write-minutes/", minutes.write_minutes, name="write_minutes"),
    path(f"{HERE}/sign-minutes/", minutes.sign_minutes, name="sign_minutes"),
    path(f"{HERE}/record-enforcement/", minutes.record_enforcement, name="record_enforcement"),
    path(f"{HERE}/record-help/", minutes.record_help, name="record_help"),
    path("cases/<uuid:pk>/plan-onward-step/", onward.plan_onward, name="plan_onward"),
    path("cases/<uuid:pk>/ask-exemption/", onward.ask_exemption, name="ask_exemption"),
    path("cases/<uuid:pk>/exempt/", onward.exempt, name="exempt"),
    path("onward-steps/<uuid:pk>/end/", onward.end_onward, name="end_onward"),
]
