"""Writing statements: one begins, one ends, none is edited. Only the register itself and casework call this."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from kense.kernel.alphabet import search_key
from kense.registry import names, timeline
from kense.registry.facets import FACETS, PERSONAL, Facet, joined, split
from kense.registry.models import Person, Statement, Update
from kense.registry.stating import Begun, Known, Stating
from kense.storage.rows import Copy, Where, insert, insert_all, number, read

COLUMNS = ("iin", "surname", "given_name", "patronymic", "birth_date")
"""The fields of the newest personal statement that stand with the person too, to be searched by."""
_LAST_LINE = "SELECT MAX(line) FROM registry_statement WHERE person_id = %s AND facet = %s"


def standing(person: Person) -> list[Statement]:
    """What is stated of the person now, about whatever time."""
    found = read(Statement, Where("person_id = %s AND known_to IS NULL", [person.pk]), "id")
    for one in found:
        one.person = person
    return found


def values_of(statement: Statement) -> dict[str, str]:
    """The fields of a statement with their values, its period among them."""
    return joined(FACETS[statement.facet], statement.data, statement.first, statement.last)


def state(person: Person, facet: Facet, line: int, values: Mapping[str, str], update: Update) -> Statement:
    """Begin a statement."""
    made = _made(person, Begun(facet.name, line, *split(facet, values)), update)
    insert(made)
    return made


def end(statement: Statement, update: Update) -> None:
    """Take a statement back: from the moment of the update on it is no longer known, what was answered by it stays."""
    statement.known_to, statement.until = update.at, update
    statement.save(update_fields=["known_to", "until"])


def restate(statement: Statement, values: Mapping[str, str], update: Update) -> Statement:
    """Put other values in the place of a statement, in the same line."""
    end(statement, update)
    return state(statement.person, FACETS[statement.facet], statement.line, values, update)


def stating_of(person: Person, stated: Iterable[Statement], *, is_new: bool = False) -> Stating:
    """What the person's standing statements are when something is said anew; of one just entered nothing ever was."""
    return Stating(_known(stated), (lambda _: 1) if is_new else partial(next_line, person))


def _known(stated: Iterable[Statement]) -> list[Known]:
    return [Known(one.pk, one.facet, one.line, one.data, one.first, one.last) for one in stated]


def carry_out(stating: Stating, person: Person, update: Update) -> None:
    """End and begin what ends and begins by what was said."""
    if stating.ended:
        Statement.objects.filter(pk__in=stating.ended).update(known_to=update.at, until=update)
    insert_all([_made(person, begun, update) for begun in stating.begun])


def next_line(person: Person, facet: Facet) -> int:
    """The number of a new line of the facet: never one the person has had before, be it ended. Alone it is the first."""
    if not facet.of_many:
        return 1
    return 1 + (number(_LAST_LINE, [person.pk, facet.name]) or 0)


def show_columns(person: Person, known: Iterable[Known] | None = None) -> None:
    """Bring the columns of the person up to what is stated last, among what is known where that is at hand."""
    copy, known = Copy(person), _known(standing(person)) if known is None else known
    newest = timeline.newest(one for one in known if one.facet == PERSONAL.name)
    values = newest.values if newest else {}
    for name in COLUMNS:
        setattr(person, name, values.get(name, ""))
    person.name_key = search_key(names.full_name(person.surname, person.given_name, person.patronymic))
    copy.write()


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
    update = Update(
        provider_id=provider_id, at=at, officer_id=officer_id, kind=kind.value, source=source, ground=ground
    )
    insert(update)
    return update


def _made(person: Person, begun: Begun, update: Update) -> Statement:
    return Statement(person=person, since=update, known_from=update.at, **begun._asdict())
