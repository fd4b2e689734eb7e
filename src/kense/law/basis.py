"""Under which right a case is taken in: the act while it is in force, or the provider's own order that adopts the procedure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kense.kernel import Refusal, Text
from kense.law.act import Act
from kense.law.cite import cite
from kense.law.values import PublishedOn

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

    The act by its in-force rule, the repealing act by its own. Nothing is published before it is registered, nor
    before it is adopted, so the days before that are certain.
    """
    if day < _first_day(act.published, act.registered.date, act.in_force.calendar_days_after_publication):
        return "not_yet"
    repeal = act.repealed
    if repeal and day >= _first_day(repeal.published, repeal.adopted, repeal.calendar_days_after_publication):
        known = repeal.published != "unknown" or day >= repeal.confirmed_on
        return "repealed" if known else "unknown"
    return "unknown" if act.published == "unknown" else "in_force"


def basis_on(act: Act, day: date, order: AdoptionOrder | None) -> Basis | Refusal:
    """The basis for a case handed in on `day`; a refusal when there is none."""
    if order is not None and order.day <= day:
        return Basis("order", _ORDER.filled(number=order.number, day=f"{order.day:%d.%m.%Y}", act=act.cited_as))
    if status_on(act, day) == "in_force":
        return Basis("act", act.cited_as)
    ref = act.repealed.ref if act.repealed else act.in_force.ref
    return Refusal("no_basis", _NO_BASIS.filled(day=f"{day:%d.%m.%Y}", ref=cite(act, ref)), ref)


def _first_day(published: PublishedOn, published_not_before: date, days: int) -> date:
    """The first day in force: publication is not counted, the full calendar days pass, force begins on the next.

    Where publication is unknown, the first day on which force can be at all.
    """
    day = published_not_before if published == "unknown" else published
    return day + timedelta(days=days + 1)


_ORDER = Text(
    kk="көрсетілетін қызметті берушінің {day} № {number} бұйрығы ({act})",
    ru="приказ услугодателя от {day} № {number} ({act})",
    en="the provider's order No. {number} of {day} ({act})",
)
_NO_BASIS = Text(
    kk="Актінің {day} күні қолданыста екені расталмаған, ал ұйымның рәсімді қолдану туралы өз бұйрығы енгізілмеген. Әкімші бұйрықтың нөмірі мен күнін енгізуі тиіс ({ref}).",
    ru="На {day} действие акта не подтверждено, а собственный приказ о применении процедуры не внесён. Администратору следует внести номер и дату приказа ({ref}).",
    en="On {day} the act is not known to be in force, and no order of your own adopts the procedure. An administrator should enter the order's number and date ({ref}).",
)
