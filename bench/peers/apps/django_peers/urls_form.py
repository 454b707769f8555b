"""Addresses of the one-page form and of the wizard."""

from django.urls import path
from form import views
from wizard.views import Complaint, begun

wizard = Complaint.as_view(url_name="step", done_step_name="done")
urlpatterns = [
    path("hello", views.hello),
    path("apply", views.apply),
    path("done/<reference>", views.done, name="receipt"),
    path("complaint/", begun),
    path("complaint/<step>/", wizard, name="step"),
]
