"""Writing statements: one begins, one ends, none is edited. Only the register itself and casework call this."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db.models import Max

from kense.kernel.alphabet import search_key
from kense.registry import names, timeline
from kense.registry.facets import FACETS, PERSONAL, Facet, joined, split
from kense.registry.models import Person, Statement, Update
from kense.registry.stating import Begun, Known, Stating

COLUMNS = ("iin", "surname", "given_name", "patronymic", "birth_date")
"""The fields of the newest personal statement that stand with the person too, to be searched by."""


def standing(person: Person) -> list[Statement]:
    """What is stated of the person now, about whatever time."""
    return list(Statement.objects.filter(person=person, known_to=None).order_by("pk"))


def values_of(statement: Statement) -> dict[str, str]:
    """The fields of a statement with their values, its period among them."""
    return joined(FACETS[statement.facet], statement.data, statement.first, statement.last)


def state(person: Person, facet: Facet, line: int, values: Mapping[str, str], update: Update) -> Statement:
    """Begin a statement."""
    return _make(person, Begun(facet.name, line, *split(facet, values)), update)


def end(statement: Statement, update: Update) -> None:
    """Take a statement back: from the moment of the update on it is no longer known, what was answered by it stays."""
    statement.known_to, statement.until = update.at, update
    statement.save(update_fields=["known_to", "until"])


def restate(statement: Statement, values: Mapping[str, str], update: Update) -> Statement:
    """Put other values in the place of a statement, in the same line."""
    end(statement, update)
    return state(statement.person, FACETS[statement.facet], statement.line, values, update)


def stating_of(person: Person, stated: Iterable[Statement]) -> Stating:
    """What the person's standing statements are when something is said anew."""
    known = [Known(one.pk, one.facet, one.line, one.data, one.first, one.last) for one in stated]
    return Stating(known, partial(next_line, person))


def carry_out(stating: Stating, person: Person, update: Update) -> None:
    """End and begin what ends and begins by what was said."""
    Statement.objects.filter(pk__in=stating.ended).update(known_to=update.at, until=update)
    for begun in stating.begun:
        _make(person, begun, update)


def next_line(person: Person, facet: Facet) -> int:
    """The number of a new line of the facet: never one the person has had before, be it ended. Alone it is the first."""
    if not facet.of_many:
        return 1
    stated = Statement.objects.filter(person=person, facet=facet.name)
    return 1 + (stated.aggregate(last=Max("line"))["last"] or 0)


def show_columns(person: Person) -> None:
    """Bring the columns of the person up to what is stated last."""
    newest = timeline.newest(one for one in standing(person) if one.facet == PERSONAL.name)
    values = values_of(newest) if newest else {}
    for name in COLUMNS:
        setattr(person, name, values.get(name, ""))
    person.name_key = search_key(names.full_name(person.surname, person.given_name, person.patronymic))
    person.save(update_fields=[*COLUMNS, "name_key"])


def begin(
    provider_id: int,
    kind: Update.Kind,
    *,
    at: datetime,
    officer_id: int | None = None,
    source: str = "",
    ground: str = "",
) -> Update:
    """An update of the register: everything it states and takes back refers to it."""
    return Update.objects.create(
        provider_id=provider_id, at=at, officer_id=officer_id, kind=kind, source=source, ground=ground
    )


def _make(person: Person, begun: Begun, update: Update) -> Statement:
    return Statement.objects.create(person=person, since=update, known_from=update.at, **begun._asdict())
