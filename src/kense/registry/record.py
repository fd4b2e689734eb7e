"""The fields of a person's record that a case can change, and the reading of such changes: before and after."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kense.kernel import Problem, Text
from kense.registry import checks, dates, iin, texts

Kind = Literal["text", "date", "iin", "choice", "sex"]

DOCUMENT_NUMBER_LIMIT = 40
ORGANISATION_LIMIT = 300


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of the record: its name, its label and what its value is. A choice is an id of a directory."""

    name: str
    label: Text
    kind: Kind


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, as canonical strings: ISO dates, digits of an IIN, ids of choices, "" for nothing."""

    field: str
    before: str
    after: str


_DOCUMENT_KIND = Text(
    kk="Жеке басын куәландыратын құжат", ru="Документ, удостоверяющий личность", en="Identity document"
)
_DOCUMENT_NUMBER = Text(kk="Құжаттың нөмірі", ru="Номер документа", en="Document number")
_DOCUMENT_ISSUED_ON = Text(kk="Құжаттың берілген күні", ru="Дата выдачи документа", en="Document issued on")
_DOCUMENT_EXPIRES_ON = Text(
    kk="Құжаттың қолданылу мерзімінің соңы", ru="Окончание срока действия документа", en="Document valid until"
)
_CATEGORY = Text(kk="Жеңілдік санаты", ru="Льготная категория", en="Preferential category")
_ORGANISATION = Text(kk="Білім беру ұйымы", ru="Организация образования", en="Education organisation")
_STUDY_FORM = Text(kk="Оқу нысаны", ru="Форма обучения", en="Form of study")
_GROUND_FROM = Text(kk="Негіз басталатын күн", ru="Начало действия основания", en="Ground valid from")
_GROUND_TO = Text(kk="Негіз аяқталатын күн", ru="Окончание действия основания", en="Ground valid until")

FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("iin", checks.LABELS["iin"], "iin"),
    FieldSpec("surname", checks.LABELS["surname"], "text"),
    FieldSpec("given_name", checks.LABELS["given_name"], "text"),
    FieldSpec("patronymic", checks.LABELS["patronymic"], "text"),
    FieldSpec("birth_date", checks.LABELS["birth_date"], "date"),
    FieldSpec("sex", checks.LABELS["sex"], "sex"),
    FieldSpec("document_kind", _DOCUMENT_KIND, "choice"),
    FieldSpec("document_number", _DOCUMENT_NUMBER, "text"),
    FieldSpec("document_issued_on", _DOCUMENT_ISSUED_ON, "date"),
    FieldSpec("document_expires_on", _DOCUMENT_EXPIRES_ON, "date"),
    FieldSpec("category", _CATEGORY, "choice"),
    FieldSpec("organisation", _ORGANISATION, "text"),
    FieldSpec("study_form", _STUDY_FORM, "choice"),
    FieldSpec("ground_from", _GROUND_FROM, "date"),
    FieldSpec("ground_to", _GROUND_TO, "date"),
)
"""The closed list, in the order in which it is shown."""

_BY_NAME = {spec.name: spec for spec in FIELDS}
_LIMITS = {"document_number": DOCUMENT_NUMBER_LIMIT, "organisation": ORGANISATION_LIMIT}
_PERIODS = (("document_issued_on", "document_expires_on"), ("ground_from", "ground_to"))
_IDENTITY = ("iin", "birth_date", "sex")

_NOT_IN_DIRECTORY = Text(
    kk="{label}: {typed} анықтамалықта жоқ. Мәнді тізімнен таңдаңыз.",
    ru="{label}: {typed} нет в справочнике. Выберите значение из списка.",
    en="{label}: {typed} is not in the directory. Choose a value from the list.",
)
_NOTHING = Text(kk="көрсетілмеген", ru="не указано", en="not stated")


def read_changes(
    current: Mapping[str, str], proposed: Mapping[str, str], *, choices: Mapping[str, Collection[str]], today: date
) -> tuple[dict[str, Change], list[Problem]]:
    """What `proposed` (raw strings, as typed) would change in `current` (canonical strings), and the problems.

    A field absent from `proposed`, or the same as now, is neither changed nor checked. A field with an error is not
    among the changes. Warnings are all returned: `checks.unconfirmed` drops the confirmed ones. `choices` has the ids
    allowed for each choice field. ValueError for a field outside the closed list.
    """
    if unknown := proposed.keys() - _BY_NAME.keys():
        raise ValueError(f"not fields of the record: {', '.join(sorted(unknown))}")
    readings = {
        spec.name: _read(spec, proposed[spec.name], choices, today)
        for spec in FIELDS
        if spec.name in proposed and proposed[spec.name] != current.get(spec.name, "")
    }
    readings = {name: reading for name, reading in readings.items() if reading.value != current.get(name, "")}
    changes = {
        name: Change(name, current.get(name, ""), reading.value)
        for name, reading in readings.items()
        if reading.value is not None
    }
    after = {**current, **{name: reading.value or "" for name, reading in readings.items()}}
    problems = [reading.problem for reading in readings.values() if reading.problem]
    return changes, problems + _disagreements(after, changes.keys())


def shown(field: str, value: str, choices_text: Mapping[str, Mapping[str, Text]]) -> Text:
    """A canonical value for the eye: 26.03.2019, a grouped IIN, the name of a choice.

    `choices_text` gives for a choice field the name of each id; an id without a name is shown itself.
    """
    kind = _BY_NAME[field].kind
    if not value:
        return _NOTHING
    if kind == "date":
        return Text.same(dates.shown(date.fromisoformat(value)))
    if kind == "iin":
        return Text.same(iin.grouped(value))
    if kind == "sex":
        return checks.SEXES[value]
    return choices_text.get(field, {}).get(value, Text.same(value))


def _read(spec: FieldSpec, text: str, choices: Mapping[str, Collection[str]], today: date) -> checks.Reading:
    name, label = spec.name, spec.label
    if name in checks.LABELS:
        return checks.read_field(name, text, field=name, today=today)
    if spec.kind == "choice":
        return _read_choice(spec, text.strip(), choices[name])
    if spec.kind == "text":
        return checks.read_text(text, field=name, label=label, limit=_LIMITS[name])
    if not text.strip():
        return checks.Reading("")
    return checks.read_day(text, field=name, label=label, latest=today if name == "document_issued_on" else None)


def _read_choice(spec: FieldSpec, chosen: str, allowed: Collection[str]) -> checks.Reading:
    if not chosen or chosen in allowed:
        return checks.Reading(chosen)
    words = _NOT_IN_DIRECTORY.filled(label=spec.label, typed=texts.quoted(chosen))
    return checks.Reading(None, Problem(spec.name, "choice_unknown", words))


def _disagreements(after: Mapping[str, str], changed: Collection[str]) -> list[Problem]:
    """What is wrong between fields of the record as it would be, where at least one of them changes."""
    problems = [
        problem
        for first, last in _PERIODS
        if (first in changed or last in changed) and (problem := _order(after, first, last))
    ]
    if any(name in changed for name in _IDENTITY):
        problems += checks.differences(after, field="iin")
    return problems


def _order(after: Mapping[str, str], first: str, last: str) -> Problem | None:
    begin, end = after.get(first, ""), after.get(last, "")
    if not begin or not end:
        return None
    return dates.order_problem(
        date.fromisoformat(begin),
        date.fromisoformat(end),
        field=last,
        label=_BY_NAME[last].label,
        earlier_label=_BY_NAME[first].label,
    )
