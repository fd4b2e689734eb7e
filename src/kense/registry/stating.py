"""How a value becomes a statement: what ends and what begins when something is said anew of one person. Pure.

The same rule for a change by a case, read from rows, and for a roster with its hundred thousand persons.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from kense.registry import timeline
from kense.registry.facets import FACETS, Facet, joined, split

_IDENTIFYING = ("document_kind", "document_number")


class Known(NamedTuple):
    """A statement that stands: its id, its line of a facet, its data and the days for which it holds."""

    pk: int
    facet: str
    line: int
    data: Mapping[str, str]
    first: str
    last: str

    @property
    def values(self) -> dict[str, str]:
        """The fields of the facet with their values."""
        return joined(FACETS[self.facet], self.data, self.first, self.last)


class Begun(NamedTuple):
    """A statement to be made."""

    facet: str
    line: int
    data: Mapping[str, str]
    first: str
    last: str


class Stating:
    """What is `known` of a person, and what of it has `ended`, by its id, and what has `begun` by what was said since.

    `next_line` gives the number of a new line of a facet: one that the person never had.
    """

    def __init__(self, known: Sequence[Known], next_line: Callable[[Facet], int]) -> None:
        self.known, self._next_line = known, next_line
        self.ended: list[int] = []
        self.begun: list[Begun] = []

    @property
    def standing(self) -> list[Known]:
        """What is known when all that was said is carried out; what has begun has no id yet."""
        kept = [one for one in self.known if one.pk not in self.ended]
        return [*kept, *(Known(0, *one) for one in self.begun)]

    def newest(self, facet: Facet, line: int | None = None) -> Known | None:
        """What is known of the facet, or of one line of it, and begins last."""
        return timeline.newest(one for one in self.known if one.facet == facet.name and line in (None, one.line))

    def say(self, facet: Facet, values: Mapping[str, str], of: Known | None) -> None:
        """Say values of a thing that is known, once of each; what they do not name stays. None is a new thing."""
        after = {**(of.values if of else {}), **values}
        if of is None or is_another(of, values):
            self._begin(facet, self._next_line(facet), after)
            return
        since = values.get(facet.first, of.first)
        if since == of.first or facet.of_many:
            self.ended.append(of.pk)
        else:
            self._make_room(facet, since)
        self._begin(facet, of.line, after)

    def _make_room(self, facet: Facet, since: str) -> None:
        """End what is known for days from `since` on; what began before then comes to its last day."""
        for one in self.known:
            if one.facet != facet.name or (one.last and one.last < since):
                continue
            self.ended.append(one.pk)
            if one.first < since:
                self._begin(facet, one.line, one.values | {facet.last: timeline.day_before(since)})

    def _begin(self, facet: Facet, line: int, values: Mapping[str, str]) -> None:
        self.begun.append(Begun(facet.name, line, *split(facet, values)))


def is_another(known: Known, values: Mapping[str, str]) -> bool:
    """Whether the values are of another thing than the statement is: of a document with another number."""
    return any(values.get(name, said) != said for name in _IDENTIFYING if (said := known.data.get(name)))
