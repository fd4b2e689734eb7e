"""What a database outside is told of a person: who they are, the grounds, and what changed since it was told last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from kense.registry.facets import FACET_OF, FACETS, GROUND, PERSONAL

_BEGINS = attrgetter("first", "line")


class Known(NamedTuple):
    """A statement as a plain row of the database: a whole college of them is read. `since`, `until` are ids of updates."""

    facet: str
    line: int
    data: Mapping[str, str]
    first: str
    last: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """The fields that go out, with what is stated in them: of the person, and of each ground by its line."""

    person: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def facets_told(fields: Iterable[str]) -> frozenset[str]:
    """The facets of the fields that go out: a change in another one is of no concern to the addressee."""
    return frozenset(FACET_OF[name].name for name in fields)


def by_facet(fields: Iterable[str]) -> dict[str, list[str]]:
    """The fields that go out, in their order, by the facet in which each is stated."""
    found: dict[str, list[str]] = {}
    for name in fields:
        found.setdefault(FACET_OF[name].name, []).append(name)
    return found


def told(stated: Sequence[Known], fields: Mapping[str, Sequence[str]]) -> Told:
    """What goes out of statements that were all known at one moment: the newest personal ones, every ground.

    `fields` are those that go out `by_facet`.
    """
    personal = max([one for one in stated if one.facet == PERSONAL.name], key=_BEGINS, default=None)
    grounds = sorted([one for one in stated if one.facet == GROUND.name], key=_BEGINS)
    return Told(
        _chosen(personal, fields) if personal else {},
        {one.line: found for one in grounds if (found := _chosen(one, fields))},
    )


def changes(before: Told, after: Told) -> list[dict[str, Any]]:
    """What differs, field by field: before and after as canonical strings, "" for nothing; of a ground with its line."""
    found: list[dict[str, Any]] = [*_differing(before.person, after.person)]
    for line in sorted({*before.grounds, *after.grounds}):
        found += [{"ground": line, **one} for one in _differing(_of(before, line), _of(after, line))]
    return found


def content(
    code: str, before: Told, after: Told, update: Mapping[str, str], *, replaces: Sequence[str], again: bool
) -> dict[str, Any]:
    """One person as the files have them. `replaces` are the IINs of those who turned out to be this person."""
    extra: dict[str, Any] = {"again": True} if again else {}
    if replaces:
        extra["replaces"] = list(replaces)
    return {
        "person": {"code": code, **after.person},
        "grounds": [{"ground": line, **values} for line, values in after.grounds.items()],
        "changes": changes(before, after),
        "update": update,
        **extra,
    }


def origin(at: datetime, kind: str, source: str) -> dict[str, str]:
    """The update behind an entry, as the files name it."""
    return {"at": written(at), "kind": kind, **({"source": source} if source else {})}


def written(moment: datetime) -> str:
    """A moment as the files have it, in UTC to the second: 2019-03-26T06:10:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _chosen(statement: Known, fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    facet = FACETS[statement.facet]
    values = {**statement.data, facet.first: statement.first, facet.last: statement.last}
    return {name: value for name in fields.get(facet.name, ()) if (value := values.get(name))}


def _of(what: Told, line: int) -> Mapping[str, str]:
    return what.grounds.get(line, {})


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"field": name, "before": was, "after": now}
        for name in {**after, **before}
        if (was := before.get(name, "")) != (now := after.get(name, ""))
    ]
