"""Pages of the National Referral Mechanism."""

from nrm.urls import decisions, duties, form, reviews

app_name = "nrm"
urlpatterns = [*duties.urlpatterns, *form.urlpatterns, *reviews.urlpatterns, *decisions.urlpatterns]
