"""Merging two records of a register that are of one person; taken back by `register_changes.reverse`. A house rule."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kense.casework import register_keeping as keeping
from kense.casework.fields import FieldReader
from kense.kernel import Refusal, RefusedError, Text
from kense.people.models import Officer
from kense.registry import merging, statements
from kense.registry.models import Person, Update
from kense.trail.chain import take_turn

SAME_PERSON = Refusal(
    "merge_same",
    Text(
        "Бұл – сол жазбаның өзі. Қосарланған екінші жазбаны таңдаңыз.",
        "Это та же самая запись. Выберите вторую, двойную запись.",
        "This is the same record. Choose the second, double one.",
    ),
)
KEEP_THE_OTHER = Refusal(
    "merge_keep_the_other",
    Text(
        "Сақталатын жазбада ЖСН жоқ, ал екіншісінде бар. ЖСН бар жазбаны ашып, осыны соған біріктіріңіз.",
        "В сохраняемой записи нет ИИН, а во второй он есть. Откройте запись с ИИН и присоедините эту к ней.",
        "The record to be kept has no IIN and the other one has. Open the record with the IIN and merge this one into it.",
    ),
)


def preview(kept: Person, dropped: Person) -> merging.Merger:
    """What merging the second record into the first would do. RefusedError where they cannot be merged so."""
    if kept.pk == dropped.pk:
        raise RefusedError(SAME_PERSON)
    if kept.provider_id != dropped.provider_id or kept.merged_into_id or dropped.merged_into_id:
        raise RefusedError(keeping.NOT_STANDING)
    if dropped.iin and not kept.iin:
        raise RefusedError(KEEP_THE_OTHER)
    return merging.merger(kept, dropped)


def merge(
    kept: Person, dropped: Person, fields: Mapping[str, str], *, seen: tuple[int, int], actor: Officer, at: datetime
) -> Update:
    """Merge the second record into the first. `fields` has the basis, `seen` the marks of both as they were shown.

    Raises ProblemsError without a basis, RefusedError for anybody but the keeper, and where the register moved.
    """
    with transaction.atomic():
        keeping.require_keeper(kept.provider, actor, at)
        take_turn(kept.provider_id)
        for person, mark in zip((kept, dropped), seen, strict=True):
            keeping.require_standing(person, mark)
        plan, reader = preview(kept, dropped), FieldReader(fields)
        basis = keeping.read_basis(reader)
        reader.done()
        update = statements.begin(
            kept.provider_id, Update.Kind.MERGE, at=at, officer_id=actor.pk, source=dropped.code, ground=basis
        )
        merging.merge(plan, update)
        facts = {"others": [dropped.code], "carried": len(plan.carried), "left": len(plan.left)}
        keeping.enter(keeping.MERGED, kept, update, facts=facts, personal={})
    return update
