"""Under which right a case is taken in: the act while it is in force, or the provider's own order that adopts the procedure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kense.kernel import Refusal, Text
from kense.law.act import Act
from kense.law.cite import cite
from kense.law.life import status_on


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


def basis_on(act: Act, day: date, order: AdoptionOrder | None) -> Basis | Refusal:
    """The basis for a case handed in on `day`; a refusal when there is none. Give the act with its facts."""
    if order is not None and order.day <= day:
        return Basis("order", _ORDER.filled(number=order.number, day=f"{order.day:%d.%m.%Y}", act=act.cited_as))
    if status_on(act, day) == "in_force":
        return Basis("act", act.cited_as)
    ref = act.repealed.ref if act.repealed else act.in_force.ref
    return Refusal("no_basis", _NO_BASIS.filled(day=f"{day:%d.%m.%Y}", ref=cite(act, ref)), ref)


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
