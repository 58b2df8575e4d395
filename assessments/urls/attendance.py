"""Pages of any meeting of an enquiry: who is asked and came, and what they undertook."""

from django.urls import path

from assessments.views import attendance as views
from assessments.views import breaches

urlpatterns = [
    # /enquiries/meetings/…, /enquiries/actions/…
    path("meetings/<uuid:pk>/ask/", views.ask, name="ask"),
    path("meetings/<uuid:pk>/mark/", views.mark, name="mark"),
    path("meetings/<uuid:pk>/record-what-happened/", breaches.record_meeting_breach, name="record_meeting_breach"),
    path("meetings/<uuid:pk>/undertake/", views.undertake, name="undertake"),
    path("actions/<uuid:pk>/finish/", views.finish, name="finish"),
    path("actions/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]
