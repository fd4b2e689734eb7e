"""What a row of a roster changes in what the register states of its person: pure, one row at a time.

An empty cell says nothing. It comes to the same statements as the register's own way of applying changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kense.kernel import Problem
from kense.law.edition import DirectoryEntry
from kense.registry import grounds
from kense.registry.facets import CONTACT, DOCUMENT, GROUND, PERSONAL, Facet, joined, split
from kense.registry.grounds import Ground
from kense.registry.record import Change
from kense.registry.roster_rows import order_problem

Values = Mapping[str, str]


class Known(NamedTuple):
    """A statement that stands: its id, its line of a facet, its data and the days for which it holds."""

    pk: int
    facet: str
    line: int
    data: Mapping[str, str]
    first: str
    last: str


class Begun(NamedTuple):
    """A statement to be made."""

    facet: str
    line: int
    data: Mapping[str, str]
    first: str
    last: str


@dataclass(slots=True)
class Outcome:
    """The statements that end and begin by a row, what is wrong with it, and each field before and after."""

    ended: list[int] = field(default_factory=list)
    begun: list[Begun] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def outcome_of(values: Values, known: Sequence[Known], categories: Iterable[DirectoryEntry]) -> Outcome:
    """What the canonical values of a row change for a person of whom this is `known`; nothing is, of a new one."""
    outcome = Outcome()
    _state_newest(outcome, PERSONAL, values, known)
    _state_document(outcome, values, known)
    _state_newest(outcome, CONTACT, values, known)
    _state_ground(outcome, values, known, categories)
    return outcome


def fields_of(one: Known | Begun, facet: Facet) -> dict[str, str]:
    """The fields of a statement with their values."""
    return joined(facet, one.data, one.first, one.last)


def _state_newest(outcome: Outcome, facet: Facet, values: Values, known: Sequence[Known]) -> None:
    said = _said(facet, values)
    if said:
        _state(outcome, facet, said, _newest(known, facet), known)


def _state_document(outcome: Outcome, values: Values, known: Sequence[Known]) -> None:
    said = _said(DOCUMENT, values)
    if not said:
        return
    target = _same_document(said, known) or _newest(known, DOCUMENT)
    if target is not None and _is_another(said, target):
        target = None
    _state(outcome, DOCUMENT, said, target, known)


def _state_ground(
    outcome: Outcome, values: Values, known: Sequence[Known], categories: Iterable[DirectoryEntry]
) -> None:
    said = _said(GROUND, values)
    if not said:
        return
    held = [one for one in known if one.facet == GROUND.name]
    target = next((one for one in held if _is_same_ground(said, one)), None)
    before = fields_of(target, GROUND) if target else {}
    if not any(before.get(name, "") != value for name, value in said.items()):
        return
    ground = Ground(target.line if target else 0, {**before, **said})
    others = [Ground(one.line, fields_of(one, GROUND)) for one in held]
    outcome.problems += grounds.problems_with(ground, others, categories, _birth_date(values, known))
    for end in grounds.ended_before(ground, others):
        ended = next(one for one in held if one.line == end.line)
        _restate(outcome, GROUND, ended, {end.field: end.after})
    _state(outcome, GROUND, said, target, known)


def _state(outcome: Outcome, facet: Facet, said: Values, target: Known | None, known: Sequence[Known]) -> None:
    if target is None:
        line = 1 + max((one.line for one in known if one.facet == facet.name), default=0)
        outcome.begun.append(Begun(facet.name, line, *split(facet, said)))
        outcome.changes += [Change(name, "", value, 0 if facet is GROUND else None) for name, value in said.items()]
        return
    before = fields_of(target, facet)
    after = {name: value for name, value in said.items() if value != before[name]}
    if after:
        _restate(outcome, facet, target, after)


def _restate(outcome: Outcome, facet: Facet, target: Known, after: Values) -> None:
    before = fields_of(target, facet)
    line = target.line if facet is GROUND else None
    values = {**before, **after}
    if facet.of_many and (problem := order_problem(values, facet.first, facet.last)):
        outcome.problems.append(problem)
    outcome.ended.append(target.pk)
    outcome.begun.append(Begun(facet.name, target.line, *split(facet, values)))
    outcome.changes += [Change(name, before[name], value, line) for name, value in after.items()]


def _said(facet: Facet, values: Values) -> dict[str, str]:
    return {spec.name: values[spec.name] for spec in facet.fields if values.get(spec.name)}


def _newest(known: Iterable[Known], facet: Facet) -> Known | None:
    of_facet = (one for one in known if one.facet == facet.name)
    return max(of_facet, key=lambda one: (one.first, one.line), default=None)


def _same_document(said: Values, known: Iterable[Known]) -> Known | None:
    """The document with the number of the row, be it the newest or an old one; no number names none."""
    number, kind = said.get("document_number"), said.get("document_kind")
    numbered = [one for one in known if one.facet == DOCUMENT.name and one.data.get("document_number") == number]
    of_kind = (one for one in numbered if not kind or one.data.get("document_kind", kind) == kind)
    return next(of_kind, None) if number else None


def _is_another(said: Values, target: Known) -> bool:
    names = ("document_kind", "document_number")
    return any(name in said and target.data.get(name, said[name]) != said[name] for name in names)


def _is_same_ground(said: Values, one: Known) -> bool:
    return one.data.get("category") == said.get("category") and one.first == said.get("ground_from", "")


def _birth_date(values: Values, known: Sequence[Known]) -> str:
    newest = _newest(known, PERSONAL)
    return values.get("birth_date") or (newest.data.get("birth_date", "") if newest else "")
