"""Journals as an office keeps them: which columns each has, and its lines by the office's wall clock.

The same columns serve the screen, the paper and the files. A moment is aware and in the office's zone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from kense import law
from kense.cases import journals as tables
from kense.cases.journals import CaseLine, Entry
from kense.cases.state import package_of
from kense.kernel import Text
from kense.kernel.text import joined
from kense.law import Edition, lookup
from kense.law.edition import Journal
from kense.oversight.lateness import GIVEN
from kense.people.selectors import Provider, officers_of, working_time
from kense.procedure import check_package
from kense.registry.dates import shown

Value = Text | str | datetime | date | None

_YES = Text("иә", "да", "yes")
_VOIDED = Text(
    "Нөмірдің күші жойылды: {officer}; себебі: {reason}",
    "Номер аннулирован: {officer}; причина: {reason}",
    "The number was voided: {officer}; reason: {reason}",
)
_ENTERED_LATE = Text(
    "Қағаздан енгізілді: {at}, {officer}; парақ: {sheet}",
    "Внесено с бумаги: {at}, {officer}; лист: {sheet}",
    "Entered from paper: {at}, {officer}; sheet: {sheet}",
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the values of a line are read with: the names of the officers, the office's wall clock, the moment of asking."""

    officers: Mapping[int, str]
    local: Callable[[datetime], datetime]
    at: datetime

    def name(self, officer_id: int | None) -> str:
        """An officer's short name; empty for nobody."""
        return self.officers.get(officer_id, "") if officer_id else ""

    def moment(self, moment: datetime | None) -> datetime | None:
        """A moment on the office's wall."""
        return self.local(moment) if moment else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a journal. `width` is its share of a page; one `to_fill` is for a pen and stands on paper alone."""

    label: Text
    width: int
    value: Callable[[Entry, Context], Value]
    to_fill: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a journal with its values in the order of the columns."""

    entry: Entry
    values: tuple[Value, ...]


def written(value: Value, lang: str) -> str:
    """A value as the office writes it: 26.03.2019, 10:12."""
    if isinstance(value, Text):
        return value.in_lang(lang)
    if isinstance(value, datetime):
        return f"{shown(value.date())}, {value:%H:%M}"
    return shown(value) if isinstance(value, date) else value or ""


def journals_of(provider: Provider) -> list[Journal]:
    """The journals the office keeps, in the order of its latest edition, then those of earlier ones."""
    every = sorted(_editions(provider), key=lambda one: one.procedure.valid_from, reverse=True)
    return list({one.id: one for edition in every for one in edition.procedure.journals}.values())


@dataclass(frozen=True)
class JournalBook:
    """One journal of an office in a period, half-open, read at a moment."""

    provider: Provider
    journal: Journal
    since: datetime
    until: datetime
    at: datetime

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns on screen and in files."""
        return tuple(one for one in self.columns_on_paper if not one.to_fill)

    @cached_property
    def columns_on_paper(self) -> tuple[Column, ...]:
        """Its columns on paper."""
        return (NUMBER, MOMENT, RECIPIENT, *_COLUMNS[self.journal.numbers], NOTE)

    @cached_property
    def count(self) -> int:
        """How many lines it has."""
        return tables.count(self._book)

    @property
    def given(self) -> list[tables.Given]:
        """The numbers given, year by year."""
        return tables.given_in(self._book)

    def lines(self) -> Iterator[Line]:
        """Every line, the oldest first."""
        return self._read(tables.every(self._book), self.columns)

    def lines_on_paper(self) -> Iterator[Line]:
        """The same with the columns of the paper."""
        return self._read(tables.every(self._book), self.columns_on_paper)

    def page(self, *, after: str, before: str) -> tuple[list[Line], tables.Page]:
        """A page of lines, and how to get to those beside it."""
        page = tables.page_of(self._book, after=after, before=before)
        return list(self._read(page.entries, self.columns)), page

    def numbered(self, typed: str) -> list[Line]:
        """The lines with a number, whatever the period."""
        return list(self._read(tables.found(self._book, typed), self.columns))

    def wall(self, moment: datetime) -> datetime:
        """A moment on the office's wall."""
        return self._context.local(moment)

    def _read(self, entries: Iterable[Entry], columns: tuple[Column, ...]) -> Iterator[Line]:
        context = self._context
        return (Line(one, tuple(column.value(one, context) for column in columns)) for one in entries)

    @cached_property
    def _book(self) -> tables.Book:
        draws = {
            one.id
            for edition in _editions(self.provider)
            for one in lookup.outcomes(edition).values()
            if one.draws == self.journal.id
        }
        return tables.book(self.provider.pk, self.journal.id, self.since, self.until, draws)

    @cached_property
    def _context(self) -> Context:
        names = {one.pk: one.short_name for one in officers_of(self.provider)}
        return Context(names, working_time(self.provider).local, self.at)


def _editions(provider: Provider) -> list[Edition]:
    return [one for one in law.editions() if one.act.id == provider.act]


def _of_case(value: Callable[[CaseLine, Context], Value]) -> Callable[[Entry, Context], Value]:
    """A value of the case; nothing where the number was voided."""

    def of_entry(entry: Entry, context: Context) -> Value:
        return value(entry.case, context) if entry.case else None

    return of_entry


