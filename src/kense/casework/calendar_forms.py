"""Reading the forms of the calendar page: a day declared, a file of days, a day taken back, hours from a day on."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from kense.casework.recalendar import CalendarChange
from kense.casework.texts import PROBLEMS as SHARED
from kense.kernel import Problem, Text
from kense.kernel.signs import visible
from kense.registry.dates import parse_date
from kense.worktime import (
    Calendar,
    CalendarRangeError,
    Override,
    OverrideError,
    OverrideFileError,
    OverrideKind,
    Schedule,
    ScheduleError,
    Shift,
    Week,
    read_overrides,
)
from kense.worktime.shifts import parse_shifts

FILE_LIMIT = 256 * 1024
"""A file of every day of the calendar is smaller, in bytes."""
TEXT_LIMIT = 500

DAY = Text("Күні", "День", "Day")
FROM_DAY = Text("Басталатын күні", "Начало действия", "First day")
PROBLEMS: dict[str, Text] = {
    "act_missing": Text(
        "Негіз болған актінің немесе бұйрықтың атауын, нөмірін және күнін жазыңыз.",
        "Впишите название, номер и дату акта или приказа, на котором это основано.",
        "Give the name, number and day of the act or order behind it.",
    ),
    "note_missing": Text(
        "Себебін қазақша да, орысша да жазыңыз.",
        "Напишите причину и на казахском, и на русском.",
        "Write the reason both in Kazakh and in Russian.",
    ),
    "hours_missing": Text(
        "Жұмыс уақытын жазыңыз, мысалы: 9:00–13:00, 14:30–18:30.",
        "Впишите рабочие часы, например: 9:00–13:00, 14:30–18:30.",
        "Write the working hours, for example: 9:00–13:00, 14:30–18:30.",
    ),
    "hours_unreadable": Text(
        "Жұмыс уақыты оқылмады. Мына түрде жазыңыз: 9:00–13:00, 14:30–18:30.",
        "Рабочие часы не читаются. Напишите в таком виде: 9:00–13:00, 14:30–18:30.",
        "The working hours cannot be read. Write them like this: 9:00–13:00, 14:30–18:30.",
    ),
    "week_missing": Text(
        "Аптаның жұмыс күндерін таңдаңыз: 5 немесе 6.",
        "Выберите число рабочих дней в неделе: 5 или 6.",
        "Choose the number of working days in a week: 5 or 6.",
    ),
    "file_missing": Text(
        "Файл таңдаңыз немесе жолдарын өріске қойыңыз.",
        "Выберите файл или вставьте его строки в поле.",
        "Choose a file or put its lines into the field.",
    ),
    "file_too_large": Text(
        "Файл тым үлкен, шегі – {limit} КБ. Оны бірнеше файлға бөліңіз.",
        "Файл слишком большой, предел – {limit} КБ. Разделите его на несколько файлов.",
        "The file is too large, the limit is {limit} KB. Divide it into several files.",
    ).filled(limit=FILE_LIMIT // 1024),
    "file_without_days": Text(
        "Файлда бірде-бір күн жоқ. Бағандар атауының астына кемінде бір жол жазыңыз.",
        "В файле нет ни одного дня. Впишите хотя бы одну строку под названиями столбцов.",
        "The file has no days. Write at least one line under the names of the columns.",
    ),
    "nothing_to_change": Text(
        "Күнтізбеде бәрі осылай жазылған: өзгеретін ештеңе жоқ.",
        "В календаре уже так и записано: менять нечего.",
        "The calendar says so already: there is nothing to change.",
    ),
}

FIRST_FIELDS = {"day": "day", "file": "lines", "take_back": "withdrawn", "hours": "from_day"}
"""The forms of the page, each with the field at which is said what concerns the whole form."""


class FormReader:
    """Reads one form into a change; problems are gathered field by field. `confirmed`: it has been previewed."""

    def __init__(self, fields: Mapping[str, str], *, confirmed: bool = False) -> None:
        self.fields, self.confirmed = fields, confirmed
        self.problems: list[Problem] = []

    def read(self) -> CalendarChange | None:
        """The change, or None where something is wrong. KeyError for a form the page does not have."""
        forms: dict[str, Callable[[], CalendarChange | None]] = {
            "day": self._day_form,
            "file": self._file_form,
            "take_back": self._take_back_form,
            "hours": self._hours_form,
        }
        change = forms[self.fields.get("form", "")]()
        return None if self.problems else change

    def say(self, field: str, code: str, words: Text | None = None) -> None:
        """Add a problem at a field."""
        self.problems.append(Problem(field, code, words or PROBLEMS[code]))

    def _day_form(self) -> CalendarChange | None:
        day, shifts = self._date("day", DAY), self._hours("shifts")
        decree = self._needed("decree", "act_missing")
        kk, ru = self._needed("note_kk", "note_missing"), self._needed("note_ru", "note_missing")
        if day is None or self.problems:
            return None
        try:
            note = Text(kk, ru, self._line("note_en") or ru)
            override = Override(day, cast(OverrideKind, self.fields.get("kind", "")), decree, note, shifts)
            # Only a calendar knows whether the day can be what is declared.
            Calendar([override])
        except OverrideError as error:
            self.say(error.column, "cannot_be_declared", error.text)
            return None
        return CalendarChange(declared=(override,))

    def _file_form(self) -> CalendarChange | None:
        lines = self.fields.get("lines", "")
        if not lines.strip():
            self.say("lines", "file_missing")
            return None
        if len(lines.encode()) > FILE_LIMIT:
            self.say("lines", "file_too_large")
            return None
        try:
            overrides = read_overrides(lines.encode())
        except OverrideFileError as error:
            for mistake in error.problems:
                self.say("lines", "file_wrong", mistake)
            return None
        if not overrides:
            self.say("lines", "file_without_days")
        return CalendarChange(declared=overrides)

    def _take_back_form(self) -> CalendarChange | None:
        day = self._date("withdrawn", DAY)
        # The act behind it is asked for beside the list of what moves.
        source = self._needed("source", "act_missing") if self.confirmed else ""
        return CalendarChange(withdrawn=(day,), source=source) if day else None

    def _hours_form(self) -> CalendarChange | None:
        day, source = self._date("from_day", FROM_DAY), self._needed("order", "act_missing")
        hours, saturday = self._hours("hours"), self._hours("saturday")
        if not self._line("hours"):
            self.say("hours", "hours_missing")
        if self.fields.get("week") not in ("5", "6"):
            self.say("week", "week_missing")
        if day is None or self.problems:
            return None
        schedule = self._schedule(day, hours, cast(Week, int(self.fields["week"])), saturday)
        return CalendarChange(schedule=schedule, source=source)

    def _schedule(
        self, day: date, hours: tuple[Shift, ...], week: Week, saturday: tuple[Shift, ...]
    ) -> Schedule | None:
        field = "hours"
        try:
            Calendar().day(day)
            Schedule(day, hours, week)
            field = "saturday"
            return Schedule(day, hours, week, saturday)
        except CalendarRangeError as error:
            self.say("from_day", "day_outside", error.text)
        except ScheduleError as error:
            self.say(field, "hours_wrong", error.text)
        return None

    def _line(self, field: str) -> str:
        """What is typed, as one line without signs that cannot be seen."""
        return visible(" ".join(self.fields.get(field, "").split()))

    def _needed(self, field: str, code: str) -> str:
        typed = self._line(field)
        if not typed:
            self.say(field, code)
        elif len(typed) > TEXT_LIMIT:
            words = SHARED["text_too_long"].filled(count=len(typed), limit=TEXT_LIMIT)
            self.say(field, "text_too_long", words)
        return typed

    def _date(self, field: str, label: Text) -> date | None:
        found = parse_date(self.fields.get(field, ""), field=field, label=label)
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found

    def _hours(self, field: str) -> tuple[Shift, ...]:
        """Hours as people write them: `9:00–13:00, 14:30–18:30`; nothing written is no hours."""
        typed = re.sub(r"\s*[-–]\s*", "-", re.sub(r"[,;]", " ", self._line(field)))
        try:
            return parse_shifts(re.sub(r"\b(\d):", r"0\1:", typed))
        except ValueError:
            self.say(field, "hours_unreadable")
            return ()
