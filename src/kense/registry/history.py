"""Any past answer again: what the register said at a moment about some days of a person, and by which update it knew it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from kense.registry import timeline
from kense.registry.facets import FACETS, GROUND, Facet
from kense.registry.models import Person, Statement, Update
from kense.registry.record import Change
from kense.registry.statements import values_of
from kense.registry.timeline import Period

__all__ = [
    "History",
    "Period",
    "Person",
    "Statement",
    "Step",
    "Told",
    "Turn",
    "Update",
    "gaps_of",
    "merged_into",
    "turns",
]

_ALWAYS = Period()
_ORDER = tuple(FACETS)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a person with its fields by name; `update` is the one it is known by."""

    statement: Statement
    facet: Facet
    values: Mapping[str, str]

    @property
    def period(self) -> Period:
        """The days it speaks of."""
        return Period(self.statement.first, self.statement.last)

    @property
    def update(self) -> Update:
        """What brought it into the register."""
        return self.statement.since


@dataclass(frozen=True, slots=True)
class Turn:
    """What an update changed in one thing that is stated of the person: a ground, a document, the names."""

    facet: Facet
    line: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An update in the story of a person, and what it changed for them."""

    update: Update
    turns: tuple[Turn, ...]


class History:
    """Everything ever stated of one person, read in one query."""

    def __init__(self, person: Person) -> None:
        self.person = person
        rows = Statement.objects.filter(person=person).order_by("pk")
        self._all = list(rows.select_related("since__officer", "until__officer"))

    @property
    def mark(self) -> int:
        """A number that changes with whatever is stated of the person or taken back; 0 before anything is."""
        return max((max(one.since_id, one.until_id or 0) for one in self._all), default=0)

    def standing(self) -> list[Told]:
        """What is stated now, about whatever days, facet by facet."""
        return _told(one for one in self._all if one.known_to is None)

    def known(self, moment: datetime, period: Period = _ALWAYS) -> list[Told]:
        """What the register said at the moment about days of the period, facet by facet."""
        return _told(timeline.about(timeline.known_at(self._all, moment), period))

    def story(self) -> list[Step]:
        """The updates in their order, each with what it changed."""
        updates = {one.since_id: one.since for one in self._all}
        updates |= {one.until_id: one.until for one in self._all if one.until_id and one.until}
        return [Step(updates[pk], self._turns(pk)) for pk in sorted(updates)]

    def _turns(self, pk: int) -> tuple[Turn, ...]:
        passing = [one for one in self._all if one.since_id == one.until_id == pk]
        began = [one for one in self._all if one.since_id == pk and one not in passing]
        ended = [one for one in self._all if one.until_id == pk and one not in passing]
        return turns(ended, began)


def turns(ended: Sequence[Statement], began: Sequence[Statement]) -> tuple[Turn, ...]:
    """What changes where the first of these statements end and the others begin, facet by facet, line by line."""
    places = sorted({(_ORDER.index(one.facet), one.line) for one in (*began, *ended)})
    return tuple(turn for n, line in places for turn in _of_line(FACETS[_ORDER[n]], line, ended, began))


def gaps_of(told: Iterable[Told], within: Period = _ALWAYS) -> list[Period]:
    """The days for which the person has no ground among these statements: those between two, or all of a period asked about."""
    periods = [one.period for one in told if one.facet is GROUND]
    return timeline.gaps(periods) if within == _ALWAYS else timeline.uncovered(periods, within)


def merged_into(person: Person) -> list[Person]:
    """Those who were found to be this person and merged into them, through others too, in the order they were entered."""
    found: list[Person] = []
    newest = [person]
    while newest:
        newest = list(Person.objects.filter(merged_into__in=newest).order_by("pk"))
        found += newest
    return sorted(found, key=lambda one: one.pk)


def _told(statements: Iterable[Statement]) -> list[Told]:
    rows = sorted(statements, key=lambda one: (_ORDER.index(one.facet), one.first, one.line))
    return [Told(one, FACETS[one.facet], values_of(one)) for one in rows]


def _of_line(facet: Facet, line: int, ended: Sequence[Statement], began: Sequence[Statement]) -> list[Turn]:
    """The turns in one line. What begins on the same day takes the place of what ended, the rest is told beside those."""
    before = [one for one in ended if (one.facet, one.line) == (facet.name, line)]
    after = [one for one in began if (one.facet, one.line) == (facet.name, line)]
    pairs = [(old, new) for old in before for new in after if old.first == new.first]
    paired = {one.pk for pair in pairs for one in pair}
    rest = zip_longest((one for one in before if one.pk not in paired), (one for one in after if one.pk not in paired))
    beside_old, beside_new = pairs[0] if pairs else (None, None)
    found = [*pairs, *((old or beside_old, new or beside_new) for old, new in rest)]
    turns = [Turn(facet, line, _differing(facet, line, old, new)) for old, new in found]
    return [turn for turn in turns if turn.changes]


def _differing(facet: Facet, line: int, old: Statement | None, new: Statement | None) -> tuple[Change, ...]:
    before, after = (values_of(one) if one else {} for one in (old, new))
    values = ((spec.name, before.get(spec.name, ""), after.get(spec.name, "")) for spec in facet.fields)
    return tuple(Change(name, was, now, line) for name, was, now in values if was != now)
