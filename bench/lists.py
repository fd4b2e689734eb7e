"""How long the lists of the desk take with 100 000 cases on SQLite: `python bench/lists.py [how many]`.

One office has all of them, 300 still open; four small ones with a fifth as many are seen by its controller too. Of each
page: what the server spends on it in milliseconds of its processor, templates and database and all, as median and 95th
percentile; the median by the clock on the wall, which also knows what else the machine was doing; how often the database
was asked; how many times the median of a page that shows no list at all. Fails where the 95th percentile is over what
issue 4 allows.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from tests.support.busy_desk import BusyDesk

ALLOWED = 100
ROUNDS = 30
STILL_OPEN = 300


def main(count: int) -> int:
    """Make the cases, ask for the pages, print the figures; 1 when a page is too slow."""
    with tempfile.TemporaryDirectory() as data:
        began = perf_counter()
        desk = made(data, count)
        print(f"{count:,} cases made in {perf_counter() - began:.0f} s; milliseconds:")
        print(f"{'':58}{'p50':>8}{'p95':>8}{'wall p50':>10}{'queries':>9}{'of floor':>10}")
        floor = median(spent for spent, _ in rounds(desk.floor()))
        slow = [name for name, ask in desk.asks() if measured(name, ask, floor) > ALLOWED]
    print(f"wanted {ALLOWED} ms or less: {'reached' if not slow else 'NOT REACHED: ' + '; '.join(slow)}")
    return 1 if slow else 0


def made(data: str, count: int) -> "BusyDesk":
    """The desk with so many cases in a new database of the folder; its clock stands."""
    started(data)
    from tests.support.busy_desk import WHEN, BusyDesk

    patch("kense.desk.officers.now", lambda: WHEN).start()
    return BusyDesk.made(count, still_open=STILL_OPEN)


def started(data: str) -> None:
    """Kense with a new database in the folder, in this process."""
    os.environ["KENSE_DATA"] = data
    sys.path.insert(0, str(Path(__file__).parent.parent))
    importlib.import_module("kense.config.wsgi")  # the process as granian serves it
    from django.conf import settings
    from django.core.management import call_command

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)


def measured(name: str, ask: Callable[[], object], floor: float) -> float:
    """Print what a page costs; its 95th percentile in milliseconds of the processor."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        ask()
    queries = len(caught)
    spent, passed = zip(*rounds(ask), strict=True)
    usual, slowest = median(spent), quantiles(spent, n=20, method="inclusive")[-1]
    figures = f"{usual:>8.0f}{slowest:>8.0f}{median(passed):>10.0f}{queries:>9}{usual / floor:>10.1f}"
    print(f"{name:58}{figures}", flush=True)
    return slowest


def rounds(ask: Callable[[], object]) -> list[tuple[float, float]]:
    """What a page costs, time after time."""
    return [timed(ask) for _ in range(ROUNDS)]


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds from the request to the answer: of the processor, by the clock on the wall."""
    spent, began = process_time(), perf_counter()
    ask()
    return 1000 * (process_time() - spent), 1000 * (perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
