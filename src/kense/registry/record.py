"""The fields of a person's record that a case can change, and the reading of such changes: before and after."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kense.kernel import Problem, Text
from kense.registry import checks, dates, iin, texts
from kense.registry.facets import BY_NAME, FIELDS, FieldSpec

ORGANISATION_LIMIT = 300
ORDER_NUMBER_LIMIT = 40
LAST_COURSE = 12


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, as canonical strings: ISO dates, digits of an IIN, ids of choices, "" for nothing.

    Of a ground, `line` says which: 0 is a new one, None the one that begins last.
    """

    field: str
    before: str
    after: str
    line: int | None = None

    def as_dict(self) -> dict[str, str | int]:
        """The change for JSON; `Change(**…)` reads it again."""
        plain: dict[str, str | int] = {"field": self.field, "before": self.before, "after": self.after}
        return plain if self.line is None else plain | {"line": self.line}


_LIMITS = {
    "document_number": checks.DOCUMENT_NUMBER_LIMIT,
    "organisation": ORGANISATION_LIMIT,
    "order_number": ORDER_NUMBER_LIMIT,
}
_PAST = ("document_issued_on", "personal_from", "order_date")
_PERIODS = (("document_issued_on", "document_expires_on"), ("ground_from", "ground_to"))
_IDENTITY = ("iin", "birth_date", "sex")

_OF_GROUND = Text("Негіз № {line}: {label}", "Основание № {line}: {label}", "Ground No. {line}: {label}")
_OF_NEW_GROUND = Text("Жаңа негіз: {label}", "Новое основание: {label}", "New ground: {label}")
_NOT_IN_DIRECTORY = Text(
    kk="{label}: {typed} анықтамалықта жоқ. Мәнді тізімнен таңдаңыз.",
    ru="{label}: {typed} нет в справочнике. Выберите значение из списка.",
    en="{label}: {typed} is not in the directory. Choose a value from the list.",
)
_COURSE = Text(
    kk="{label}: {typed} дұрыс емес. Сыныптың немесе курстың нөмірін бір санмен жазыңыз: 1-ден 12-ге дейін.",
    ru="{label}: {typed} не подходит. Впишите номер класса или курса одним числом: от 1 до 12.",
    en="{label}: {typed} is not right. Write the number of the class or course: 1 to 12.",
)
_NOTHING = Text(kk="көрсетілмеген", ru="не указано", en="not stated")


def read_changes(
    current: Mapping[str, str],
    proposed: Mapping[str, str],
    *,
    choices: Mapping[str, Collection[str]],
    today: date,
) -> tuple[dict[str, Change], list[Problem]]:
    """What `proposed` (raw strings, as typed) would change in `current` (canonical strings), and the problems.

    A field absent from `proposed`, or the same as now, is neither changed nor checked. A field with an error is not
    among the changes. Warnings are all returned: `checks.unconfirmed` drops the confirmed ones. `choices` has the ids
    allowed for each choice field. ValueError for a field outside the closed list.
    """
    if unknown := proposed.keys() - BY_NAME.keys():
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


def labelled(field: str, line: int | None) -> Text:
    """What a changed field is called; of a ground it is told which: by its line, 0 being a new one."""
    label = BY_NAME[field].label
    if line is None:
        return label
    return _OF_GROUND.filled(line=line, label=label) if line else _OF_NEW_GROUND.filled(label=label)


def shown(field: str, value: str, choices_text: Mapping[str, Mapping[str, Text]]) -> Text:
    """A canonical value for the eye: 26.03.2019, a grouped IIN, the name of a choice.

    `choices_text` gives for a choice field the name of each id; an id without a name is shown itself.
    """
    kind = BY_NAME[field].kind
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
    if spec.kind == "number":
        return _read_course(spec, text.strip())
    return checks.read_day(text, field=name, label=label, latest=today if name in _PAST else None)


def _read_course(spec: FieldSpec, typed: str) -> checks.Reading:
    if re.fullmatch("[0-9]{1,2}", typed) and 1 <= int(typed) <= LAST_COURSE:
        return checks.Reading(str(int(typed)))
    words = _COURSE.filled(label=spec.label, typed=texts.quoted(typed))
    return checks.Reading(None, Problem(spec.name, "course_form", words))


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
        label=BY_NAME[last].label,
        earlier_label=BY_NAME[first].label,
    )
