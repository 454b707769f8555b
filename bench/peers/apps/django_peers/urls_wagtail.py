"""Addresses of Wagtail: its own, and one that needs nothing."""

from django.http import HttpResponse
from django.urls import include, path
from wagtail import urls
from wagtail.admin import urls as admin

urlpatterns = [
    path("hello", lambda _: HttpResponse("Hello, world!")),
    path("admin/", include(admin)),
    path("", include(urls)),
]
