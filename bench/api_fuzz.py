"""The API asked at random: `python bench/api_fuzz.py [how many requests]`, 50 000 unless told; on SQLite.

Schemathesis makes the requests up from the API's own description, half of them against it. An office in the middle of its
work answers, beside another one. Each round begins with the same two offices and other requests. Fails where an answer
is an error of ours (5xx), is not described, or has a word of the other office's people in it; it is printed with how to ask again.
"""

import importlib
import logging
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

EACH = 10


def main(wanted: int) -> int:
    """Ask until so many requests were answered; 1 when something was wrong."""
    began, asked, chance = perf_counter(), 0, 0
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as data:
        started(data)
        while asked < wanted:
            count, answered, found = a_round(chance)
            asked, chance, wrong = asked + count, chance + 1, wrong + found
            statuses.update(answered)
    print(f"{asked:,} requests in {perf_counter() - began:.0f} s, of them answered with:")
    print(", ".join(f"{status} {count:,}" for status, count in sorted(statuses.items())))
    print("\n\n".join(wrong[:20]))
    print(f"wanted no answer that is wrong: {'reached' if not wrong else f'NOT REACHED, {len(wrong)}'}")
    return int(bool(wrong))


def a_round(chance: int) -> tuple[int, dict[int, int], list[str]]:
    """How many were asked, the answers by status, what was wrong. Nothing of it stays."""
    from django.db import transaction

    from tests.support.fuzz import World, run
    from tests.support.office import Office, OtherOffice, at

    with patch("kense.api.access.now", lambda: at("2019-03-26 14:40")), transaction.atomic():
        fuzz = run(World.made(Office.made(), OtherOffice.made()), each=EACH, chance=chance)
        transaction.set_rollback(True)
    return fuzz.asked, fuzz.statuses, fuzz.wrong


def started(data: str) -> None:
    """Kense with a new database in the folder, in this process."""
    os.environ["KENSE_DATA"] = data
    os.environ.pop("DATABASE_URL", None)
    sys.path.insert(0, str(Path(__file__).parent.parent))
    importlib.import_module("kense.config.wsgi")
    from django.conf import settings
    from django.core.management import call_command

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
