"""Changes of the register that no case brings: by the officer who keeps it, each on a basis of its own. A house rule."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from kense.acts.selectors import edition_at
from kense.casework import register_keeping as keeping
from kense.casework.administration import day_of
from kense.casework.fields import FieldReader
from kense.casework.perform import ProblemsError
from kense.casework.texts import PROBLEMS
from kense.kernel import Problem, Refusal, RefusedError, Text
from kense.people.models import Officer, Provider
from kense.registry import checks, merging, reversal, statements
from kense.registry.models import Person, Update
from kense.registry.organisations import directory_of
from kense.registry.proposal import Proposal, read_proposal
from kense.registry.record import Change
from kense.registry.register import RecordMovedError, apply_changes, is_taken, person_by_code, record_of
from kense.registry.search import namesake
from kense.registry.studies import not_there
from kense.trail.chain import take_turn

CONFIRMED = "confirmed"
"""The field with the warnings that are confirmed, as `field:code` with commas between."""

_NAMING = ("surname", "given_name", "birth_date")
_NO_IIN = Text(
    "ЖСН көрсетілмеген. Тұлға ЖСН-сіз енгізіледі және солай белгіленеді; ЖСН кейін қосылады. Негізінде ЖСН неге жоқ екенін "
    "жазып, растаңыз.",
    "ИИН не указан. Лицо будет внесено без ИИН с пометкой об этом; ИИН можно внести позже. Напишите в основании, почему его "
    "нет, и подтвердите.",
    "No IIN is given. The person is entered without one and marked so; it can be added later. Say in the basis why there is "
    "none, and confirm.",
)
_NAMESAKE = Text(
    "Тізілімде тегі, аты және туған күні дәл осындай тұлға бар, жазба коды: {code}. Бұл басқа адам болса, растаңыз.",
    "В регистре есть лицо с той же фамилией, именем и датой рождения, код записи: {code}. Если это другой человек, "
    "подтвердите.",
    "The register has a person of the same name and birth date, code of the record: {code}. If this is somebody else, confirm.",
)
NOTHING_CHANGED = Refusal(
    "nothing_changed",
    Text(
        "Ештеңе өзгермеді: барлық мән тізілімдегідей. Өзгеретін мәнді түзетіңіз немесе беттен шығыңыз.",
        "Ничего не изменено: все значения такие же, как в регистре. Исправьте нужное значение или выйдите со страницы.",
        "Nothing changes: every value is as the register has it. Correct the value that changes or leave the page.",
    ),
)
NOT_OF_PERSON = Refusal(
    "update_not_of_person",
    Text(
        "Бұл өзгеріс осы тұлғаның жазбасында ештеңені өзгертпеген. Тұлғаның тарихынан басқасын таңдаңыз.",
        "Это изменение ничего не меняло в записи этого лица. Выберите другое в истории лица.",
        "This update changed nothing in the person's record. Choose another one in the person's story.",
    ),
)
MERGE_ANEW = Refusal(
    "merge_anew",
    Text(
        "Біріктіруді кері қайтару қайтарылмайды. Жазбаларды қайта біріктіріңіз.",
        "Отмена объединения не отменяется. Объедините записи заново.",
        "Taking a merger back is not itself taken back. Merge the records anew.",
    ),
)
SINCE_MOVED = Refusal(
    "update_overtaken",
    Text(
        "Бұл өзгерісті кері қайтару мүмкін емес: содан кейін сол деректер тағы өзгерген. Алдымен кейінгі өзгерісті кері "
        "қайтарыңыз немесе жазбаны қолмен түзетіңіз.",
        "Это изменение нельзя отменить: те же данные после него менялись ещё раз. Сначала отмените более позднее изменение "
        "или исправьте запись вручную.",
        "This update cannot be reversed: the same data changed again after it. Reverse the later update first, or correct the "
        "record by hand.",
    ),
)


def judge(provider: Provider, person: Person | None, fields: Mapping[str, str], at: datetime) -> Proposal:
    """What the typed fields would change and what is wrong with them, confirmed warnings left out. Nothing is written.

    RefusedError where they would change nothing.
    """
    edition, today = edition_at(provider, at), day_of(provider, at)
    reader = FieldReader(fields)
    keeping.read_basis(reader)
    proposal = read_proposal(edition, person, fields, today=today)
    problems = [
        *proposal.problems,
        *_about_organisation(provider, proposal),
        *_about_identity(provider, person, proposal.changes, fields, today),
    ]
    confirmed = set(fields.get(CONFIRMED, "").split(","))
    found = (*reader.problems, *checks.unconfirmed(problems, confirmed))
    if not found and not proposal.changes:
        raise RefusedError(NOTHING_CHANGED)
    return Proposal(proposal.changes, found)


def change(person: Person, fields: Mapping[str, str], *, seen: int, actor: Officer, at: datetime) -> Update:
    """Change a person's record. `fields` are those of the record, of the proposal and the basis; `seen` the mark shown.

    Raises ProblemsError where a field is wrong, RefusedError for anybody but the keeper, and where the register moved.
    """
    with transaction.atomic():
        _take_turn(person, seen, actor, at)
        changes, basis = _read(person.provider, person, fields, at)
        update = _begin(person.provider, basis, actor, at)
        _apply(person, person.iin, changes, update)
        _entered(keeping.CHANGED, person, update, changes)
    return update


def enter_person(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Person:
    """Put a person into the register, without an IIN too where that is confirmed. Raises as `change` does."""
    with transaction.atomic():
        keeping.require_keeper(provider, actor, at)
        take_turn(provider.pk)
        changes, basis = _read(provider, None, fields, at)
        update = _begin(provider, basis, actor, at)
        iin = next((one.after for one in changes if one.field == "iin"), "")
        person = _apply(None, iin, changes, update)
        _entered(keeping.ENTERED, person, update, changes)
    return person


def reverse(
    person: Person, update: Update, fields: Mapping[str, str], *, seen: int, actor: Officer, at: datetime
) -> Update:
    """Take an update back for a person: by a new one, which ends what that one stated and states again what it ended.

    Of a merger both persons stand by themselves again. Raises as `change` does, and where the same data changed since.
    """
    with transaction.atomic():
        _take_turn(person, seen, actor, at)
        plans = undoings(person, update)
        reader = FieldReader(fields)
        basis = keeping.read_basis(reader)
        reader.done()
        by = _begin(person.provider, basis, actor, at, reverses=update)
        try:
            for plan in plans:
                reversal.undo(plan, by)
        except RecordMovedError:
            raise RefusedError(SINCE_MOVED) from None
        for plan in plans[1:]:
            merging.part(plan.person)
        operation = keeping.PARTED if len(plans) > 1 else keeping.REVERSED
        others = [plan.person.code for plan in plans[1:]]
        keeping.enter(operation, person, by, facts={"reverses": update.pk, "others": others}, personal={})
    return by


def undoings(person: Person, update: Update) -> list[reversal.Undoing]:
    """What reversing the update would do: to the person, and of a merger to whom it dropped. RefusedError for nothing."""
    if update.reverses and update.reverses.kind == Update.Kind.MERGE:
        raise RefusedError(MERGE_ANEW)
    found = [reversal.undoing(person, update)]
    if update.kind == Update.Kind.MERGE:
        dropped = person_by_code(person.provider_id, update.source)
        found += [reversal.undoing(dropped, update)] if dropped and dropped.merged_into_id == person.pk else []
    if not any(found):
        raise RefusedError(NOT_OF_PERSON)
    return found


def _take_turn(person: Person, seen: int, actor: Officer, at: datetime) -> None:
    keeping.require_keeper(person.provider, actor, at)
    take_turn(person.provider_id)
    keeping.require_standing(person, seen)


def _read(
    provider: Provider, person: Person | None, fields: Mapping[str, str], at: datetime
) -> tuple[tuple[Change, ...], str]:
    judged = judge(provider, person, fields, at)
    if judged.problems:
        raise ProblemsError(list(judged.problems))
    return judged.changes, keeping.read_basis(FieldReader(fields))


def _about_organisation(provider: Provider, proposal: Proposal) -> list[Problem]:
    if proposal.ground is None or not proposal.changes_ground:
        return []
    doubt = not_there(directory_of(provider.pk), proposal.ground)
    return [doubt] if doubt else []


def _about_identity(
    provider: Provider, person: Person | None, changes: tuple[Change, ...], fields: Mapping[str, str], today: date
) -> list[Problem]:
    after = {one.field: one.after for one in changes}
    problems: list[Problem] = []
    if person is None:
        absent = [name for name in _NAMING if not fields.get(name, "").strip()]
        readings = [checks.read_field(name, "", field=name, today=today) for name in absent]
        problems += [reading.problem for reading in readings if reading.problem]
        if not fields.get("iin", "").strip():
            problems.append(Problem("iin", "iin_absent", _NO_IIN, "warning"))
    if after.get("iin") and is_taken(provider.pk, after["iin"], person):
        problems.append(Problem("iin", "iin_taken", PROBLEMS["iin_taken"]))
    elif any(name in after for name in _NAMING) and (double := _namesake(provider, person, after)):
        problems.append(Problem("surname", "person_twice", _NAMESAKE.filled(code=double.code), "warning"))
    return problems


def _namesake(provider: Provider, person: Person | None, after: Mapping[str, str]) -> Person | None:
    record = {**record_of(person), **after}
    surname, given_name, birth_date = (record[name] for name in _NAMING)
    return namesake(provider.pk, surname, given_name, birth_date, but=person) if surname and birth_date else None


def _begin(provider: Provider, basis: str, actor: Officer, at: datetime, reverses: Update | None = None) -> Update:
    kind = Update.Kind.REVERSAL if reverses else Update.Kind.DIRECT
    update = statements.begin(provider.pk, kind, at=at, officer_id=actor.pk, ground=basis)
    if reverses:
        update.reverses = reverses
        update.save(update_fields=["reverses"])
    return update


def _apply(person: Person | None, iin: str, changes: tuple[Change, ...], update: Update) -> Person:
    try:
        return apply_changes(person, iin, changes, update)
    except RecordMovedError:
        raise RefusedError(keeping.MOVED) from None


def _entered(operation: str, person: Person, update: Update, changes: tuple[Change, ...]) -> None:
    facts = {"fields": sorted({one.field for one in changes})}
    keeping.enter(operation, person, update, facts=facts, personal={"changes": [asdict(one) for one in changes]})
