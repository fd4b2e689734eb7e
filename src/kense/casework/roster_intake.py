"""Taking the file of a roster in: what it is, whether it was there before, where its header is. Reading it comes after."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import PurePath
from typing import IO, Any

from django.db import transaction

from kense.casework.register_keeping import require_keeper
from kense.casework.roster_reading import LENGTH, keep_found, nothing_compared
from kense.casework.roster_trail import TAKEN_IN, enter
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.signs import visible
from kense.people.models import Officer, Provider
from kense.registry.models import Roster, RosterFile
from kense.registry.roster_columns import HEADER_WITHIN, Header, header_in
from kense.registry.roster_rows import Found
from kense.registry.roster_sheet import LARGEST, TOO_LARGE, Form, decoded, form_of, lines_of_workbook, records
from kense.trail.chain import take_turn

SAME_FILE = Refusal(
    "roster_same_file",
    Text(
        "Дәл осы файл бұрын жүктелген, ол екінші рет ештеңе өзгертпейді. Төменде сол жүктеу көрсетілген.",
        "Точно такой файл уже загружен, второй раз он ничего не изменит. Ниже показана та загрузка.",
        "This very file was uploaded before; a second time it changes nothing. The first upload is shown below.",
    ),
)
_LONGEST_NAME = 200
_MOST_UNKNOWN = 50
_LONGEST_UNKNOWN = 60


class SameFileError(RefusedError):
    """The file was uploaded before: as this roster, which was not dropped."""

    def __init__(self, roster: Roster) -> None:
        super().__init__(SAME_FILE)
        self.roster = roster


def take_in(provider: Provider, name: str, file: IO[bytes], *, actor: Officer, at: datetime) -> Roster:
    """Keep a file that is to be read, its header already understood. `file` can be read again from its beginning.

    Raises SameFileError for one that is there already, RefusedError for what is no roster at all, and for a stranger.
    """
    require_keeper(provider, actor, at)
    sha256 = _sha256(file)
    form = form_of(file)
    with transaction.atomic():
        take_turn(provider.pk)
        if same := Roster.objects.filter(provider=provider, sha256=sha256).exclude(state=Roster.State.DROPPED).last():
            raise SameFileError(same)
        known = visible(PurePath(name).name)[:_LONGEST_NAME]
        roster = Roster(provider=provider, officer=actor, at=at, name=known, sha256=sha256)
        roster.facts = _facts(form, Header(0, {}, {}, (), 0))
        roster.save()
        size = _store(roster, form, file)
        _understand(roster, form, size)
        enter(TAKEN_IN, roster, {"bytes": size}, actor, at, personal={"name": roster.name})
    return roster


def _sha256(file: IO[bytes]) -> str:
    """The hash of a file that is not too large."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := file.read(LENGTH):
        digest.update(block)
        size += len(block)
        if size > LARGEST:
            raise RefusedError(TOO_LARGE)
    return digest.hexdigest()


def _facts(form: Form, header: Header) -> dict[str, Any]:
    return {
        "kind": form.kind,
        "encoding": form.encoding,
        "separator": form.separator,
        "header": header.row,
        "places": dict(header.places),
        "columns": dict(header.words),
        "width": header.width,
        "unknown": [words[:_LONGEST_UNKNOWN] for words in header.unknown[:_MOST_UNKNOWN]],
        "bytes": 0,
        "position": 0,
        "row": 1,
        "pieces": 0,
        "rows": 0,
        "errors": 0,
        "warnings": 0,
        "beside": nothing_compared(),
    }


def _store(roster: Roster, form: Form, file: IO[bytes]) -> int:
    """Keep the text of the file in lengths; how many bytes it has."""
    size = 0
    for n, content in enumerate(_lengths(form, file)):
        RosterFile.objects.create(roster=roster, n=n, content=content)
        size += len(content)
    return size


def _lengths(form: Form, file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    if form.kind == "csv":
        yield from iter(lambda: file.read(LENGTH), b"")
        return
    held = bytearray()
    for line in lines_of_workbook(file):
        held += line
        if len(held) >= LENGTH:
            yield bytes(held[:LENGTH])
            del held[:LENGTH]
    yield bytes(held)


def _understand(roster: Roster, form: Form, size: int) -> None:
    """Find the header. Without one the roster is read to its end already, with what is wrong with it."""
    rows = list(islice(_first_rows(roster, form), HEADER_WITHIN))
    header = header_in((n, cells) for n, cells, _ in rows)
    position = next((end for n, _, end in rows if n == header.row), 0)
    roster.facts = _facts(form, header) | {"bytes": size, "position": position, "row": header.row + 1}
    if header.problems:
        roster.facts |= {"errors": len(header.problems), "position": size}
        keep_found(roster, [Found(header.row, one.field, one.field, one) for one in header.problems])
    if roster.facts["position"] >= size:
        roster.state = Roster.State.READ
    roster.save(update_fields=["facts", "state"])


def _first_rows(roster: Roster, form: Form) -> Iterator[tuple[int, list[str], int]]:
    """The rows from the beginning of the file on, each with the byte at which it ends."""
    first = RosterFile.objects.filter(roster=roster, n=0).values_list("content", flat=True).first()
    end = 0

    def text() -> Iterator[str]:
        nonlocal end
        for line in bytes(first or b"").splitlines(keepends=True):
            end += len(line)
            yield decoded(line, form.encoding)

    for n, cells, _ in records(text(), form):
        yield n, cells, end
