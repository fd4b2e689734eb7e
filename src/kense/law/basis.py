"""Under which right a case is taken in: the act while it is in force, or the provider's own order that adopts the procedure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kense.kernel import Refusal, Text
from kense.law.act import Act, PublishedOn
from kense.law.cite import cite

Status = Literal["not_yet", "unknown", "in_force", "repealed"]


@dataclass(frozen=True, slots=True)
class AdoptionOrder:
    """A provider's own order that adopts the procedure of an act."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Basis:
    """What a case stands on, in words for screen and paper."""

    kind: Literal["act", "order"]
    text: Text


def status_on(act: Act, day: date) -> Status:
    """Whether the act is in force on a day. Where publication is unknown, so are the days that depend on it.

    Resolution, paragraph 4; the repealing act by the same kind of rule.
    """
    begins = _force(act.published, act.in_force.calendar_days_after_publication)
    repeal = act.repealed
    ends = _force(repeal.published, repeal.calendar_days_after_publication) if repeal else None
    if begins is None:
        # Nothing is published before it is registered, so it cannot be in force earlier than this.
        earliest = act.registered.date + timedelta(days=act.in_force.calendar_days_after_publication + 1)
        before = day < earliest
    else:
        before = day < begins
    if before:
        return "not_yet"
    if repeal and day > repeal.adopted:
        if day >= (ends or repeal.confirmed_on):
            return "repealed"
        if ends is None:
            return "unknown"
    return "unknown" if begins is None else "in_force"


def basis_on(act: Act, day: date, order: AdoptionOrder | None) -> Basis | Refusal:
    """The basis for a case handed in on `day`; a refusal when there is none."""
    if order is not None and order.day <= day:
        return Basis("order", _ORDER.filled(number=order.number, day=f"{order.day:%d.%m.%Y}", act=act.cited_as))
    if status_on(act, day) == "in_force":
        return Basis("act", act.cited_as)
    ref = act.repealed.ref if act.repealed else act.in_force.ref
    return Refusal("no_basis", _NO_BASIS.filled(day=f"{day:%d.%m.%Y}", ref=cite(act, ref)), ref)


def _force(published: PublishedOn, days: int) -> date | None:
    """The first day in force: publication is not counted, the full calendar days pass, force begins on the next."""
    return None if published == "unknown" else published + timedelta(days=days + 1)


_ORDER = Text(
    kk="қызмет берушінің {day} № {number} бұйрығы ({act})",
    ru="приказ услугодателя от {day} № {number} ({act})",
    en="the provider's order No. {number} of {day} ({act})",
)
_NO_BASIS = Text(
    kk="{day} күні актінің қолданыста болғаны расталмайды, ал рәсімді енгізген өз бұйрығыңыз жазылмаған. Әкімші бұйрықтың нөмірі мен күнін енгізсін ({ref}).",
    ru="На {day} действие акта не подтверждено, а собственный приказ о применении процедуры не внесён. Администратору следует внести номер и дату приказа ({ref}).",
    en="On {day} the act is not known to be in force, and no order of your own adopts the procedure. An administrator should enter the order's number and date ({ref}).",
)
