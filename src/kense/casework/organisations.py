"""The directory of education organisations: the administrator adds to it and says what became of an organisation and when."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from kense.casework.administration import differing, enter, require_administrator
from kense.casework.fields import FieldReader
from kense.kernel import Refusal, RefusedError, Text
from kense.kernel.alphabet import search_key
from kense.people.models import Officer, Provider
from kense.people.selectors import row_id
from kense.registry import timeline
from kense.registry.grounds import shown_period
from kense.registry.models import Organisation
from kense.registry.organisations import Directory, directory_of, period_of
from kense.registry.record import ORGANISATION_LIMIT
from kense.registry.timeline import Period
from kense.trail.chain import take_turn

ADDED = "organisation_added"
CORRECTED = "organisation_corrected"
RENAMED = "organisation_renamed"
CLOSED = "organisation_closed"
OWN_SET = "organisation_own_set"

DONE: dict[str, Text] = {
    ADDED: Text(
        "анықтамалыққа ұйым қосты", "добавил(а) организацию в справочник", "added an organisation to the directory"
    ),
    CORRECTED: Text(
        "ұйымның жазбасын түзетті", "исправил(а) запись об организации", "corrected the entry of an organisation"
    ),
    RENAMED: Text("ұйымның жаңа атауын енгізді", "внёс(ла) новое название организации", "renamed an organisation"),
    CLOSED: Text("ұйымның жабылғанын жазды", "внёс(ла) закрытие организации", "closed an organisation"),
    OWN_SET: Text(
        "кеңсенің өз ұйымын белгіледі",
        "отметил(а) собственную организацию канцелярии",
        "marked the office's own organisation",
    ),
}
LABELS: dict[str, Text] = {
    "name_kk": Text("Атауы, қазақша", "Название на казахском", "Name in Kazakh"),
    "name_ru": Text("Атауы, орысша", "Название на русском", "Name in Russian"),
    "first": Text("Қай күннен бастап бар", "С какого дня существует", "Exists since"),
}
RENAME_LABELS: dict[str, Text] = {
    "new_name_kk": Text("Жаңа атауы, қазақша", "Новое название на казахском", "New name in Kazakh"),
    "new_name_ru": Text("Жаңа атауы, орысша", "Новое название на русском", "New name in Russian"),
    "new_from": Text("Жаңа атауы қай күннен бастап", "С какого дня новое название", "New name since"),
}
CLOSE_LABELS: dict[str, Text] = {
    "last": Text("Соңғы күні", "Последний день", "Last day"),
    "successor": Text("Құқықтық мирасқоры, бар болса", "Правопреемник, если есть", "Successor, if any"),
}
NOT_THERE = Refusal(
    "organisation_not_found",
    Text(
        "Анықтамалықта мұндай ұйым жоқ. Тізімді жаңартып, қайта таңдаңыз.",
        "Такой организации в справочнике нет. Обновите список и выберите снова.",
        "The directory has no such organisation. Reload the list and choose again.",
    ),
)
PROBLEMS: dict[str, Text] = {
    "organisation_twice": Text(
        "Анықтамалықта осы күндері дәл осындай атаумен ұйым бар. Атауын нақтылаңыз немесе сол жазбаны түзетіңіз.",
        "В справочнике за эти дни уже есть организация с таким названием. Уточните название или исправьте ту запись.",
        "The directory already has an organisation of this name on these days. Make the name exact or correct that entry.",
    ),
    "organisation_over": Text(
        "Ұйым бұл күні жоқ: ол {days} болған. Күнді осы аралықтан таңдаңыз.",
        "В этот день организации нет: она существует {days}. Выберите день из этого промежутка.",
        "The organisation does not exist on this day: it exists {days}. Choose a day in between.",
    ),
    "successor_wrong": Text(
        "Мирасқор – анықтамалықтағы басқа ұйым, ол осы ұйымға қайтып келмейді. Тізімнен таңдаңыз.",
        "Правопреемник – другая организация справочника, и её преемником не может быть эта. Выберите из списка.",
        "The successor is another organisation of the directory that does not lead back to this one. Choose from the list.",
    ),
}


def add(provider: Provider, fields: Mapping[str, str], *, actor: Officer, at: datetime) -> Organisation:
    """Add an organisation; `fields`: those of LABELS, its first day may be unknown.

    Raises ProblemsError where a field is wrong, RefusedError for anybody but the administrator; so does all of this module.
    """
    with transaction.atomic():
        directory = _turn(provider, actor, at)
        reader = FieldReader(fields)
        names, first = _names(reader), reader.day("first", LABELS["first"], required=False)
        _check_single(reader, directory, names, Period(_iso(first)))
        reader.done()
        return _new(provider, ADDED, names, _iso(first), {}, actor, at)


def correct(
    provider: Provider, organisation_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> Organisation:
    """Say what the entry should have said from the start; `fields`: those of LABELS. What is the same changes nothing."""
    with transaction.atomic():
        directory = _turn(provider, actor, at)
        one = _found(directory, organisation_id)
        reader = FieldReader(fields)
        names, first = _names(reader), reader.day("first", LABELS["first"], required=False)
        if one.last and first and first.isoformat() > one.last:
            _say_over(reader, "first", Period("", one.last))
        _check_single(reader, directory, names, Period(_iso(first), one.last), but=one)
        reader.done()
        _change(provider, CORRECTED, one, {**names, "first": _iso(first)}, actor, at)
        return one


def rename(
    provider: Provider, organisation_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> Organisation:
    """Let another name follow from a day on: the entry ends the day before and the new one is its successor.

    fields: those of RENAME_LABELS. What was whose is kept: the office's own organisation stays its own.
    """
    with transaction.atomic():
        directory = _turn(provider, actor, at)
        one = _found(directory, organisation_id)
        reader = FieldReader(fields)
        names, first = _names(reader, "new_"), reader.day("new_from", RENAME_LABELS["new_from"])
        if first and not (one.first < first.isoformat() <= (one.last or first.isoformat())):
            _say_over(reader, "new_from", period_of(one))
        _check_single(reader, directory, names, Period(_iso(first), one.last), "new_", but=one)
        reader.done()
        kept = {"last": one.last, "successor": one.successor, "is_own": one.is_own}
        new = _new(provider, RENAMED, names, _iso(first), kept, actor, at, instead_of=one.pk)
        one.last, one.successor = timeline.day_before(new.first), new
        one.save(update_fields=["last", "successor"])
        return new


def close(
    provider: Provider, organisation_id: str, fields: Mapping[str, str], *, actor: Officer, at: datetime
) -> Organisation:
    """Say on which day it was there for the last time, and which organisation it went into, if any.

    fields: those of CLOSE_LABELS, `successor` as the id of the other one.
    """
    with transaction.atomic():
        directory = _turn(provider, actor, at)
        one = _found(directory, organisation_id)
        reader = FieldReader(fields)
        last = reader.day("last", CLOSE_LABELS["last"])
        if last and last.isoformat() < one.first:
            _say_over(reader, "last", period_of(one))
        successor = _successor(reader, directory, one)
        reader.done()
        _change(provider, CLOSED, one, {"last": _iso(last), "successor": successor}, actor, at)
        return one


def set_own(provider: Provider, organisation_id: str, is_own: bool, *, actor: Officer, at: datetime) -> None:
    """Mark an organisation as the one the office belongs to, or take the mark off; on one day there is one such at most."""
    with transaction.atomic():
        directory = _turn(provider, actor, at)
        one = _found(directory, organisation_id)
        if one.is_own == is_own:
            return
        if is_own:
            for other in directory.rows:
                if other.is_own and period_of(other).meets(period_of(one)):
                    _change(provider, OWN_SET, other, {"is_own": False}, actor, at)
        _change(provider, OWN_SET, one, {"is_own": is_own}, actor, at)


def _turn(provider: Provider, actor: Officer, at: datetime) -> Directory:
    take_turn(provider.pk)
    require_administrator(provider, actor, at)
    return directory_of(provider.pk)


def _found(directory: Directory, organisation_id: str) -> Organisation:
    one = directory.by_id.get(row_id(organisation_id))
    if one is None:
        raise RefusedError(NOT_THERE)
    return one


def _names(reader: FieldReader, prefix: str = "") -> dict[str, str]:
    labels = LABELS | RENAME_LABELS
    return {
        name: reader.line(f"{prefix}{name}", labels[f"{prefix}{name}"], ORGANISATION_LIMIT, required=True)
        for name in ("name_kk", "name_ru")
    }


def _check_single(
    reader: FieldReader,
    directory: Directory,
    names: Mapping[str, str],
    period: Period,
    prefix: str = "",
    but: Organisation | None = None,
) -> None:
    """Nothing else has one of these names on one of these days."""
    for field, name in names.items():
        if any(one != but and period_of(one).meets(period) for one in directory.named(name)):
            reader.say(f"{prefix}{field}", "organisation_twice", PROBLEMS["organisation_twice"])


def _successor(reader: FieldReader, directory: Directory, one: Organisation) -> Organisation | None:
    typed = reader.fields.get("successor", "")
    if not typed:
        return None
    found = directory.by_id.get(row_id(typed))
    if found is None or found == one or one in directory.heirs(found):
        reader.say("successor", "successor_wrong", PROBLEMS["successor_wrong"])
    return found


def _say_over(reader: FieldReader, field: str, period: Period) -> None:
    reader.say(field, "organisation_over", PROBLEMS["organisation_over"].filled(days=shown_period(period)))


def _new(
    provider: Provider,
    operation: str,
    names: Mapping[str, str],
    first: str,
    kept: Mapping[str, object],
    actor: Officer,
    at: datetime,
    **facts: object,
) -> Organisation:
    one = Organisation.objects.create(provider=provider, **names, **_keys(names), first=first, **kept)
    enter(provider, operation, {"organisation": one.pk, **names, "first": first, **facts}, actor=actor, at=at)
    return one


def _change(
    provider: Provider, operation: str, one: Organisation, values: Mapping[str, object], actor: Officer, at: datetime
) -> None:
    before = {name: getattr(one, name) for name in values}
    if before == values:
        return
    for name, value in {**values, **_keys(values)}.items():
        setattr(one, name, value)
    one.save()
    facts = {"organisation": one.pk, **differing(_plain(before), _plain(values), values)}
    enter(provider, operation, facts, actor=actor, at=at)


def _keys(values: Mapping[str, object]) -> dict[str, str]:
    """The names as they are searched for, of those that are among the values."""
    return {f"key_{lang}": search_key(str(values[f"name_{lang}"])) for lang in ("kk", "ru") if f"name_{lang}" in values}


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value.pk if isinstance(value, Organisation) else value for name, value in values.items()}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
