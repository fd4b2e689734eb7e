"""Legal representatives stated by hand, with the ground of their representation; by the officer who keeps the register."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kense.casework import register_keeping as keeping
from kense.casework.administration import day_of
from kense.casework.fields import FieldReader
from kense.casework.register_changes import NOTHING_CHANGED
from kense.kernel import Refusal, RefusedError, Text
from kense.people.models import Officer
from kense.registry import checks, statements
from kense.registry.facets import BY_NAME, REPRESENTATIVE
from kense.registry.history import History
from kense.registry.models import Person, Update
from kense.registry.register import represent
from kense.trail.chain import take_turn

KIND_LIMIT = 200
NO_SUCH = Refusal(
    "representative_not_there",
    Text(
        "Мұндай өкіл бұл тұлғаның жазбасында жоқ. Бетті жаңартып, қайта таңдаңыз.",
        "Такого представителя в записи этого лица нет. Обновите страницу и выберите снова.",
        "The person's record has no such representative. Reload the page and choose again.",
    ),
)

_PREFIX = "rep_"
_TYPED = ("iin", "surname", "given_name", "patronymic", "phone")


def state_representative(
    person: Person, fields: Mapping[str, str], *, seen: int, actor: Officer, at: datetime
) -> Update:
    """State who represents the person; whoever has the same IIN takes the place of what was stated of them.

    `fields` are those of the facet and the basis. Raises ProblemsError where one is wrong, RefusedError for anybody but
    the keeper, where the register moved and where nothing is new.
    """
    with transaction.atomic():
        _take_turn(person, seen, actor, at)
        values, basis = read_representative(person, fields, at)
        update = statements.begin(person.provider_id, Update.Kind.DIRECT, at=at, officer_id=actor.pk, ground=basis)
        represent(person, values, update)
        if History(person).mark != update.pk:
            raise RefusedError(NOTHING_CHANGED)
        keeping.enter(keeping.REPRESENTED, person, update, facts={}, personal={"representative": values})
    return update


def end_representative(
    person: Person, line: str, fields: Mapping[str, str], *, seen: int, actor: Officer, at: datetime
) -> Update:
    """Say that somebody represents the person no more. Raises as `state_representative` does."""
    with transaction.atomic():
        _take_turn(person, seen, actor, at)
        stated = [one for one in statements.standing(person) if one.facet == REPRESENTATIVE.name]
        known = next((one for one in stated if str(one.line) == line), None)
        if known is None:
            raise RefusedError(NO_SUCH)
        reader = FieldReader(fields)
        basis = keeping.read_basis(reader)
        reader.done()
        update = statements.begin(person.provider_id, Update.Kind.DIRECT, at=at, officer_id=actor.pk, ground=basis)
        statements.end(known, update)
        values = statements.values_of(known)
        keeping.enter(keeping.UNREPRESENTED, person, update, facts={}, personal={"representative": values})
    return update


def _take_turn(person: Person, seen: int, actor: Officer, at: datetime) -> None:
    keeping.require_keeper(person.provider, actor, at)
    take_turn(person.provider_id)
    keeping.require_standing(person, seen)


def read_representative(person: Person, fields: Mapping[str, str], at: datetime) -> tuple[dict[str, str], str]:
    """The representative as typed and the basis of the change. ProblemsError where something is wrong."""
    reader, today = FieldReader(fields), day_of(person.provider, at)
    basis = keeping.read_basis(reader)
    values = {"rep_kind": reader.line("rep_kind", BY_NAME["rep_kind"].label, KIND_LIMIT, required=True)}
    for name in _TYPED:
        field = _PREFIX + name
        reading = checks.read_field(name, fields.get(field, ""), field=field, today=today)
        values[field] = reading.value or ""
        if reading.problem and reading.problem.severity == "error":
            reader.problems.append(reading.problem)
    reader.done()
    return values, basis
