"""How fast the trail is checked: `python bench/trail.py [entries]`, a million unless told, on SQLite or on DATABASE_URL.

The entries are those of one case over and over, with other numbers, stored as the product stores them. Told is how many
of them a second are checked in the tables by one process and by one for each core, and in an exported file by the program
for auditors: by the clock on the wall, and by the processor, which does not know what else the machine was doing. Then how
long an export takes and by how many megabytes the process grows at most meanwhile. A rate by the processor is what the
cores would do that are used, if they did nothing else. Fails where a rate by the processor is below `WANTED`.
"""

import inspect
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from journals import memory
from lists import started
from rows import tell

if TYPE_CHECKING:
    from kense.people.models import Provider

WANTED = 200_000
ALLOWED_MB = 40
_AT_ONCE = 10_000
Row = tuple[Any, ...]


def main(count: int) -> int:
    """Make the entries, measure, tell the figures; 1 when something is not reached."""
    with tempfile.TemporaryDirectory() as data:
        started(data)
        provider = made(count)
        from django.db import connection

        kind, cores = connection.vendor, os.cpu_count() or 1
        for processes in sorted({1, cores}):
            what = f"{count:,} entries in {kind}, processes: {processes}"
            in_all = rate(what, in_tables(provider, processes), count, processes)
        file = Path(data) / "trail.jsonl"
        is_flat = exported(provider, file, count)
        in_file = rate("its file, by the program for auditors, processes: 1", by_auditor(Path(data), file), count, 1)
    return 0 if in_all and is_flat and in_file else 1


def made(count: int) -> "Provider":
    """An office with so many entries in its trail."""
    from django.db import connection, transaction

    from kense.trail.models import TrailEntry, TrailHead
    from tests.support.office import Office

    began = perf_counter()
    with patch("kense.casework.papers.produce"):
        office = Office.made()
        office.issued()
    last = TrailEntry.objects.latest("seq")
    rows = more_of(list(TrailEntry.objects.select_related("personal")), count)
    places = "%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s"
    with transaction.atomic(), connection.cursor() as cursor:
        while piece := list(islice(rows, _AT_ONCE)):
            cursor.executemany(f"INSERT INTO trail_trailentry {_COLUMNS} VALUES ({places})", [one for one, _ in piece])
            cursor.executemany(
                "INSERT INTO trail_personalpart (entry_id, salt, data) VALUES (%s, %s, %s)", [one for _, one in piece]
            )
            end = piece[-1][0]
        TrailHead.objects.filter(provider=office.provider).update(seq=end[2], hash=end[-1])
    print(f"{end[2] - last.seq:,} entries made in {perf_counter() - began:.0f} s")
    return office.provider


_COLUMNS = "(id, provider_id, seq, at, officer_id, case_id, operation, facts, commitment, previous, hash)"


def more_of(entries: list[Any], count: int) -> Iterator[tuple[Row, Row]]:
    """Rows of the two tables that go on with a chain until it is so long."""
    from django.db import connection

    from kense.trail.chain import commitment, hash_of
    from kense.trail.models import TrailEntry

    spelled, moment = speller(), connection.ops.adapt_datetimefield_value
    previous, seq, top = entries[-1].hash, entries[-1].seq, entries[-1].pk
    for like in islice(cycle(entries), count - seq):
        seq += 1
        facts, personal = {**like.facts, "number": f"03-14/{seq}"}, like.personal.data
        salt = sha256(b"%d" % seq).hexdigest()[:32]
        one = TrailEntry(
            provider_id=like.provider_id, seq=seq, at=like.at, officer_id=like.officer_id, case_id=like.case_id
        )
        one.operation, one.facts, one.previous = like.operation, facts, previous
        one.commitment = commitment(salt, personal)
        one.hash = previous = hash_of(one)
        pk = top + seq
        row = (pk, like.provider_id, seq, moment(like.at), like.officer_id, like.case_id, one.operation, spelled(facts))
        yield (*row, one.commitment, one.previous, one.hash), (pk, salt, spelled(personal))


def speller() -> Callable[[object], str]:
    """How the product spells JSON where it stores it, seen from what it stored."""
    from django.db import connection

    from kense.trail.verifier import canonical

    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM trail_trailentry ORDER BY seq LIMIT 1")
        stored = cursor.fetchone()[0]
    as_hashed = isinstance(stored, str) and stored == canonical(json.loads(stored))
    print(f"JSON is stored {'as it is hashed' if as_hashed else 'otherwise than it is hashed'}")
    return canonical if as_hashed else json.dumps


def in_tables(provider: "Provider", processes: int) -> tuple[float, float]:
    """Seconds on the wall and of the processor for checking the tables."""
    from kense.trail.export import ends
    from kense.trail.verify import in_processes, verify

    end, before, began = ends([provider])[provider.pk], spent(), perf_counter()
    if processes == 1:
        verify(provider.pk, end, {})
    else:
        with in_processes(processes) as work:
            verify(provider.pk, end, {}, work)
    return perf_counter() - began, spent() - before


def exported(provider: "Provider", file: Path, count: int) -> bool:
    """Tell what an export costs; whether memory stays flat."""
    from kense.kernel import clock
    from kense.trail.export import write

    Path("/proc/self/clear_refs").write_text("5")
    before, began = memory("VmRSS"), perf_counter()
    with file.open("wb") as out:
        write(out, [provider], at=clock.now(), product="bench", with_personal=False)
    grown = memory("VmHWM") - before
    tell(f"export of {count:,} entries, {file.stat().st_size / 1e6:.0f} MB", f"{perf_counter() - began:.0f} s")
    tell("memory the export grows by", f"{grown:.0f} MB", f"at most {ALLOWED_MB} MB", grown <= ALLOWED_MB)
    return grown <= ALLOWED_MB


def by_auditor(folder: Path, file: Path) -> tuple[float, float]:
    """Seconds on the wall and of the processor for checking the file without Kense."""
    from kense.trail import verifier

    program = folder / "verify_trail.py"
    program.write_text(inspect.getsource(verifier), encoding="utf-8")
    before, began = spent(), perf_counter()
    subprocess.run([sys.executable, "-I", str(program), str(file)], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began, spent() - before


def rate(what: str, seconds: tuple[float, float], count: int, processes: int) -> bool:
    """Tell how many entries a second that is; whether it is what is wanted."""
    wall, processor = (count / seconds[0], count * processes / seconds[1])
    reached = processor >= WANTED
    tell(what, f"{processor:,.0f} a second by the processor, {wall:,.0f} by the wall", f"{WANTED:,}", reached)
    return reached


def spent() -> float:
    """Seconds of the processor of this process and of those that it started and that are over."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
