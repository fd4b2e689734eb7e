"""Calendar dates as people type them, and what can be wrong with them."""

import re
from datetime import date

from kense.kernel import Problem, Text
from kense.registry.texts import normalised, quoted

EARLIEST = date(1900, 1, 1)
"""A date of a person's papers before this one is a slip of the hand."""

_FORMS = (
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)

_EMPTY = Text(
    kk="{label}: күн енгізілмеген. КК.АА.ЖЖЖЖ түрінде теріңіз, мысалы, 26.03.2019.",
    ru="{label}: дата не введена. Наберите в виде ДД.ММ.ГГГГ, например 26.03.2019.",
    en="{label}: no date is entered. Type it as DD.MM.YYYY, for example 26.03.2019.",
)
_UNREADABLE = Text(
    kk="{label}: {typed} күн ретінде оқылмады. КК.АА.ЖЖЖЖ түрінде теріңіз, мысалы, 26.03.2019.",
    ru="{label}: {typed} не читается как дата. Наберите в виде ДД.ММ.ГГГГ, например 26.03.2019.",
    en="{label}: {typed} cannot be read as a date. Type it as DD.MM.YYYY, for example 26.03.2019.",
)
_NONEXISTENT = Text(
    kk="{label}: {typed} – күнтізбеде мұндай күн жоқ. Күнін, айын және жылын тексеріңіз.",
    ru="{label}: {typed} – такого дня нет в календаре. Проверьте день, месяц и год.",
    en="{label}: {typed} – there is no such day in the calendar. Check the day, the month and the year.",
)
_FUTURE = Text(
    kk="{label}: {day} күні әлі келген жоқ (бүгін – {today}). Күнді құжатпен салыстырыңыз.",
    ru="{label}: дата {day} ещё не наступила (сегодня {today}). Сверьте дату с документом.",
    en="{label}: {day} is still to come (today is {today}). Compare the date with the document.",
)
_TOO_EARLY = Text(
    kk="{label}: {day} – 1900 жылға дейінгі күн. Жылын құжатпен салыстырыңыз.",
    ru="{label}: {day} – дата до 1900 года. Сверьте год с документом.",
    en="{label}: {day} is before the year 1900. Compare the year with the document.",
)
_ORDER = Text(
    kk="{label}: {later} күні «{earlier_label}» өрісіндегі күннен ({earlier}) ерте. Екеуін де құжатпен салыстырыңыз.",
    ru="{label}: дата {later} раньше даты в поле «{earlier_label}» ({earlier}). Сверьте обе даты с документом.",
    en="{label}: {later} is before the date in the field «{earlier_label}» ({earlier}). Check both in the document.",
)


def parse_date(text: str, *, field: str, label: Text) -> date | Problem:
    """The date typed as 26.03.2019, 6.3.2019 or 2019-03-26; or the error: empty, unreadable, not in the calendar."""
    typed = normalised(text)
    if not typed:
        return Problem(field, "date_empty", _EMPTY.filled(label=label))
    found = next((match for form in _FORMS if (match := form.fullmatch(typed))), None)
    if found is None:
        return Problem(field, "date_unreadable", _UNREADABLE.filled(label=label, typed=quoted(typed)))
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return Problem(field, "date_nonexistent", _NONEXISTENT.filled(label=label, typed=quoted(typed)))


def shown(day: date) -> str:
    """The date as the office writes it: 26.03.2019."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def future_problem(day: date, today: date, *, field: str, label: Text) -> Problem | None:
    """The error of a date later than `today`."""
    if day <= today:
        return None
    return Problem(field, "date_future", _FUTURE.filled(label=label, day=shown(day), today=shown(today)))


def early_problem(day: date, *, field: str, label: Text) -> Problem | None:
    """The error of a date before 1900."""
    if day >= EARLIEST:
        return None
    return Problem(field, "date_before_1900", _TOO_EARLY.filled(label=label, day=shown(day)))


def order_problem(earlier: date, later: date, *, field: str, label: Text, earlier_label: Text) -> Problem | None:
    """The error, at the field of the later date, of an end that lies before its beginning; the same day is right."""
    if earlier <= later:
        return None
    words = _ORDER.filled(label=label, later=shown(later), earlier_label=earlier_label, earlier=shown(earlier))
    return Problem(field, "dates_order", words)
