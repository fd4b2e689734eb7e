"""Opening somebody's record in the register: only after the officer has said why, and each time with a trail entry."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from kense.casework.administration import enter
from kense.casework.extract import require_extractor
from kense.casework.fields import FieldReader
from kense.casework.register_keeping import require_keeper
from kense.casework.texts import PROBLEMS
from kense.kernel import Text
from kense.people.models import Officer
from kense.registry.models import Person
from kense.trail.selectors import DATA_SHOWN, PERSON_OPENED, RIGHTS_OPENED, entered_by

WHY, NOTE = "why", "note"
NOTE_LABEL = Text(
    "Толығырақ: істің немесе сұрау салудың нөмірі", "Подробнее: номер дела или запроса", "More exactly: number of the case or request"
)  # fmt: skip
NOTE_LIMIT = 200
REASONS: dict[str, Text] = {
    "case": Text("іс бойынша", "в связи с делом", "in connection with a case"),
    "request": Text("тұлғаның немесе органның сұрауы бойынша", "по запросу лица или органа", "on request of the person or a body"),
    "checking": Text("тізілімді тексеру", "проверка регистра", "checking the register"),
    "answer": Text("сыртқы дерекқордың жауабы бойынша", "по ответу внешней базы", "on the answer of a database outside"),
}  # fmt: skip
"""Why an officer may look."""

ONE_LOOK = timedelta(hours=1)
"""So long an officer goes on looking for the reason they gave."""
ONE_FORM = timedelta(hours=24)
"""A form that was opened is taken within this time: the look goes on with it."""


def open_person(person: Person, fields: Mapping[str, str], *, officer: Officer, at: datetime) -> None:
    """Write why the officer looks. `fields`: the reason, one of REASONS, and a note. ProblemsError without a reason."""
    with transaction.atomic():
        require_keeper(person.provider, officer, at)
        why, note = _read_reason(fields)
        _enter(person, PERSON_OPENED, officer, at, {"reason": why}, {"note": note})


def open_rights(person: Person, fields: Mapping[str, str], *, officer: Officer, at: datetime) -> None:
    """Write why the officer looks at what is held on the person, which opens nothing else. Raises as `open_person` does."""
    with transaction.atomic():
        require_extractor(person.provider, officer, at)
        why, note = _read_reason(fields)
        _enter(person, RIGHTS_OPENED, officer, at, {"reason": why}, {"note": note})


def looks_at_rights(person: Person, *, officer: Officer, at: datetime, within: timedelta = ONE_LOOK) -> bool:
    """Whether the officer has lately said why they look at what is held on the person, or at the record.

    Who has said it of the record looks on for the same reason, and that is written too.
    """
    if _reasons(person, officer, at - within, at, RIGHTS_OPENED):
        return True
    reasons = _reasons(person, officer, at - ONE_LOOK, at)
    if reasons:
        with transaction.atomic():
            _enter(person, RIGHTS_OPENED, officer, at, {"reason": reasons[-1]}, {"note": ""})
    return bool(reasons)


def looks(person: Person, *, officer: Officer, at: datetime) -> bool:
    """Whether the officer has lately said why they look at the person."""
    return bool(_reasons(person, officer, at - ONE_LOOK, at))


def go_on(person: Person, *, officer: Officer, at: datetime) -> bool:
    """Whether a form of the person's pages, sent now, belongs to a look of theirs; a look that was over goes on, written anew."""
    if looks(person, officer=officer, at=at):
        return True
    reasons = _reasons(person, officer, at - ONE_FORM, at)
    if reasons:
        with transaction.atomic():
            _enter(person, PERSON_OPENED, officer, at, {"reason": reasons[-1]}, {"note": ""})
    return bool(reasons)


def open_beside(other: Person, person: Person, *, officer: Officer, at: datetime) -> None:
    """Write that the officer, who looks at the person, has another one shown beside them for the same reason."""
    reasons = _reasons(person, officer, at - ONE_FORM, at)
    if reasons and not looks(other, officer=officer, at=at):
        with transaction.atomic():
            _enter(other, PERSON_OPENED, officer, at, {"reason": reasons[-1]}, {"note": ""})


def show_iin(person: Person, *, officer: Officer, at: datetime) -> None:
    """Write that the officer had the person's numbers shown in full."""
    with transaction.atomic():
        _enter(person, DATA_SHOWN, officer, at, {}, {})


def _read_reason(fields: Mapping[str, str]) -> tuple[str, str]:
    reader, why = FieldReader(fields), fields.get(WHY, "")
    if why not in REASONS:
        reader.say(WHY, "choice_missing", PROBLEMS["choice_missing"])
    note = reader.line(NOTE, NOTE_LABEL, NOTE_LIMIT)
    reader.done()
    return why, note


def _reasons(
    person: Person, officer: Officer, since: datetime, until: datetime, opened: str = PERSON_OPENED
) -> list[str]:
    entered = entered_by(officer.pk, None, since, until)
    mine = [facts for operation, facts in entered if operation == opened]
    return [str(facts["reason"]) for facts in mine if facts["person"] == person.code]


def _enter(
    person: Person,
    operation: str,
    officer: Officer,
    at: datetime,
    facts: Mapping[str, object],
    personal: Mapping[str, object],
) -> None:
    enter(person.provider, operation, {"person": person.code, **facts}, actor=officer, at=at, personal=personal)
