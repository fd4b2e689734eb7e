"""What a database outside is told of a person: who they are, the grounds, and what changed since it was told last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kense.registry import timeline
from kense.registry.facets import FACET_OF, GROUND, PERSONAL
from kense.registry.models import Person, Statement, Update
from kense.registry.statements import values_of


@dataclass(frozen=True, slots=True)
class Told:
    """The fields that go out, with what is stated in them: of the person, and of each ground by its line."""

    person: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def facets_told(fields: Iterable[str]) -> frozenset[str]:
    """The facets of the fields that go out: a change in another one is of no concern to the addressee."""
    return frozenset(FACET_OF[name].name for name in fields)


def told(stated: Iterable[Statement], fields: Sequence[str]) -> Told:
    """What goes out of statements that were all known at one moment: the newest personal ones, every ground."""
    statements = list(stated)
    personal = timeline.newest(one for one in statements if one.facet == PERSONAL.name)
    grounds = sorted((one for one in statements if one.facet == GROUND.name), key=lambda one: (one.first, one.line))
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
    person: Person, before: Told, after: Told, update: Update, *, replaces: Sequence[str], again: bool
) -> dict[str, Any]:
    """One person as the files have them. `replaces` are the IINs of those who turned out to be this person."""
    extra: dict[str, Any] = {"again": True} if again else {}
    if replaces:
        extra["replaces"] = list(replaces)
    return {
        "person": {"code": person.code, **after.person},
        "grounds": [{"ground": line, **values} for line, values in after.grounds.items()],
        "changes": changes(before, after),
        "update": {
            "at": written(update.at),
            "kind": update.kind,
            **({"source": update.source} if update.source else {}),
        },
        **extra,
    }


def written(moment: datetime) -> str:
    """A moment as the files have it, in UTC to the second: 2019-03-26T06:10:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _chosen(statement: Statement, fields: Sequence[str]) -> dict[str, str]:
    values = values_of(statement)
    return {name: values[name] for name in fields if values.get(name)}


def _of(what: Told, line: int) -> Mapping[str, str]:
    return what.grounds.get(line, {})


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, str]]:
    names = dict.fromkeys([*after, *before])
    return [
        {"field": name, "before": before.get(name, ""), "after": after.get(name, "")}
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]
