"""What the calendar page shows: the years, the declared days, the hours; and what a change would move."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kense import law
from kense.casework.recalendar import CalendarChange, Moved, outstanding, preview
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.kernel.text import joined
from kense.law import lookup
from kense.law.edition import Action
from kense.people.selectors import calendar_mark, calendar_of, final_years_of, overrides_of, schedules_of
from kense.worktime import LAST_DAY, Calendar, Override, OverrideKind, Schedule, Schedules, Shift
from kense.worktime.override_file import COLUMNS

KINDS: dict[OverrideKind, Text] = {
    "off": Text("демалыс күні", "выходной день", "day off"),
    "worked": Text("жұмыс күні", "рабочий день", "working day"),
    "shortened": Text("қысқартылған жұмыс күні", "сокращённый рабочий день", "shortened working day"),
}
_WEEK = Text("{n} күндік апта, {hours}", "{n}-дневная неделя, {hours}", "{n}-day week, {hours}")
_SATURDAY = Text("сенбі – {hours}", "суббота – {hours}", "Saturday {hours}")


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar: its working days, why it may still change, the act that says it will not."""

    year: int
    working_days: int
    reasons: tuple[Text, ...]
    decree: str

    @property
    def field(self) -> str:
        """The name of the field in which the act is written."""
        return f"year_decree_{self.year}"


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared day as a row."""

    override: Override
    kind: Text
    hours: str


@dataclass(frozen=True, slots=True)
class Hours:
    """A schedule as a row; `holds` if it is the one of today."""

    schedule: Schedule
    words: Text
    decree: str
    holds: bool


class CalendarPage:
    """The page. `typed` and `problems` are those of a form that was sent and not taken."""

    def __init__(
        self, desk: Desk, typed: Mapping[str, str] | None = None, problems: list[Problem] | None = None
    ) -> None:
        self.desk = desk
        self.typed = typed or {}
        self.problem_list = problems or []
        self.problems = {problem.field: problem for problem in reversed(self.problem_list)}

    @property
    def fields(self) -> dict[str, str]:
        """What stands in the fields: what was typed, else the usual."""
        now = self.schedules.on(max(self.today, self.schedules.first_day))
        usual = {
            "kind": "off",
            "week": str(now.week),
            "hours": shown_hours(now.shifts),
            "saturday": shown_hours(now.saturday),
            "soon_percent": str(self.desk.provider.soon_percent),
        }
        return usual | dict(self.typed)

    @property
    def today(self) -> date:
        """The day on the office's wall."""
        return self.desk.worktime.local(self.desk.at).date()

    @cached_property
    def schedules(self) -> Schedules:
        """The hours of the office by their first days."""
        return Schedules(tuple(schedules_of(self.desk.provider)))

    @cached_property
    def years(self) -> list[Year]:
        """This year and the next, as far as the calendar goes."""
        calendar, decrees = calendar_of(self.desk.provider), final_years_of(self.desk.provider)
        years = range(self.today.year, min(self.today.year + 1, LAST_DAY.year) + 1)
        return [Year(y, self._working_days(calendar, y), calendar.provisional(y), decrees.get(y, "")) for y in years]

    def _working_days(self, calendar: Calendar, year: int) -> int:
        """Working days of the year in this office; before its first hours were known, by the week it had then."""
        first = date(year, 1, 1)
        days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
        weeks = ((day, self.schedules.on(max(day, self.schedules.first_day)).week) for day in days)
        return sum(calendar.day(day, week).working for day, week in weeks)

    @property
    def columns(self) -> str:
        """The first line of a file of declared days."""
        return ",".join(COLUMNS)

    @property
    def kinds(self) -> list[tuple[OverrideKind, Text]]:
        """What a day can be declared to be."""
        return list(KINDS.items())

    @cached_property
    def declared(self) -> list[Declared]:
        """The declared days, the latest first."""
        rows = reversed(overrides_of(self.desk.provider).values())
        return [Declared(one, KINDS[one.kind], shown_hours(one.shifts)) for one in rows]

    @cached_property
    def hours(self) -> list[Hours]:
        """The schedules, the latest first."""
        rows = schedules_of(self.desk.provider).items()
        now = self.schedules.on(max(self.today, self.schedules.first_day))
        return [Hours(one, schedule_words(one), decree, one == now) for one, decree in reversed(rows)]


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of what is to change: the day, what it is now, what it will be, the act."""

    day: date
    now: Text
    then: Text
    decree: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A due moment that moves; `action` is None for that of the whole service."""

    moved: Moved
    action: Action | None


