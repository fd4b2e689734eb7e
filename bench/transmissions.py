"""How long a transmission takes on SQLite: `python bench/transmissions.py [how many persons]`, 10 000 unless told.

A whole college changed since nobody was told of it. In seconds by the clock on the wall: collecting them, the JSON and the
CSV, rejecting all of them, collecting them again. Fails where one of these takes longer than a page may be waited for.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ALLOWED = 15.0


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
    os.environ["KENSE_DATA"] = data
    sys.path.insert(0, str(Path(__file__).parent.parent))
    importlib.import_module("kense.config.wsgi")  # the process as granian serves it
    from django.conf import settings
    from django.core.management import call_command

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
        ("collecting", lambda: collected(office)),
        ("the JSON", lambda: sum(map(len, json_pieces(first(), items_to_file(first()))))),
        ("the CSV", lambda: sum(map(len, csv_pieces(first(), items_to_file(first()))))),
        ("rejecting all", rejected),
        ("collecting again", again),
    ]


def timed(name: str, job: Callable[[], object]) -> float:
    """Do it, print and return the seconds."""
    began = perf_counter()
    job()
    passed = perf_counter() - began
    print(f"{name:20}{passed:8.2f}", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
