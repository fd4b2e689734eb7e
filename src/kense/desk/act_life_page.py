"""What the page of the act's life shows: its periods, the days that decide them, its duties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kense.acts.selectors import ActFact, DutyMark, done_in, facts_in, latest_facts, latest_marks
from kense.casework.act_facts import DUTY_LABELS, FACT_LABELS, REASON, reads_duties, seen_of
from kense.desk.act_timeline import Timeline, timeline
from kense.desk.office_page import Field
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.law.act import Act, Duty
from kense.law.duties import DutyRow, State, duties_on
from kense.law.life import Life, Status, What, left_open, life, with_facts

ENTER, BACK = "enter", "back"
"""What a form says it does."""

STATUS: dict[Status, Text] = {
    "not_yet": Text("қолданысқа әлі енгізілген жоқ", "ещё не введён в действие", "not in force yet"),
    "unknown": Text("белгісіз", "неизвестно", "unknown"),
    "in_force": Text("қолданыста", "действует", "in force"),
    "repealed": Text("күші жойылды", "утратил силу", "repealed"),
}
DUTY_STATE: dict[State, Text] = {
    "done": Text("орындалды", "выполнено", "done"),
    "overdue": Text("белгі жоқ", "отметки нет", "no mark"),
    "open": Text("белгі жоқ, мерзімі өткен жоқ", "отметки нет, срок не истёк", "no mark, the term is running"),
    "unknown": Text(
        "белгі жоқ, мерзімі өткені белгісіз",
        "отметки нет, неизвестно, истёк ли срок",
        "no mark, unknown whether the term is over",
    ),
    "not_stated": Text("белгі жоқ", "отметки нет", "no mark"),
}
FACTS: dict[What, Text] = {
    "published": Text(
        "Актінің алғашқы ресми жариялануы",
        "Первое официальное опубликование акта",
        "First official publication of the act",
    ),
    "repeal_published": Text(
        "Күшін жойған актінің алғашқы ресми жариялануы",
        "Первое официальное опубликование отменившего акта",
        "First official publication of the repealing act",
    ),
}
TERMS: dict[str, Text] = {
    "registration": Text(
        "мемлекеттік тіркелген күннен кейінгі күнтізбелік күндер: {n}",
        "календарных дней после дня государственной регистрации: {n}",
        "calendar days after the day of state registration: {n}",
    ),
    "publication": Text(
        "ресми жарияланған күннен кейінгі күнтізбелік күндер: {n}",
        "календарных дней после дня официального опубликования: {n}",
        "calendar days after the day of official publication: {n}",
    ),
}
NO_NUMBER: dict[str, Text] = {
    "registration": Text(
        "мемлекеттік тіркелгеннен кейін; күн саны көрсетілмеген",
        "после государственной регистрации; число дней не указано",
        "after state registration; the number of days is not stated",
    ),
    "publication": Text(
        "ресми жарияланғаннан кейін; күн саны көрсетілмеген",
        "после официального опубликования; число дней не указано",
        "after official publication; the number of days is not stated",
    ),
}
NO_TERM = Text("көрсетілмеген", "не указан", "not stated")


@dataclass(frozen=True, slots=True)
class Forms:
    """The two forms of an entry: what is entered and why it is taken back, each field with its name in the form.

    `seen` is the entry they were opened with.
    """

    about: str
    enter: tuple[tuple[str, Field], ...]
    back: tuple[tuple[str, Field], ...]
    seen: str
    is_open: bool
    is_back_open: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """A day of publication that the act's data leave open: its last entry, and between which days it lies."""

    what: What
    name: Text
    entry: ActFact | None
    earliest: date
    latest: date | None
    forms: Forms

    @property
    def day(self) -> date | None:
        """The day that was entered."""
        return self.entry.day if self.entry else None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as it stands, its term in words, its last mark and the forms."""

    row: DutyRow
    term: Text
    state: Text
    mark: DutyMark | None
    forms: Forms


class ActLifePage:
    """The act of the officer's office today. `typed` and `problems` are those of a form that was sent and not taken."""

    def __init__(self, desk: Desk, typed: Mapping[str, str] | None = None, problems: Iterable[Problem] = ()) -> None:
        self.desk, self.typed = desk, typed or {}
        self.problems = {problem.field: problem for problem in reversed(list(problems))}
        self.today = desk.worktime.local(desk.at).date()
        self._facts = latest_facts(desk.edition.act.id)
        self.act: Act = with_facts(desk.edition.act, facts_in(self._facts))
        self.life: Life = life(self.act)

    @property
    def periods(self) -> list[tuple[Text, object]]:
        """The periods with their status in words."""
        return [(STATUS[one.status], one) for one in self.life.periods]

    @property
    def now(self) -> Text:
        """The status today."""
        return next(STATUS[one.status] for one in self.life.periods if one.holds(self.today))

    @property
    def picture(self) -> Timeline:
        """The periods as a picture."""
        return timeline(self.life, self.act.adopted, self.today)

    @property
    def facts(self) -> list[FactRow]:
        """The days of publication that the act's own data leave open."""
        return [self._fact(what, *span) for what, span in left_open(self.desk.edition.act).items()]

    def _fact(self, what: What, earliest: date, latest: date | None) -> FactRow:
        entry = self._facts.get(what)
        usual = {"day": entry.day.strftime("%d.%m.%Y"), "source": entry.source} if entry and entry.day else {}
        return FactRow(what, FACTS[what], entry, earliest, latest, self._forms(what, FACT_LABELS, usual, entry))

    @property
    def sees_duties(self) -> bool:
        """Whether the duties are shown to the officer."""
        return reads_duties(self.desk.roles)

    @cached_property
    def duties(self) -> list[DutyLine]:
        """The duties of the act in its order."""
        marks = latest_marks(self.act.id)
        return [self._duty(row, marks) for row in duties_on(self.act, done_in(marks), self.today)]

    def _duty(self, row: DutyRow, marks: Mapping[str, DutyMark]) -> DutyLine:
        mark = marks.get(row.duty.id)
        done = mark if mark and mark.done_on else None
        usual = {"day": f"{done.done_on:%d.%m.%Y}", "evidence": done.evidence} if done else {}
        forms = self._forms(row.duty.id, DUTY_LABELS, usual, mark)
        return DutyLine(row, term_of(row.duty), DUTY_STATE[row.state], mark, forms)

    def _forms(
        self, about: str, labels: Mapping[str, Text], usual: Mapping[str, str], entry: ActFact | DutyMark | None
    ) -> Forms:
        sent = self.typed.get("do", "") if self.typed.get("about") == about else ""
        typed: Mapping[str, str] = self.typed if sent else {}
        enter = tuple(
            (name, self._field(about, name, label, usual if sent == BACK else {**usual, **typed}, sent == ENTER))
            for name, label in labels.items()
        )
        back = (("reason", self._field(about, "reason", REASON, typed, sent == BACK)),)
        return Forms(about, enter, back, seen_of(entry), sent == ENTER, sent == BACK)

    def _field(self, about: str, name: str, label: Text, values: Mapping[str, str], was_sent: bool) -> Field:
        unique = f"{about}-{name}"
        problem = self.problems.get(name) if was_sent else None
        problem = replace(problem, field=unique) if problem else None
        return Field(unique, label, values.get(name, ""), problem, is_day=name == "day")


def term_of(duty: Duty) -> Text:
    """The term of a duty in words."""
    if duty.term == "not_stated":
        return NO_TERM
    if duty.term.calendar_days == "not_stated":
        return NO_NUMBER[duty.term.after]
    return TERMS[duty.term.after].filled(n=duty.term.calendar_days)
