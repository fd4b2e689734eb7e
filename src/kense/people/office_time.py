"""Storing when an office works. Call it where the open cases are recounted in the same transaction (casework)."""

from collections.abc import Iterable
from datetime import date

from kense.kernel import Text
from kense.people.models import CalendarOverride, FinalYear, Provider, WorkSchedule
from kense.worktime import FIRST_DAY, LAST_DAY, Calendar, Override, OverrideError, Schedule, ScheduleError, Shift

_OUTSIDE = Text(
    "{day} күні белгілі күнтізбеге кірмейді; кесте {first} мен {last} аралығындағы күннен басталуы керек",
    "День {day} вне известного календаря; график должен начинаться со дня с {first} по {last}",
    "{day} is outside the known calendar; a schedule begins on a day from {first} to {last}",
)
_NO_DECREE = Text(
    "Кестенің негізі көрсетілмеген; бұйрықтың нөмірі мен күнін жазыңыз",
    "Не указано основание графика; впишите номер и дату приказа",
    "the schedule names no order; give its number and day",
)
_NO_DECREE_OF_YEAR = Text(
    "Жылдың соңғы күнтізбесін бекіткен акт көрсетілмеген; оның атауы мен нөмірін жазыңыз",
    "Не указан акт, которым календарь года стал окончательным; впишите его название и номер",
    "no act is named that makes the year final; give its name and number",
)


def declare(provider: Provider, overrides: Iterable[Override]) -> None:
    """Declare days, each in place of what was declared of it before. Raises OverrideError for what cannot be."""
    given = tuple(overrides)
    Calendar(given)
    for override in given:
        CalendarOverride.objects.update_or_create(
            provider=provider,
            day=override.day,
            defaults={
                "kind": override.kind,
                "shifts": stored(override.shifts),
                "decree": override.decree,
                **{f"note_{lang}": words for lang, words in override.note.as_dict().items()},
            },
        )


def withdraw(provider: Provider, days: Iterable[date]) -> None:
    """Leave these days as the country's calendar has them."""
    provider.overrides.filter(day__in=list(days)).delete()


def add_schedule(provider: Provider, schedule: Schedule, decree: str) -> None:
    """Let hours begin on a day; they hold until the next schedule begins, so there is no gap and no overlap.

    Hours that began on the same day give way to the new ones. Raises ScheduleError without an order behind it and for
    a day outside the calendar.
    """
    if not decree.strip():
        raise ScheduleError(_NO_DECREE)
    if not FIRST_DAY <= schedule.from_day <= LAST_DAY:
        days = {"day": schedule.from_day, "first": FIRST_DAY, "last": LAST_DAY}
        raise ScheduleError(_OUTSIDE.filled(**{name: f"{day:%d.%m.%Y}" for name, day in days.items()}))
    WorkSchedule.objects.update_or_create(
        provider=provider,
        from_day=schedule.from_day,
        defaults={
            "week": schedule.week,
            "shifts": stored(schedule.shifts),
            "saturday": stored(schedule.saturday),
            "decree": decree,
        },
    )


def settle_year(provider: Provider, year: int, decree: str) -> None:
    """Mark a year as final by an act. Raises CalendarRangeError outside the calendar, OverrideError without an act."""
    Calendar(final_years=[year])
    if not decree.strip():
        raise OverrideError(_NO_DECREE_OF_YEAR, "decree")
    FinalYear.objects.update_or_create(provider=provider, year=year, defaults={"decree": decree})


def unsettle_year(provider: Provider, year: int) -> None:
    """Take the mark of a final year off."""
    provider.final_years.filter(year=year).delete()


def stored(shifts: Iterable[Shift]) -> list[list[str]]:
    """Shifts as the tables keep them: `[["09:00", "13:00"]]`."""
    return [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in shifts]
