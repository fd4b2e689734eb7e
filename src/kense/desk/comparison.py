"""The register beside the documents: field by field, with the letters that differ, and what a draft changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kense.cases.selectors import Case
from kense.desk.letters import Pieces, compared
from kense.kernel import Problem, Text
from kense.law import Edition, lookup
from kense.registry import dates
from kense.registry.checks import SEXES
from kense.registry.facets import FIELDS, FieldSpec
from kense.registry.record import shown

Letters = tuple[Pieces, Pieces]
_SPELT = ("text", "date", "iin")
"""Kinds whose values are compared letter by letter; a choice is another one as a whole."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of the record: what the register says, what the application says, what will be, as typed.

    `stated` is None where the application does not speak of the field. `letters` has both values in pieces where they
    differ in a few letters only. A row that `agrees` needs nothing.
    """

    spec: FieldSpec
    now: Text
    known: bool
    stated: Text | None
    differs: bool
    letters: Letters | None
    typed: str
    options: tuple[tuple[str, Text], ...]
    agrees: bool
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A field a draft changes: before and after, and whether the register said anything before."""

    label: Text
    before: Text
    after: Text
    known: bool
    letters: Letters | None


def comparison(
    case: Case,
    edition: Edition,
    record: Mapping[str, str],
    typed: Mapping[str, Any],
    problems: Mapping[str, Problem],
) -> list[Compared]:
    """Every field of the record. `record` is the register's; `typed` and `problems` those of a form not taken."""
    drafted = {change["field"]: change["after"] for change in case.changes}
    words = lookup.choices(edition)

    def row(spec: FieldSpec) -> Compared:
        now, stated = record[spec.name], case.application["person"].get(spec.name, "")
        proposed = dates_for_eyes(spec, drafted.get(spec.name, stated or now))
        entered = str(typed.get(f"change_{spec.name}", proposed))
        problem = problems.get(f"change_{spec.name}")
        return Compared(
            spec,
            shown(spec.name, now, words),
            bool(now),
            shown(spec.name, stated, words) if stated else None,
            bool(stated) and stated != now,
            _letters(spec, now, stated, words),
            entered,
            tuple(_options(spec, words).items()),
            stated == now != "" and entered == dates_for_eyes(spec, now) and problem is None,
            problem,
        )

    return [row(spec) for spec in FIELDS]


def changed(case: Case, edition: Edition) -> list[Changed]:
    """What the draft of a case changes."""
    words, specs = lookup.choices(edition), {spec.name: spec for spec in FIELDS}

    def row(field: str, before: str, after: str, line: int | None = None) -> Changed:
        return Changed(
            specs[field].label,
            shown(field, before, words),
            shown(field, after, words),
            bool(before),
            _letters(specs[field], before, after, words),
        )

    return [row(**change) for change in case.changes]


def dates_for_eyes(spec: FieldSpec, value: str) -> str:
    """A stored date as a person types it; everything else as it is."""
    return dates.shown(datetime.fromisoformat(value).date()) if spec.kind == "date" and value else value


def _options(spec: FieldSpec, words: Mapping[str, Mapping[str, Text]]) -> Mapping[str, Text]:
    if spec.kind == "sex":
        return SEXES
    return words.get(spec.name, {}) if spec.kind == "choice" else {}


def _letters(spec: FieldSpec, one: str, other: str, words: Mapping[str, Mapping[str, Text]]) -> Letters | None:
    """Both values in pieces; None where they are the same, differ as a whole, or are not spelt."""
    if spec.kind not in _SPELT or not one or not other or one == other:
        return None
    # A spelt value looks the same in every language.
    pieces = compared(shown(spec.name, one, words).kk, shown(spec.name, other, words).kk)
    return pieces if any(not piece.differs for piece in pieces[0]) else None
