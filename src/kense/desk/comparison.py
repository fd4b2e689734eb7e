"""The register beside the documents: field by field, with the letters that differ, and what a draft changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kense.cases.selectors import Case
from kense.desk.letters import Pieces, compared
from kense.kernel import Problem, Text
from kense.law import Edition, lookup
from kense.registry import dates
from kense.registry.checks import SEXES
from kense.registry.facets import BY_NAME, FACET_OF, FIELDS, GROUND, RECORD, Facet, FieldSpec
from kense.registry.record import Change, labelled, shown

Letters = tuple[Pieces, Pieces]
_SPELT = ("text", "date", "iin")
"""Kinds whose values are compared letter by letter; a choice is another one as a whole."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of the record: what the register says, what the application says, what will be, as typed.

    `stated` is None where the application does not speak of the field. `letters` has both values in pieces where they
    differ in a few letters only. A row at rest changes nothing and has nothing against it.
    """

    spec: FieldSpec
    now: Text
    known: bool
    stated: Text | None
    differs: bool
    letters: Letters | None
    typed: str
    options: tuple[tuple[str, Text], ...]
    at_rest: bool
    problem: Problem | None

    @property
    def agrees(self) -> bool:
        """Whether the register has what the application says."""
        return self.at_rest and self.stated is not None

    @property
    def suggests(self) -> bool:
        """Whether the names of the directory are suggested while it is typed."""
        return self.spec.name == "organisation"


@dataclass(frozen=True, slots=True)
class Changed:
    """A field a draft changes: before and after, and whether the register said anything before."""

    label: Text
    before: Text
    after: Text
    known: bool
    letters: Letters | None


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of a facet."""

    facet: Facet
    rows: tuple[Compared, ...]

    @property
    def is_ground(self) -> bool:
        """Whether these are the fields of a ground, of which a person has several."""
        return self.facet is GROUND

    @property
    def moving(self) -> "Group":
        """What is to be looked at: all but what agrees, and nothing where the whole facet stays as it is."""
        moves = any(not row.at_rest for row in self.rows)
        return Group(self.facet, tuple(row for row in self.rows if moves and not row.agrees))

    @property
    def resting(self) -> "Group":
        """The other rows."""
        moving = self.moving.rows
        return Group(self.facet, tuple(row for row in self.rows if row not in moving))


def stated_in(case: Case, edition: Edition) -> dict[str, str]:
    """What the application says of the record: of the person, and of the document that identifies them."""
    said = {spec.name: case.application["person"].get(spec.name, "") for spec in FIELDS}
    for one in case.application["documents"]:
        if lookup.document(edition, one["document"]).identifies == "person":
            said |= {f"document_{name}": one[name] for name in ("number", "issued_on", "expires_on") if one[name]}
    return said


def comparison(
    case: Case,
    edition: Edition,
    record: Mapping[str, str],
    line: int,
    typed: Mapping[str, Any],
    problems: Mapping[str, Problem],
) -> list[Group]:
    """Every field of the record, facet by facet. `record` is the register's, with the ground of this line, 0 for a new one.

    `typed` and `problems` are those of a form not taken.
    """
    drafted = {
        one.field: one.after for one in drafted_in(case) if FACET_OF[one.field] is not GROUND or one.line == line
    }
    words, said = lookup.choices(edition), stated_in(case, edition)

    def row(spec: FieldSpec) -> Compared:
        now, stated = record[spec.name], said[spec.name]
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
            tuple(options_of(spec, words).items()),
            stated in ("", now) and entered == dates_for_eyes(spec, now) and problem is None,
            problem,
        )

    return [Group(facet, tuple(row(spec) for spec in facet.fields)) for facet in RECORD]


def drafted_in(case: Case) -> list[Change]:
    """What the draft of a case changes, as it is kept."""
    return [Change(**one) for one in case.changes]


def changed(changes: Iterable[Change], edition: Edition) -> list[Changed]:
    """Changes for the eye."""
    words = lookup.choices(edition)

    def row(one: Change) -> Changed:
        return Changed(
            labelled(one.field, one.line),
            shown(one.field, one.before, words),
            shown(one.field, one.after, words),
            bool(one.before),
            _letters(BY_NAME[one.field], one.before, one.after, words),
        )

    return [row(one) for one in changes]


def dates_for_eyes(spec: FieldSpec, value: str) -> str:
    """A stored date as a person types it; everything else as it is."""
    return dates.shown(datetime.fromisoformat(value).date()) if spec.kind == "date" and value else value


def options_of(spec: FieldSpec, words: Mapping[str, Mapping[str, Text]]) -> Mapping[str, Text]:
    """What can be chosen in the field, by id; nothing where it is typed."""
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
