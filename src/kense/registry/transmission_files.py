"""A transmission as files to be loaded elsewhere. The format is Kense's own; the same transmission gives the same bytes.

The JSON is described by `transmission-1.schema.json` beside this module, both are explained in docs/how-to/transmissions.md.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from kense.registry.facets import FACET_OF, GROUND
from kense.registry.models import Transmission, TransmissionItem
from kense.registry.transmission_content import written

FORMAT, VERSION = "kense-transmission", 1
SCHEMA = Path(__file__).with_name(f"transmission-{VERSION}.schema.json")

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def name_of(transmission: Transmission, ending: str) -> str:
    """What a file of the transmission is called; nothing personal is in it."""
    return f"{transmission.addressee}-{transmission.n}.{ending}"


def json_pieces(transmission: Transmission, items: Iterable[TransmissionItem]) -> Iterator[str]:
    """The JSON, person by person."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "code": transmission.code,
        "number": transmission.n,
        "collected_at": written(transmission.at),
        "sender": transmission.heading["sender"],
        "addressee": transmission.heading["addressee"],
    }
    yield _json(head)[:-1] + ',"persons":['
    for place, item in enumerate(items):
        yield (",\n" if place else "\n") + _json({"n": item.n, **item.data})
    yield "\n]}\n"


def csv_pieces(transmission: Transmission, items: Iterable[TransmissionItem]) -> Iterator[str]:
    """The CSV, parted by semicolons: a row for each ground of a person, one row for a person without any."""
    fields = transmission.heading["fields"]
    of_ground = [name for name in fields if FACET_OF[name] is GROUND]
    of_person = [name for name in fields if name not in of_ground]
    extra = ("changed", "again", "replaces", "updated_at", "update_kind", "update_source")
    yield _BOM + _line(["n", "code", *of_person, "ground", *of_ground, *extra])
    for item in items:
        for row in _rows(item, of_person, of_ground):
            yield _line(row)


def _rows(item: TransmissionItem, of_person: Sequence[str], of_ground: Sequence[str]) -> Iterator[list[str]]:
    data = item.data
    update, person = data["update"], data["person"]
    first = [str(item.n), person["code"], *(person.get(name, "") for name in of_person)]
    changed = " ".join(dict.fromkeys(one["field"] for one in data["changes"]))
    again = "1" if data.get("again") else ""
    last = [changed, again, " ".join(data.get("replaces", ())), update["at"], update["kind"], update.get("source", "")]
    for ground in data["grounds"] or [{}]:
        yield [*first, *_of_ground(ground, of_ground), *last]


def _of_ground(ground: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    return [str(ground.get(name, "")) for name in ("ground", *names)]


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _line(values: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(_harmless(one) for one in values)
    return line.getvalue()


def _harmless(words: str) -> str:
    """Words that a spreadsheet would take for a formula, behind the sign that makes them words."""
    return f"'{words}" if words.startswith(_FORMULA_SIGNS) else words
