"""Figures for Prometheus. How long requests took is counted by each process and added up; all else the tables tell.

Several processes answer. Each keeps its counts in a file of its own in the folder `PROMETHEUS_MULTIPROC_DIR` names,
which `kense run` makes anew at each start; whichever is asked adds all of them up.
"""

import hmac
import ipaddress
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from kense.casework.watched import figures_of, office_ids
from kense.kernel import clock

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
REQUESTS = Histogram(
    "kense_request_seconds",
    "How long requests took, by route, method and status.",
    ("route", "method", "status"),
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=None,
)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")


def fresh_folder(data: Path, port: int) -> str:
    """An empty folder for the counts of a server that starts; of an earlier one at this port nothing is left."""
    folder = data / f"figures-{port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return str(folder)


def measure(route: str, method: str, status: int, seconds: float) -> None:
    """Count a request."""
    REQUESTS.labels(route, method, str(status)).observe(seconds)


@require_safe
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures as text; 503 where the tables cannot be read."""
    if not _may_read(request):
        return HttpResponse("for this machine alone, or with the token in KENSE_METRICS_TOKEN\n", "text/plain", 403)
    registry = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
    try:
        registry.register(OfTheTables())
        return HttpResponse(generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4)
    except DatabaseError:
        return HttpResponse("the database does not answer\n", "text/plain", 503)


class OfTheTables(Collector):
    """Open and late cases, papers, trail and operations, by office."""

    def collect(self) -> Iterator[Metric]:
        """The figures of this moment."""
        found = figures_of(office_ids(), clock.now())
        for name, text in GAUGES.items():
            gauge = GaugeMetricFamily(f"kense_{name}", text, labels=("provider",))
            for office, figures in found.items():
                gauge.add_metric([str(office)], getattr(figures, name))
            yield gauge
        operations = GaugeMetricFamily("kense_operations_last_day", OPERATIONS, labels=("provider", "operation"))
        for office, figures in found.items():
            for operation, times in sorted(figures.operations.items()):
                operations.add_metric([str(office), operation], times)
        yield operations


GAUGES = {
    "cases_open": "Cases that are not over.",
    "cases_late": "Open cases past the term of the service.",
    "papers_queued": "Papers that are still to be made.",
    "papers_failed": "Papers that could not be made.",
    "trail_entries": "Entries of the trail.",
}
OPERATIONS = "Entries of the trail in the last 24 hours, by operation."


def _may_read(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return True
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and not _is_forwarded(request)


def _is_forwarded(request: HttpRequest) -> bool:
    """Whether a proxy on this machine passes on what somebody elsewhere asks."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    asked_here = host == "localhost" or _is_loopback(host.strip("[]"))
    return not asked_here or any(header in request.headers for header in _FORWARDED)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