def _result(case: CaseLine, context: Context) -> Value:
    """What came of it: the result once it has a number, or the end of a case that has none."""
    edition = law.edition(case.edition)
    if case.result_number and case.result:
        return lookup.result(edition, case.result).name
    return lookup.end(edition, case.end).name if case.end else None


def _issued(case: CaseLine, context: Context) -> Value:
    if not case.end or lookup.end(law.edition(case.edition), case.end).kind not in GIVEN:
        return None
    return context.moment(case.ended_at)


def _result_day(case: CaseLine, context: Context) -> Value:
    ready = context.moment(case.ready_at) if case.result_number else None
    return ready.date() if ready else None


def _late(case: CaseLine, context: Context) -> Value:
    return _YES if (case.ready_at or case.ended_at or context.at) > case.due_at else None


def _reason(case: CaseLine, context: Context) -> Value:
    return lookup.reason_name(law.edition(case.edition), case.application["facts"]["reason"])


def _missing(case: CaseLine, context: Context) -> Value:
    edition = law.edition(case.edition)
    missing = check_package(edition, package_of(case.application)).missing
    return joined([lookup.document(edition, one).name for one in missing], "; ")


def _expired(case: CaseLine, context: Context) -> Value:
    edition = law.edition(case.edition)
    expired = check_package(edition, package_of(case.application)).expired
    dated = Text("{name} ({day})", "{name} ({day})", "{name} ({day})")
    named = (
        dated.filled(name=lookup.document(edition, one.document).name, day=shown(one.expires_on))
        for one in expired
        if one.expires_on
    )
    return joined(list(named), "; ")


def _note(entry: Entry, context: Context) -> Value:
    """That the number was voided, or that the case was entered from paper afterwards."""
    if entry.case is None:
        return _VOIDED.filled(officer=context.name(entry.voided_by), reason=entry.reason)
    if kept := entry.case.late_entry:
        at = written(context.moment(datetime.fromisoformat(kept["at"])), "kk")
        return _ENTERED_LATE.filled(at=at, officer=kept["officer"], sheet=kept["sheet"])
    return None


NUMBER = Column(Text("Нөмірі", "Номер", "Number"), 17, lambda entry, _: entry.text)
MOMENT = Column(Text("Күні, уақыты", "Дата, время", "Date, time"), 20, lambda entry, names: names.moment(entry.at))
RECIPIENT = Column(
    Text("Көрсетілетін қызметті алушы", "Услугополучатель", "Recipient"),
    34,
    _of_case(lambda case, _: case.recipient),
)
NOTE = Column(Text("Ескертпе", "Примечание", "Note"), 34, _note)
_CASE_NUMBER = Column(
    Text("Өтініш нөмірі", "Номер заявления", "Application"), 18, _of_case(lambda case, _: case.number)
)
_EXECUTOR = Column(
    Text("Орындаушы", "Исполнитель", "Executor"), 22, _of_case(lambda case, names: names.name(case.holder))
)
_BY = Column(Text("Қабылдаған", "Принял(а)", "Accepted by"), 22, _of_case(lambda case, names: names.name(case.by)))
_DUE = Column(Text("Мерзімі", "Срок", "Due"), 20, _of_case(lambda case, names: names.moment(case.due_at)))
_LATE = Column(Text("Кешікті", "Просрочено", "Late"), 19, _of_case(_late))
_RESULT = Column(Text("Нәтижесі", "Результат", "Result"), 24, _of_case(_result))
_ISSUED = Column(Text("Берілді", "Выдан", "Issued"), 20, _of_case(_issued))

_COLUMNS: dict[str, tuple[Column, ...]] = {
    "case": (
        Column(Text("Өтініш себебі", "Причина обращения", "Reason"), 26, _of_case(_reason)),
        _BY,
        _EXECUTOR,
        _DUE,
        _RESULT,
        Column(
            Text("Нәтиже нөмірі", "Номер результата", "Number of the result"),
            17,
            _of_case(lambda case, _: case.result_number),
        ),
        Column(Text("Нәтиже күні", "Дата результата", "Date of the result"), 18, _of_case(_result_day)),
        _ISSUED,
        _LATE,
    ),
    "refusal": (
        Column(
            Text("Тапсырылды", "Сданы", "Handed in"), 20, _of_case(lambda case, names: names.moment(case.handed_in_at))
        ),
        Column(Text("Ұсынылмаған құжаттар", "Непредставленные документы", "Documents missing"), 48, _of_case(_missing)),
        Column(
            Text("Мерзімі өткен құжаттар", "Документы с истекшим сроком", "Documents expired"), 40, _of_case(_expired)
        ),
        Column(Text("Бас тартқан", "Отказал(а)", "Refused by"), 24, _of_case(lambda case, names: names.name(case.by))),
    ),
    "result": (
        _CASE_NUMBER,
        _RESULT,
        _EXECUTOR,
        _DUE,
        _LATE,
        _ISSUED,
        Column(Text("Алушының қолы", "Подпись получателя", "Recipient's signature"), 26, lambda *_: None, to_fill=True),
    ),
    "inquiry": (
        _CASE_NUMBER,
        Column(Text("Кімге", "Кому", "Addressee"), 44, _of_case(lambda case, _: case.addressee)),
        _EXECUTOR,
        Column(
            Text("Жауап келді", "Ответ получен", "Answered"),
            20,
            _of_case(lambda case, names: names.moment(case.answered_at)),
        ),
    ),
}
