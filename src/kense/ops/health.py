"""Whether the server is alive, and whether it is ready to work: for whoever watches it or divides requests among several."""

import shutil
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kense.acts import seen
from kense.law import LawError, library
from kense.ops import installation

ROOM = 200 * 1024 * 1024
"""Bytes that must be free where the data lie."""


@never_cache
@require_safe
@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """The server answers; nothing else is looked at."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 when everything is in its place, 503 otherwise; what is not says `false`, and `kense run` says why."""
    checks = {name: _holds(check) for name, check in CHECKS.items()}
    good = all(checks.values())
    return JsonResponse({"status": "ready" if good else "not ready", "checks": checks}, status=200 if good else 503)


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _tables() -> bool:
    return not installation.is_behind()


def _disk() -> bool:
    return shutil.disk_usage(installation.data_folder()).free >= ROOM


def _editions() -> bool:
    library.refresh()
    return not seen.changed()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "tables": _tables,
    "disk": _disk,
    "editions": _editions,
}


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, LawError, OSError):
        return False
