"""Pages of my work, the cases and the service itself."""

from django.urls import path

from trafficking_cases.casefile import (
    exploitation_views,
    identity_views,
    papers_views,
    people_views,
    service_views,
    views,
)

app_name = "casefile"
urlpatterns = [
    # /
    path("", views.my_work, name="my_work"),
    path("rules/", service_views.rules, name="rules"),
    path("readyz/", service_views.readyz, name="readyz"),
    # /cases/…
    path("cases/", views.cases, name="cases"),
    path("cases/find/", identity_views.find, name="find"),
    path("cases/<uuid:pk>/", views.case, name="case"),
    path("cases/<uuid:pk>/process/", views.process, name="process"),
    path("cases/<uuid:pk>/chronology/", views.chronology, name="chronology"),
    path("cases/<uuid:pk>/allocate/", views.allocate, name="allocate"),
    path("cases/<uuid:pk>/export/", views.export, name="export"),
    path("cases/<uuid:pk>/people/", people_views.people, name="people"),
    path("cases/<uuid:pk>/people/add/", people_views.add, name="add_adult"),
    path("cases/<uuid:pk>/identity/", identity_views.identity, name="identity"),
    path("cases/<uuid:pk>/identity/add/<slug:kind>/", identity_views.add_claim, name="add_claim"),
    path("cases/<uuid:pk>/identity/age/", identity_views.record_age_decision, name="record_age_decision"),
    path("cases/<uuid:pk>/identity/turning-18/", identity_views.prepare_for_18, name="prepare_for_18"),
    # /cases/identity/… by the claim
    path("cases/identity/<uuid:pk>/check/", identity_views.check_claim, name="check_claim"),
    path("cases/identity/<uuid:pk>/work-with/", identity_views.work_with, name="work_with"),
    path("cases/identity/<uuid:pk>/set-aside/", identity_views.set_aside, name="set_aside"),
    path("cases/identity/<uuid:pk>/dispute/", identity_views.dispute, name="dispute"),
    # /cases/people/… by the adult
    path("cases/people/<uuid:pk>/verify/", people_views.verify, name="verify"),
    path("cases/people/<uuid:pk>/doubt/", people_views.doubt, name="doubt"),
    path("cases/people/<uuid:pk>/flag-concern/", people_views.flag_concern, name="flag_concern"),
    path("cases/people/<uuid:pk>/lift-concern/", people_views.lift_concern, name="lift_concern"),
    # /cases/…/papers/, and by the document or the file
    path("cases/<uuid:pk>/papers/", papers_views.papers, name="papers"),
    path("cases/<uuid:pk>/papers/add/", papers_views.add_paper, name="add_paper"),
    path("cases/<uuid:pk>/papers/add-photograph/", papers_views.add_photograph, name="add_photograph"),
    path("cases/<uuid:pk>/papers/ask-holder/", papers_views.ask_holder, name="ask_holder"),
    path("cases/papers/<uuid:pk>/add-copy/", papers_views.add_copy, name="add_copy"),
    path("cases/papers/<uuid:pk>/check/", papers_views.check_paper, name="check_paper"),
    path("cases/files/<uuid:pk>/", papers_views.file, name="file"),
    # /cases/…/exploitation/, and by the form of exploitation
    path("cases/<uuid:pk>/exploitation/", exploitation_views.exploitation, name="exploitation"),
    path("cases/<uuid:pk>/exploitation/record/", exploitation_views.record, name="record_exploitation"),
    path("cases/<uuid:pk>/exploitation/elements/", exploitation_views.elements, name="elements"),
    path("cases/exploitation/<uuid:pk>/accept/", exploitation_views.accept, name="accept_exploitation"),
    path("cases/exploitation/<uuid:pk>/confirm/", exploitation_views.confirm, name="confirm_exploitation"),
    path("cases/exploitation/<uuid:pk>/end/", exploitation_views.end, name="end_exploitation"),
]
