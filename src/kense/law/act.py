"""The act as a legal fact: number, dates, issuer, its duties, the places in it that can be cited."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kense.law.text_forms import TextForms
from kense.law.values import Datum, Ident, LawText, Many, PublishedOn, Ref


class Registration(Datum):
    """State registration at a justice body."""

    number: str
    date: date
    by: LawText


class InForce(Datum):
    """How the act comes into force: so many calendar days after its first official publication."""

    calendar_days_after_publication: int = Field(ge=0)
    ref: Ref


class Repeal(Datum):
    """The act that repealed this one, itself in force by the same kind of rule.

    `confirmed_on` is the day on which a person saw the act marked as repealed; it decides while publication is unknown.
    """

    by_number: str
    adopted: date
    published: PublishedOn
    calendar_days_after_publication: int = Field(ge=0)
    confirmed_on: date
    ref: Ref


class DutyTerm(Datum):
    """By when a duty is to be done: so many calendar days after an event, or only after it where the act says no number."""

    after: Literal["registration", "publication"]
    calendar_days: Annotated[int, Field(ge=0)] | Literal["not_stated"]


class Duty(Datum):
    """What the act orders to be done about the act itself, once. `owner` is whom it orders.

    `shown_by` names the fact in the act's own data that shows it done; any other duty is marked done by a person.
    """

    id: Ident
    ref: Ref
    owner: LawText
    name: LawText
    term: DutyTerm | Literal["not_stated"]
    shown_by: Literal["registration"] | None = None


class Citation(Datum):
    """How a place is written, per kind of place; `{n}` stands for its number."""

    paragraph: LawText | None = None
    sub: LawText | None = None
    action: LawText | None = None
    appendix: LawText | None = None
    part: LawText | None = None


class Source(Datum):
    """A text that can be cited. `verified` says whether its wording was seen; `house` that it is the office's own rule.

    `text` says how its places are written where it stands in the official text of the act.
    """

    name: LawText
    verified: bool
    house: bool = False
    cite: Citation
    text: TextForms | None = None


class Place(Datum):
    """A place that can be cited, its short label (ours, not the act's sentence), and why nothing models it, if so."""

    ref: Ref
    label: LawText
    not_modelled: str | None = None


class Act(Datum):
    """An act of a state body; its procedure stands in editions."""

    id: Ident
    kind: LawText
    number: str
    adopted: date
    issuer: LawText
    title: LawText
    cited_as: LawText
    service: LawText
    registered: Registration
    published: PublishedOn
    in_force: InForce
    repealed: Repeal | None = None
    duties: Many[Duty] = ()
    sources: dict[Ident, Source]
    parts: dict[Ident, LawText]
    places: Many[Place] = Field(min_length=1)
