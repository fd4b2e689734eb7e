"""Correcting an error of writing in a registered application: what differs, value by value, before and after.

A house rule. Both values stay with the case and in the trail: a correction is never silent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kense.casework.paper_data import APPLICANT_KINDS
from kense.casework.recipient import is_code
from kense.kernel import Refusal, Text
from kense.law import Edition, lookup
from kense.law.edition import DocumentSpec, Opening, Outcome
from kense.registry import dates, record
from kense.registry.checks import DOCUMENT_LABELS, LABELS
from kense.registry.facets import FIELDS

_ITEM = Text("{of}: {what}", "{of}: {what}", "{of}: {what}")
_APPLICANT = Text("Өтінішті кім береді", "Кто подаёт заявление", "Who applies")
_TERM = Text("Іс түрі", "Вид дела", "Kind of case")
_REASON = Text("Өтініштің себебі", "Причина обращения", "Reason of the application")
_RECORD = Text("Тізілімдегі жазба", "Запись в регистре", "Record in the register")
_ANOTHER = Text("басқа тұлға", "другое лицо", "another person")
_REPRESENTATIVE = Text("Өкіл", "Представитель", "Representative")
_NOTHING = Text("көрсетілмеген", "не указано", "not stated")
_PRESENTED = Text("ұсынылды", "представлено", "shown")
_NOT_PRESENTED = Text("ұсынылмаған", "не представлено", "not shown")
_DOCUMENT = {
    "number": Text("нөмірі", "номер", "number"),
    "issued_on": Text("берілген күні", "дата выдачи", "date of issue"),
    "expires_on": Text("қолданылу мерзімі", "действует до", "valid until"),
    "sheets": Text("парақ саны", "листов", "sheets"),
}
_NOTHING_CORRECTED = Text(
    "Өтініштегі мәндердің бәрі бұрынғыдай: түзетілген ештеңе жоқ. Қатесі бар мәнді өзгертіңіз немесе беттен шығыңыз.",
    "Все значения в заявлении прежние: исправленного нет. Измените ошибочное значение или выйдите со страницы.",
    "Every value of the application is as before: nothing is corrected. Change the value that is wrong or leave the page.",
)
_RECORDED = frozenset(spec.name for spec in FIELDS)


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of an application before and after, as it is shown."""

    label: Text
    before: Text
    after: Text

    def as_dict(self) -> dict[str, dict[str, str]]:
        """The three texts by their languages, for JSON."""
        return {name: getattr(self, name).as_dict() for name in ("label", "before", "after")}


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction a case has had: when, who made it, why, and what it changed."""

    at: datetime
    officer: str
    reason: str
    changes: tuple[Difference, ...]


def corrects(operation: Outcome | Opening) -> bool:
    """Whether the operation puts a corrected application in the place of the registered one."""
    return isinstance(operation, Outcome) and operation.corrects


def differences(edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What differs between two stored applications, in the order of the form."""
    values = zip(_values(edition, before), _values(edition, after), strict=True)
    return tuple(Difference(label, old, new) for (label, old), (_, new) in values if old != new)


def nothing_corrected(operation: Outcome | Opening) -> Refusal:
    """The refusal of a correction that changes nothing."""
    return Refusal("nothing_corrected", _NOTHING_CORRECTED, operation.ref)


def corrections_of(stored: list[dict[str, Any]]) -> list[Correction]:
    """The corrections as a case keeps them, oldest first."""
    return [
        Correction(
            datetime.fromisoformat(one["at"]),
            one["officer"],
            one["reason"],
            tuple(Difference(**{name: Text(**text) for name, text in change.items()}) for change in one["changes"]),
        )
        for one in stored
    ]


def without_representative(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The corrections as a case keeps them, with nothing left of what they say of a representative."""
    theirs = [_ITEM.filled(of=_REPRESENTATIVE, what=label).as_dict() for label in LABELS.values()]
    nothing = {"before": _NOTHING.as_dict(), "after": _NOTHING.as_dict()}
    return [
        one | {"changes": [change | nothing if change["label"] in theirs else change for change in one["changes"]]}
        for one in stored
    ]


def _values(edition: Edition, application: Mapping[str, Any]) -> Iterator[tuple[Text, Text]]:
    """Every value of an application with its label; the same labels in the same order for any application."""
    facts, words = application["facts"], lookup.choices(edition)
    yield _APPLICANT, APPLICANT_KINDS[facts["applicant"]]
    yield _TERM, lookup.term(edition, facts["term"]).name
    yield _REASON, lookup.reason_name(edition, facts["reason"])
    for name, label in (*LABELS.items(), *DOCUMENT_LABELS.items()):
        yield label, _of_person(name, application["person"][name], words)
    yield _RECORD, _of_record(application["record"])
    for name, label in LABELS.items():
        value = (application["representative"] or {}).get(name, "")
        yield _ITEM.filled(of=_REPRESENTATIVE, what=label), _of_person(name, value, words)
    shown = {one["document"]: one for one in application["documents"]}
    for spec in edition.standard.documents:
        yield from _of_document(spec, shown.get(spec.id))


def _of_person(name: str, value: str, words: Mapping[str, Mapping[str, Text]]) -> Text:
    if name in _RECORDED:
        return record.shown(name, value, words)
    return Text.same(value) if value else _NOTHING


def _of_record(told: str) -> Text:
    if not told:
        return _NOTHING
    return Text.same(told) if is_code(told) else _ANOTHER


def _of_document(spec: DocumentSpec, shown: Mapping[str, Any] | None) -> Iterator[tuple[Text, Text]]:
    yield spec.name, _PRESENTED if shown else _NOT_PRESENTED
    for name, label in _DOCUMENT.items():
        value = str((shown or {}).get(name, ""))
        if value and name.endswith("_on"):
            value = dates.shown(date.fromisoformat(value))
        yield _ITEM.filled(of=spec.name, what=label), Text.same(value) if value else _NOTHING
