"""Pages of the NRM: reviews."""

from django.urls import URLPattern, path

from nrm.views import reviews

urlpatterns: list[URLPattern] = [
    # /nrm/police/…
    path("police/", reviews.queue, name="queue"),
    path("police/<uuid:pk>/", reviews.review, name="review"),
    path("police/<uuid:pk>/take/", reviews.take, name="take"),
    path("police/<uuid:pk>/ask/", reviews.ask, name="ask"),
    path("police/<uuid:pk>/answer/", reviews.answer, name="answer"),
    path("police/<uuid:pk>/decide/", reviews.decide, name="decide"),
]
