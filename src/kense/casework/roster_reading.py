"""Reading a roster into pieces, from where it stopped: whoever waits for it asks for the next one.

A piece is checked by itself, compared with the register and kept, all or nothing; so reading can end at any moment.
"""

import multiprocessing
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any

from django.db import transaction

from kense import law
from kense.acts.selectors import office_key
from kense.casework import administration
from kense.kernel import Problem, Text
from kense.kernel.signs import visible
from kense.law import lookup
from kense.law.edition import DirectoryEntry
from kense.people.models import Provider
from kense.registry import roster_pieces
from kense.registry.models import Roster, RosterFile, RosterProblem
from kense.registry.roster_columns import Header
from kense.registry.roster_compare import Comparer, Comparison
from kense.registry.roster_lines import unpacked
from kense.registry.roster_pieces import MOST_FOUND, Block, Piece, PieceReader, Plan, blocks
from kense.registry.roster_rows import Found
from kense.registry.roster_sheet import Form

LENGTH = 1 << 20
"""Bytes of the file in one row of its table."""

STEP = 2
"""Pieces that are read while somebody waits for a page: some ten thousand rows."""

MOST_SHOWN = 20
"""Changed persons whose rows the preview shows."""

_TWICE = Text(
    kk="Бұл ЖСН осы файлдың {first}-жолында да бар. Бір адамға бір ғана жол қалдырыңыз.",
    ru="Этот ИИН уже есть в строке {first} этого файла. Оставьте на человека одну строку.",
    en="This IIN is in row {first} of the file already. Leave one row for a person.",
)
_LONGEST_VALUE = 300
_LONGEST_COLUMN = 100


def read_on(roster: Roster) -> None:
    """Read the next pieces, as many as a page can wait for; nothing happens where all is read."""
    plan = plan_of(roster)
    reader, seen = PieceReader(plan), Seen.of(roster)
    for block in islice(_blocks(roster, plan.form), STEP):
        _keep(roster, block, reader.read(block), seen)
    _finish(roster)


def read_through(roster: Roster, processes: int, tell: Callable[[Roster], None]) -> None:
    """Read all that is left, the checking in processes beside this one; `tell` is called after each piece."""
    plan, seen = plan_of(roster), Seen.of(roster)
    for block, piece in _in_processes(plan, _blocks(roster, plan.form), processes):
        _keep(roster, block, piece, seen)
        tell(roster)
    _finish(roster)


def plan_of(roster: Roster) -> Plan:
    """How the roster is to be read; the same however often it is asked for."""
    facts = roster.facts
    form = Form(facts["kind"], facts["encoding"], facts["separator"])
    header = Header(facts["header"], facts["places"], facts["columns"], (), facts["width"])
    choices = {
        name: {id_: Text(words.kk, words.ru, words.en) for id_, words in entries.items()}
        for name, entries in lookup.choices(law.newest(roster.provider.act, office_key(roster.provider))).items()
    }
    return Plan(form, header, choices, administration.day_of(roster.provider, roster.at))


def categories_of(provider: Provider) -> tuple[DirectoryEntry, ...]:
    """The directory of categories, beside which grounds are looked at."""
    return law.newest(provider.act, office_key(provider)).standard.directories["category"].entries


def comparer_of(roster: Roster) -> Comparer:
    """What compares the roster's rows with the register."""
    return Comparer(roster.provider_id, roster.facts["columns"], categories_of(roster.provider))


def keep_found(roster: Roster, found: Iterable[Found]) -> None:
    """Keep problems for whoever corrects the file, as long as there are not too many of them."""
    room = MOST_FOUND - roster.problems.count()
    problems = [
        RosterProblem(
            roster=roster,
            row=one.row,
            column=one.column[:_LONGEST_COLUMN],
            value=visible(one.value)[:_LONGEST_VALUE],
            code=one.problem.code,
            text=one.problem.text.as_dict(),
            severity=one.problem.severity,
        )
        for one in islice(found, max(room, 0))
    ]
    RosterProblem.objects.bulk_create(problems)


def count(found: Iterable[Found]) -> tuple[int, int]:
    """How many errors and how many warnings there are."""
    severities = [one.problem.severity for one in found]
    return severities.count("error"), severities.count("warning")


class Seen:
    """Who was in the pieces before, in packed integers: twenty bytes a row, whatever is in the row."""

    def __init__(self) -> None:
        self._pieces: list[tuple[array[int], array[int]]] = []

    @classmethod
    def of(cls, roster: Roster) -> "Seen":
        """Those of the pieces that are kept already."""
        seen = cls()
        for iins, places in roster.pieces.values_list("iins", "places"):
            seen._pieces.append(_unpacked(bytes(iins), bytes(places)))
        return seen

    def twice(self, piece: Piece) -> Iterator[tuple[int, int, int]]:
        """Whom the piece has again: the IIN, the row, the row in which it came first. The piece counts as seen then."""
        iins, places = _unpacked(piece.iins, piece.places)
        first: dict[int, int] = {}
        here = set(iins)
        for earlier, rows in self._pieces:
            for iin in here.intersection(earlier):
                first.setdefault(iin, rows[earlier.index(iin)])
        for iin, row in zip(iins, places, strict=True):
            if iin in first:
                yield iin, row, first[iin]
            first.setdefault(iin, row)
        self._pieces.append((iins, places))


