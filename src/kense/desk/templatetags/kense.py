"""How texts, references, moments and numbers are written on a page."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from babel.dates import format_date
from babel.numbers import format_percent
from django import template
from django.utils import timezone
from django.utils.translation import get_language

from kense.acts.texts import Passage, passages
from kense.cases.selectors import Case
from kense.casework.corrections import Correction, corrections_of
from kense.casework.late import LateEntry, late_entry_of
from kense.casework.reminders import Reminder, reminders_of
from kense.desk.confirmations import token_of
from kense.kernel import LegalRef, Problem, Text
from kense.law import cite, place
from kense.law.act import Act, Source
from kense.registry import iin as iins
from kense.worktime import Row, format_minutes

register = template.Library()


@register.filter
def t(text: Any) -> str:
    """A text in the language of the page."""
    words = text.in_lang(get_language() or "kk") if isinstance(text, Text) else str(text or "")
    return words.replace("№ ", "№\N{NO-BREAK SPACE}")


@register.filter
def in_lang(text: Text, lang: str) -> str:
    """A text in a given language."""
    return text.in_lang(lang)


@register.filter
def stored(text: dict[str, str]) -> str:
    """A text that was stored as JSON, in the language of the page."""
    return text.get(get_language() or "kk", text["kk"])


@register.simple_tag
def ref(act: Act, where: LegalRef) -> str:
    """A reference in words: «5-т., 1-іс-қимыл»."""
    return t(cite(act, where))


@register.simple_tag
def act_words(act: Act, where: LegalRef) -> Passage | None:
    """The official words of one place; nothing where no text is loaded. A page of many asks for all at once."""
    return passages(act.id, [where], get_language() or "kk").get(where)


@register.filter
def anchor(where: LegalRef) -> str:
    """The fragment of a place on the regulation's page."""
    return str(where).replace(" ", "-")


@register.filter
def moment(value: datetime | None) -> str:
    """26.03.2019, 15:40"""
    return timezone.localtime(value).strftime("%d.%m.%Y, %H:%M") if value else ""  # noqa: TID251 - a conversion


@register.filter
def clock(value: datetime | None) -> str:
    """15:40"""
    return timezone.localtime(value).strftime("%H:%M") if value else ""  # noqa: TID251 - a conversion


@register.filter
def short_moment(value: datetime | None) -> str:
    """26.03, 15:40"""
    return timezone.localtime(value).strftime("%d.%m, %H:%M") if value else ""  # noqa: TID251 - a conversion


@register.simple_tag
def clock_or_day(value: datetime | None, at: datetime) -> str:
    """15:40 for a moment of today, 27.03, 15:40 for another day."""
    if value is None:
        return ""
    shown, now = timezone.localtime(value), timezone.localtime(at)  # noqa: TID251 - conversions
    return shown.strftime("%H:%M" if shown.date() == now.date() else "%d.%m, %H:%M")


@register.filter
def day(value: date | str | None) -> str:
    """26.03.2019"""
    found = date.fromisoformat(value) if isinstance(value, str) and value else value
    return found.strftime("%d.%m.%Y") if isinstance(found, date) else ""


@register.filter
def weekday(value: datetime | date) -> str:
    """сейсенбі, 26 наурыз"""
    local = timezone.localtime(value) if isinstance(value, datetime) else value  # noqa: TID251 - a conversion
    return format_date(local, "EEEE, d MMMM", locale=get_language() or "kk")


@register.filter
def day_of_week(value: date) -> str:
    """жексенбі"""
    return format_date(value, "EEEE", locale=get_language() or "kk")


@register.filter
def short_weekday(value: datetime) -> str:
    """сс"""
    return _WEEKDAYS.get(get_language() or "kk", _WEEKDAYS["kk"])[timezone.localtime(value).weekday()]  # noqa: TID251


@register.filter
def short_day(value: date) -> str:
    """сс 26.03"""
    return f"{_WEEKDAYS[get_language() or 'kk'][value.weekday()]} {value:%d.%m}"


