"""How long a transmission takes on SQLite: `python bench/transmissions.py [how many persons]`, 50 000 unless told.

All of them changed since nobody was told of it. In seconds by the clock on the wall, and in milliseconds a person: counting
who waits, collecting them, the JSON and the CSV, rejecting all of them, collecting them again; what is over its term of
retention. Collecting is done in a process of its own, which says how much memory it took (on Linux). Fails where one of
these takes longer for a person than is allowed.
"""

import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ALLOWED_MS = 0.15
"""For one person: 30 seconds for 200 000 of them, as long as others wait for their turn to write."""
_COLLECT = "collect"


def main(count: int) -> int:
    """Make the college, measure, print; 1 when something is too slow."""
    with tempfile.TemporaryDirectory() as data:
        jobs = made(data, count)
        print(f"{count:,} persons; seconds, milliseconds a person:")
        slow = [name for name, job in jobs if timed(name, job, count) > ALLOWED_MS]
    print(f"wanted {ALLOWED_MS} ms a person or less: {'reached' if not slow else 'NOT REACHED: ' + '; '.join(slow)}")
    return 1 if slow else 0


def made(data: str, count: int) -> list[tuple[str, Callable[[], object]]]:
    """What is to be measured, in its order, in a new database of the folder."""
    start(data)
    from django.conf import settings
    from django.core.management import call_command

    from kense.casework.retention import kept_too_long
    from kense.casework.transmissions import mark_sent, reject
    from kense.registry.models import Transmission, TransmissionItem
    from kense.registry.transmission_concerned import concerned
    from kense.registry.transmission_files import csv_pieces, json_pieces
    from kense.registry.transmissions import items_to_file
    from tests.support.office import Office, at
    from tests.support.transmissions import FUND, a_whole_college, collected

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    office, moment = Office.made(), at("2019-03-27 10:00")
    a_whole_college(office, count)

    def rejected() -> None:
        mark_sent(office.provider, first().code, actor=office.dauren, at=moment)
        reject(office.provider, first().code, None, {"reason": "ЖСН табылмады"}, actor=office.dauren, at=moment)

    def again() -> None:
        TransmissionItem.objects.update(goes_again=True)
        collected(office)

    def first() -> Transmission:
        return Transmission.objects.get(n=1)

    return [
        ("counting who waits", lambda: concerned(office.provider.pk, FUND, None).waiting),
        ("collecting", lambda: collected_apart(data)),
        ("the JSON", lambda: sum(map(len, json_pieces(first(), items_to_file(first()))))),
        ("the CSV", lambda: sum(map(len, csv_pieces(first(), items_to_file(first()))))),
        ("rejecting all", rejected),
        ("collecting again", again),
        ("counting what is over", lambda: kept_too_long(office.provider, at("2040-01-11 10:00"))),
    ]


def start(data: str) -> None:
    """Django on the database of the folder."""
    os.environ["KENSE_DATA"] = data
    sys.path.insert(0, str(Path(__file__).parent.parent))
    importlib.import_module("kense.config.wsgi")  # the process as granian serves it


def collected_apart(data: str) -> float:
    """Collect in a process of its own; the seconds without those it takes to start one."""
    done = subprocess.run([sys.executable, __file__, _COLLECT, data], check=True, capture_output=True, text=True)
    seconds, grown, before = map(float, done.stdout.split())
    print(f"memory of collecting: {grown:.0f} MB beside {before:.0f} MB", flush=True)
    return seconds


def collect(data: str) -> None:
    """What the parent asks for: print the seconds of the office's first transmission and the memory it took, what was before."""
    start(data)
    from kense.casework import transmissions
    from kense.people.models import Officer
    from tests.support.office import at
    from tests.support.transmissions import FUND

    dauren, before, began = Officer.objects.get(username="dauren"), memory(), perf_counter()
    transmissions.collect(dauren.provider, FUND.id, after=0, actor=dauren, at=at("2019-03-26 12:00"))
    print(perf_counter() - began, memory() - before, before)


def memory() -> float:
    """The most memory this process has had, in megabytes; what getrusage says has that of its parent in it."""
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii", errors="replace"))
    return int(peak[1]) / 1024 if peak else 0.0


def timed(name: str, job: Callable[[], object], count: int) -> float:
    """Do it and print how long it takes; the milliseconds for one of so many persons. A job may measure itself."""
    began = perf_counter()
    told = job()
    passed = told if isinstance(told, float) else perf_counter() - began
    each = 1000 * passed / count
    print(f"{name:24}{passed:8.2f}{each:10.3f}", flush=True)
    return each


if __name__ == "__main__":
    if sys.argv[1:2] == [_COLLECT]:
        collect(sys.argv[2])
        sys.exit(0)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