class PreviewPage:
    """What a change would do, before it is done. `typed` goes along, so that the form can be opened again."""

    def __init__(
        self, desk: Desk, change: CalendarChange, typed: Mapping[str, str], problems: list[Problem] | None = None
    ) -> None:
        self.desk, self.typed = desk, typed
        self.change = outstanding(desk.provider, change)
        self.problems = {problem.field: problem for problem in problems or []}

    @property
    def fields(self) -> Mapping[str, str]:
        """What was typed."""
        return self.typed

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The fields that are sent again as they are."""
        return [(name, value) for name, value in self.typed.items() if name not in ("source", "seen", "do")]

    @property
    def seen(self) -> str:
        """The calendar this was worked out from."""
        return calendar_mark(self.desk.provider)

    @cached_property
    def moved(self) -> list[MovedRow]:
        """The due moments that move."""
        return [MovedRow(one, _action(one)) for one in preview(self.desk.provider, self.change)]

    @property
    def cases(self) -> int:
        """How many cases are concerned."""
        return len({row.moved.case.pk for row in self.moved})

    @cached_property
    def differences(self) -> list[Difference]:
        """What becomes of the calendar and the hours."""
        declared = [Difference(o.day, self._now(o.day), _in_words(o), o.decree) for o in self.change.declared]
        withdrawn = [Difference(day, self._now(day), self._own(day), "") for day in self.change.withdrawn]
        return [*declared, *withdrawn, *self._new_hours()]

    def _now(self, day: date) -> Text:
        override = overrides_of(self.desk.provider).get(day)
        return _in_words(override) if override else self._own(day)

    def _own(self, day: date) -> Text:
        """The day by the country's calendar alone."""
        return Calendar().day(day, self._schedule_on(day).week).reason

    def _schedule_on(self, day: date) -> Schedule:
        schedules = Schedules(tuple(schedules_of(self.desk.provider)))
        return schedules.on(max(day, schedules.first_day))

    def _new_hours(self) -> list[Difference]:
        new = self.change.schedule
        if new is None:
            return []
        now = schedule_words(self._schedule_on(new.from_day))
        return [Difference(new.from_day, now, schedule_words(new), self.change.source)]


def _action(moved: Moved) -> Action | None:
    return lookup.action(law.edition(moved.case.edition), moved.action) if moved.action else None


def _in_words(override: Override) -> Text:
    kind = KINDS[override.kind]
    hours = f" ({shown_hours(override.shifts)})" if override.shifts else ""
    return Text(*(f"{kind.in_lang(lang)}{hours}: {note}" for lang, note in override.note.as_dict().items()))


def schedule_words(schedule: Schedule) -> Text:
    """A schedule in words: the week, the hours, those of Saturday where they differ."""
    words = _WEEK.filled(n=schedule.week, hours=shown_hours(schedule.shifts))
    if not schedule.saturday:
        return words
    return joined([words, _SATURDAY.filled(hours=shown_hours(schedule.saturday))], by="; ")


def shown_hours(shifts: tuple[Shift, ...]) -> str:
    """9:00–13:00, 14:30–18:30"""
    return ", ".join(f"{start.hour}:{start:%M}–{end.hour}:{end:%M}" for start, end in shifts)
