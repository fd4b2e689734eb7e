"""The map of addresses."""

from django.urls import include, path

from kense.api.service import api
from kense.ops import health, metrics

urlpatterns = [
    path("api/v1/", api.urls),
    path("health/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("", include("kense.desk.urls")),
]

handler400 = "kense.desk.views.errors.bad_request"
handler403 = "kense.desk.views.errors.forbidden"
handler404 = "kense.desk.views.errors.not_found"
handler500 = "kense.desk.views.errors.failed"
