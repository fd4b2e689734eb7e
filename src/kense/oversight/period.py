"""A period of days as a page asks for it: from a day to a day, both included; this month when nothing is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from kense.kernel import Problem, Text
from kense.registry.dates import parse_date, shown
from kense.worktime import FIRST_DAY, LAST_DAY

FIRST, LAST = "from", "to"
LONGEST = timedelta(366)

_LABELS = {
    FIRST: Text("Кезеңнің басы", "Начало периода", "First day of the period"),
    LAST: Text("Кезеңнің соңы", "Конец периода", "Last day of the period"),
}
_OUTSIDE = Text(
    "{label}: {typed} белгілі күнтізбеден тыс. Күнтізбе аралығы: {first} – {last}. Күнді түзетіңіз.",
    "{label}: {typed} вне известного календаря. Календарь: {first} – {last}. Исправьте дату.",
    "{label}: {typed} is outside the known calendar, {first} – {last}. Correct the day.",
)
_ORDER = Text(
    "Кезеңнің соңы басынан ерте. Екі күнді де тексеріңіз.",
    "Конец периода раньше его начала. Проверьте обе даты.",
    "The period ends before it begins. Check both days.",
)
_TOO_LONG = Text(
    "Кезең бір жылдан ұзақ. Қысқарақ кезеңді таңдаңыз.",
    "Период длиннее года. Выберите период короче.",
    "The period is longer than a year. Choose a shorter one.",
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def edges(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """The moment the first day begins and the moment the last one is over, in a zone."""
        return _midnight(self.first, zone), _midnight(self.last + timedelta(1), zone)

    @property
    def fields(self) -> dict[str, str]:
        """The days as they are typed."""
        return {FIRST: shown(self.first), LAST: shown(self.last)}


def this_month(today: date) -> Period:
    """From the first of the month to today."""
    return Period(today.replace(day=1), today)


def read_period(fields: Mapping[str, str], today: date) -> Period | list[Problem]:
    """The period that was typed, this month where nothing was; or what is wrong with it."""
    if not any(fields.get(name, "").strip() for name in (FIRST, LAST)):
        return this_month(today)
    days = [read_day(fields.get(name, ""), name, _LABELS[name]) for name in (FIRST, LAST)]
    problems = [one for one in days if isinstance(one, Problem)]
    if problems:
        return problems
    first, last = (one for one in days if isinstance(one, date))
    if last < first:
        return [Problem(LAST, "period_order", _ORDER)]
    if last - first >= LONGEST:
        return [Problem(FIRST, "period_too_long", _TOO_LONG)]
    return Period(first, last)


def read_day(typed: str, field: str, label: Text) -> date | Problem:
    """The day that was typed, within the known calendar; or what is wrong with it."""
    found = parse_date(typed, field=field, label=label)
    if isinstance(found, Problem) or FIRST_DAY <= found < LAST_DAY:
        return found
    words = {"typed": shown(found), "first": shown(FIRST_DAY), "last": shown(LAST_DAY)}
    return Problem(field, "date_outside", _OUTSIDE.filled(label=label, **words))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)
