"""The map of addresses."""

from django.urls import include, path

urlpatterns = [path("", include("kense.desk.urls"))]
