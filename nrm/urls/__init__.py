"""Pages of the National Referral Mechanism."""

from nrm.urls import decisions, duties, form, guardians, lists, reviews, sending

app_name = "nrm"
urlpatterns = [
    *duties.urlpatterns,
    *form.urlpatterns,
    *sending.urlpatterns,
    *reviews.urlpatterns,
    *decisions.urlpatterns,
    *guardians.urlpatterns,
    *lists.urlpatterns,
]