def _unpacked(iins: bytes, places: bytes) -> "tuple[array[int], array[int]]":
    one, other = array("q"), array("L")
    one.frombytes(iins)
    other.frombytes(places)
    return one, other


def _blocks(roster: Roster, form: Form) -> Iterator[Block]:
    return blocks(_lines(roster.pk, roster.facts["position"]), form, roster.facts["row"])


def _lines(roster_id: int, position: int) -> Iterator[bytes]:
    """The lines of the file from a byte on; of the file itself one length is in memory at a time."""
    n, skip = divmod(position, LENGTH)
    rest = b""
    while (content := _content(roster_id, n)) is not None:
        *lines, rest = (rest + content[skip:]).split(b"\n")
        n, skip = n + 1, 0
        for line in lines:
            yield line + b"\n"
    if rest:
        yield rest


def _content(roster_id: int, n: int) -> bytes | None:
    found = RosterFile.objects.filter(roster_id=roster_id, n=n).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def _in_processes(plan: Plan, rest: Iterator[Block], processes: int) -> Iterator[tuple[Block, Piece]]:
    """Each block with its piece, in their order; a few blocks are on their way at a time."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, roster_pieces.begin, (plan,)) as pool:
        waiting: deque[tuple[Block, Future[Piece]]] = deque()
        for block in rest:
            waiting.append((block, pool.submit(roster_pieces.read, block)))
            if len(waiting) > 2 * processes:
                first, piece = waiting.popleft()
                yield first, piece.result()
        for first, piece in waiting:
            yield first, piece.result()


def _keep(roster: Roster, block: Block, piece: Piece, seen: Seen) -> None:
    """Keep a piece, unless another page did so already."""
    position = roster.facts["position"]
    comparison = comparer_of(roster).compare(unpacked(piece.lines))
    twice = [_again(roster, *one) for one in seen.twice(piece)]
    with transaction.atomic():
        now = Roster.objects.select_for_update().get(pk=roster.pk)
        if now.state == Roster.State.READING and now.facts["position"] == position:
            n = now.facts["pieces"]
            roster.pieces.create(n=n, lines=piece.lines, iins=piece.iins, places=piece.places)
            now.facts |= _own(now.facts, block, piece, len(twice))
            add_compared(now.facts, comparison, n)
            keep_found(now, [*piece.found, *twice, *comparison.found])
            now.save(update_fields=["facts"])
    roster.state, roster.facts = now.state, now.facts


def _own(facts: dict[str, Any], block: Block, piece: Piece, twice: int) -> dict[str, Any]:
    return {
        "position": facts["position"] + len(block.data),
        "row": block.row + block.rows,
        "pieces": facts["pieces"] + 1,
        "rows": facts["rows"] + piece.rows,
        "errors": facts["errors"] + piece.errors + twice,
        "warnings": facts["warnings"] + piece.warnings,
    }


def nothing_compared() -> dict[str, Any]:
    """The counts of a roster of which nothing is compared yet."""
    return {"new": 0, "changed": 0, "unchanged": 0, "errors": 0, "warnings": 0, "first": []}


def add_compared(facts: dict[str, Any], comparison: Comparison, n: int) -> None:
    """Count what a piece, the nth, comes to beside the register; the first changed rows are noted by their place."""
    errors, warnings = count(comparison.found)
    beside = facts["beside"]
    for name, more in (
        ("new", len(comparison.new)),
        ("changed", len(comparison.changed)),
        ("unchanged", comparison.unchanged),
        ("errors", errors),
        ("warnings", warnings),
    ):
        beside[name] += more
    places = [[n, row] for row, _, _ in comparison.changed]
    beside["first"] += places[: MOST_SHOWN - len(beside["first"])]


def _again(roster: Roster, iin: int, row: int, first: int) -> Found:
    problem = Problem("iin", "iin_twice", _TWICE.filled(first=first))
    return Found(row, roster.facts["columns"]["iin"], f"{iin:012}", problem)


def _finish(roster: Roster) -> None:
    """The roster is read when nothing of its file is left."""
    if roster.state == Roster.State.READING and roster.facts["position"] >= roster.facts["bytes"]:
        Roster.objects.filter(pk=roster.pk, state=Roster.State.READING).update(state=Roster.State.READ)
        roster.refresh_from_db()
