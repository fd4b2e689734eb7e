"""Whether an edition may begin where it wants to: on every day at most one edition of a scope governs.

A scope is an act together with an office: the editions for all are one scope, each office's own editions are another,
which goes before it. An edition holds from `valid_from` through `valid_to`; without `valid_to` it ends where the next of its
scope begins. So a new one is refused when it

1. begins today or earlier: applications handed in today already stand on another, unless it is the first of its act;
2. begins on or before the first day of any edition of its scope, those that have not begun yet among them;
3. begins on or before the explicit `valid_to` of one of them: two would hold on that day.

Nothing of the scope begins after it, so its own `valid_to` meets nobody.
"""

from collections.abc import Iterable
from datetime import date

from kense.kernel import Refusal, Text
from kense.law.edition import Edition, Procedure


def refusal_of(new: Procedure, editions: Iterable[Edition], today: date) -> Refusal | None:
    """Why the edition may not begin on its day beside these editions; None when it may."""
    of_act = [one.procedure for one in editions if one.procedure.act == new.act]
    if of_act and new.valid_from <= today:
        return Refusal("edition_too_early", _TOO_EARLY.filled(day=_day(new.valid_from), today=_day(today)))
    others = [one for one in of_act if _scope(one) == _scope(new)]
    latest = max(others, key=lambda one: one.valid_from, default=None)
    if latest and new.valid_from <= latest.valid_from:
        return _refused("edition_not_last", _NOT_LAST, new, latest, latest.valid_from)
    for one in others:
        if one.valid_to and new.valid_from <= one.valid_to:
            return _refused("edition_overlaps", _OVERLAPS, new, one, one.valid_to)
    return None


def _scope(one: Procedure) -> tuple[str, str]:
    return one.act, one.office


def _refused(code: str, text: Text, new: Procedure, other: Procedure, last: date) -> Refusal:
    return Refusal(code, text.filled(day=_day(new.valid_from), other=other.edition, last=_day(last)))


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


_TOO_EARLY = Text(
    "Редакцияның бірінші күні – {day}, ал бүгін {today}: бүгінгі өтініштер басқа редакция бойынша қабылданып жатыр. Ертеңгі немесе "
    "одан кейінгі күнді жазыңыз.",
    "Первый день редакции – {day}, а сегодня {today}: сегодняшние заявления уже принимаются по другой редакции. Укажите "
    "завтрашний день или более поздний.",
    "The edition's first day is {day} and today is {today}: applications of today already stand on another edition. Give "
    "tomorrow or a later day.",
)
_NOT_LAST = Text(
    "Редакцияның бірінші күні – {day}, ал {other} редакциясы {last} күні басталады. Жаңа редакция барлық жарияланған редакциядан кейін "
    "басталады: одан кейінгі күнді жазыңыз.",
    "Первый день редакции – {day}, а редакция {other} начинается {last}. Новая редакция начинается позже всех опубликованных: "
    "укажите более поздний день.",
    "The edition's first day is {day}, and the edition {other} begins on {last}. A new edition begins after all that are "
    "published: give a later day.",
)
_OVERLAPS = Text(
    "Редакцияның бірінші күні – {day}, ал {other} редакциясының соңғы күні – {last}. Бір күні екі редакция қолданылмайды: одан "
    "кейінгі күнді жазыңыз.",
    "Первый день редакции – {day}, а последний день редакции {other} – {last}. Две редакции в один день не действуют: укажите "
    "более поздний день.",
    "The edition's first day is {day}, and the last day of the edition {other} is {last}. Two editions do not hold on one "
    "day: give a later day.",
)
