"""The map of addresses."""

from django.urls import include, path

urlpatterns = [path("", include("kense.desk.urls"))]

handler400 = "kense.desk.views.errors.bad_request"
handler403 = "kense.desk.views.errors.forbidden"
handler404 = "kense.desk.views.errors.not_found"
handler500 = "kense.desk.views.errors.failed"