_WEEKDAYS = {
    "kk": ("дс", "сс", "ср", "бс", "жм", "сб", "жс"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


@register.filter
def grouped_iin(value: str) -> str:
    """An IIN in groups; what is not one stays as typed."""
    return iins.grouped(value) if iins.is_valid(value) else value


@register.filter
def masked_iin(value: str) -> str:
    """An IIN with only its last digits shown."""
    return iins.masked(value)


@register.filter
def get(mapping: dict[str, Any], key: str) -> Any:
    """The value of a key, nothing when it is missing."""
    return mapping.get(key, "")


@register.filter
def bar(used_and_norm: tuple[int, int]) -> str:
    """How far a bar is filled, never over its end."""
    used, norm = used_and_norm
    return f"{min(100, 100 * used / norm if norm else 0):.1f}%"


@register.filter
def minutes(count: int) -> str:
    """5 сағ, 20 мин"""
    return t(format_minutes(count))


@register.filter
def percent(share: float) -> str:
    """6,8 % of a share from 0 to 1."""
    return format_percent(share, "0.0 %", locale=get_language() or "kk")


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, for a loop over a few names."""
    return text.split()


@register.simple_tag
def label(act: Act, where: LegalRef) -> str:
    """The short label of a place."""
    return t(place(act, where).label)


@register.simple_tag
def stretch(row: Row) -> str:
    """20.03, ср, 15:40–18:30; whole days as 21–22.03, бс–жм."""
    start, stop = timezone.localtime(row.start), timezone.localtime(row.end)  # noqa: TID251 - a conversion
    if row.counted or start.date() == stop.date():
        return f"{start:%d.%m}, {short_weekday(start)}, {start:%H:%M}–{stop:%H:%M}"
    last = stop - timedelta(microseconds=1)
    if last.date() == start.date():
        return f"{start:%d.%m}, {short_weekday(start)}"
    return f"{start:%d.%m}–{last:%d.%m}, {short_weekday(start)}–{short_weekday(last)}"


class Cited(NamedTuple):
    """A place as it is cited: the words of the reference, what the place says in short, and whose text it is."""

    id: str
    words: str
    label: str
    source: Source


@register.simple_tag
def cited(act: Act, where: LegalRef) -> Cited:
    """What a reference shows and opens. The id is its own: the same place may be cited anywhere on a page, and in parts put in later."""
    return Cited(f"p-{secrets.token_hex(4)}", ref(act, where), label(act, where), act.sources[where.source])


@register.filter
def corrections(case: Case) -> list[Correction]:
    """The corrections a case has had, oldest first."""
    return corrections_of(case.corrections)


@register.filter
def late_entry(case: Case) -> LateEntry | None:
    """How a case was entered from paper; nothing for one taken in at the desk."""
    return late_entry_of(case)


@register.filter
def reminders(case: Case) -> list[Reminder]:
    """The times its recipient was reminded, oldest first."""
    return reminders_of(case.reminders)


class Tick(NamedTuple):
    """The box under a warning: what it sends and whether it is ticked."""

    token: str
    checked: bool


@register.simple_tag
def confirmation(page: Any, problem: Problem) -> Tick:
    """The box with which a warning is confirmed."""
    return Tick(token_of(problem, page.fields), f"{problem.field}:{problem.code}" in page.confirmed)


@register.filter
def said_with(page: Any, problem: Problem) -> list[Problem]:
    """A problem, and what else the page says of its field: each warning has a confirmation of its own."""
    others = [one for one in getattr(page, "said", ()) if one.field == problem.field and one != problem]
    return [problem, *others]


@register.filter
def said_ids(page: Any, problem: Problem) -> str:
    """The ids of everything said of a field, to describe it by."""
    places = range(1, len(said_with(page, problem)) + 1)
    return " ".join(f"say-{problem.field}" + (f"-{n}" if n > 1 else "") for n in places)
