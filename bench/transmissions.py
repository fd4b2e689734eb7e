"""How long a transmission takes on SQLite: `python bench/transmissions.py [how many persons]`, 10 000 unless told.

A whole college changed since nobody was told of it. In seconds by the clock on the wall: collecting them, the JSON and the
CSV, rejecting all of them, collecting them again; what is over its term of retention. Collecting is done in a process of
its own, which says how much memory it took. Fails where one of these takes longer than a page may be waited for.
"""

import importlib
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ALLOWED = 15.0
_COLLECT = "collect"


def main(count: int) -> int:
    """Make the college, measure, print; 1 when something is too slow."""
    with tempfile.TemporaryDirectory() as data:
        jobs = made(data, count)
        print(f"{count:,} persons; seconds:")
        slow = [name for name, job in jobs if timed(name, job) > ALLOWED]
    print(f"wanted {ALLOWED:.0f} s or less: {'reached' if not slow else 'NOT REACHED: ' + '; '.join(slow)}")
    return 1 if slow else 0


def made(data: str, count: int) -> list[tuple[str, Callable[[], object]]]:
    """What is to be measured, in its order, in a new database of the folder."""
    start(data)
    from django.conf import settings
    from django.core.management import call_command

    from kense.casework.retention import kept_too_long
    from kense.casework.transmissions import mark_sent, reject
    from kense.registry.models import Transmission, TransmissionItem
    from kense.registry.transmission_files import csv_pieces, json_pieces
    from kense.registry.transmissions import items_to_file
    from tests.support.office import Office, at
    from tests.support.transmissions import a_whole_college, collected

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
        ("collecting", lambda: subprocess.run([sys.executable, __file__, _COLLECT, data], check=True)),
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


def collect(data: str) -> None:
    """The first transmission of the office in the folder, and how much memory it took beside what the process has anyway."""
    start(data)
    from kense.casework import transmissions
    from kense.people.models import Officer
    from tests.support.office import at
    from tests.support.transmissions import FUND

    dauren, before = Officer.objects.get(username="dauren"), memory()
    transmissions.collect(dauren.provider, FUND.id, after=0, actor=dauren, at=at("2019-03-26 12:00"))
    print(f"memory of collecting: {memory() - before:.0f} MB beside {before:.0f} MB", flush=True)


def memory() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(name: str, job: Callable[[], object]) -> float:
    """Do it, print and return the seconds."""
    began = perf_counter()
    job()
    passed = perf_counter() - began
    print(f"{name:24}{passed:8.2f}", flush=True)
    return passed


if __name__ == "__main__":
    if sys.argv[1:2] == [_COLLECT]:
        collect(sys.argv[2])
        sys.exit(0)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
