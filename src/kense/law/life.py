"""The life of an act: on which days it is in force, from its data and the days of publication entered later.

A day that is not known is a range of days. The status of a day is certain where it is the same however the unknown days
fall, and `unknown` where it is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from kense.kernel import LegalRef, Text
from kense.law.act import Act, Repeal
from kense.law.values import PublishedOn

Status = Literal["not_yet", "unknown", "in_force", "repealed"]
What = Literal["published", "repeal_published"]

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """Days of first official publication that the data of an act leave open; None while nobody has entered them."""

    published: date | None = None
    repeal_published: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A first day of something: the earliest it can be and the latest, None where nothing bounds it; and its place."""

    earliest: date
    latest: date | None
    ref: LegalRef

    @property
    def is_known(self) -> bool:
        """Whether it can be one day only."""
        return self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Period:
    """Days of one status, both ends included; None is an end that lies open. `why` with its place in the act."""

    first: date | None
    last: date | None
    status: Status
    why: Text
    ref: LegalRef

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Life:
    """The whole life: its periods in order, every day in exactly one, and the days on which it changes."""

    periods: tuple[Period, ...]
    begins: Change
    ends: Change | None


def with_facts(act: Act, facts: Facts) -> Act:
    """The act with the days that were entered, where its own data leave them open. What the data say stays."""
    repeal = act.repealed
    if repeal and repeal.published == "unknown" and facts.repeal_published:
        repeal = repeal.model_copy(update={"published": facts.repeal_published})
    published = facts.published if act.published == "unknown" and facts.published else act.published
    return act.model_copy(update={"published": published, "repealed": repeal})


def left_open(act: Act) -> dict[What, tuple[date, date | None]]:
    """The days of publication the act's own data leave open, each with the first and the last day it can be.

    Nothing is published before it is registered, nor before it is adopted. The repealing act was published early enough
    to be in force on the day the repeal was seen; nothing bounds the publication of the act itself (None).
    """
    found: dict[What, tuple[date, date | None]] = {}
    if act.published == "unknown":
        found["published"] = act.registered.date, None
    repeal = act.repealed
    if repeal and repeal.published == "unknown":
        last = repeal.confirmed_on - timedelta(days=repeal.calendar_days_after_publication + 1)
        found["repeal_published"] = repeal.adopted, max(repeal.adopted, last)
    return found


def status_on(act: Act, day: date) -> Status:
    """Whether the act is in force on a day, as far as its days are known. Give the act with its facts."""
    return _status(day, _begins(act), _ends(act))


def life(act: Act) -> Life:
    """The life of an act as far as its days are known. Give the act with its facts."""
    begins, ends = _begins(act), _ends(act)
    edges = sorted({day for change in (begins, ends) if change for day in (change.earliest, change.latest) if day})
    starts = [edges[0] - _A_DAY, *edges]
    told = [(day, _status(day, begins, ends), *_why(act, day, begins, ends)) for day in starts]
    found = [next(alike) for _, alike in groupby(told, key=lambda one: one[1:])]
    lasts = [one[0] - _A_DAY for one in found[1:]]
    firsts = [None, *(one[0] for one in found[1:])]
    periods = [
        Period(first, last, status, why, ref)
        for first, last, (_, status, why, ref) in zip(firsts, [*lasts, None], found, strict=True)
    ]
    return Life(tuple(periods), begins, ends)


def first_day(published: date, days: int) -> date:
    """The first day in force: publication is not counted, the full calendar days pass, force begins on the next."""
    return published + timedelta(days=days + 1)


def _begins(act: Act) -> Change:
    days, published = act.in_force.calendar_days_after_publication, act.published
    if published == "unknown":
        return Change(first_day(act.registered.date, days), None, act.in_force.ref)
    return _known(first_day(published, days), act.in_force.ref)


def _ends(act: Act) -> Change | None:
    """The repeal; while its publication is unknown, the day on which a person saw it is the latest."""
    repeal = act.repealed
    if repeal is None:
        return None
    days, published = repeal.calendar_days_after_publication, repeal.published
    if published == "unknown":
        earliest = first_day(repeal.adopted, days)
        return Change(earliest, max(earliest, repeal.confirmed_on), repeal.ref)
    return _known(first_day(published, days), repeal.ref)


def _known(day: date, ref: LegalRef) -> Change:
    return Change(day, day, ref)


def _status(day: date, begins: Change, ends: Change | None) -> Status:
    if ends and ends.latest and day >= ends.latest:
        return "repealed"
    may_have_ended = ends is not None and day >= ends.earliest
    if day < begins.earliest and not may_have_ended:
        return "not_yet"
    if begins.latest and day >= begins.latest and not may_have_ended:
        return "in_force"
    return "unknown"


def _why(act: Act, day: date, begins: Change, ends: Change | None) -> tuple[Text, LegalRef]:
    """The reason for the status of a day, with its place."""
    status = _status(day, begins, ends)
    if status in ("not_yet", "in_force"):
        return _why_of_the_act(act, status), begins.ref
    if status == "repealed" and act.repealed:
        return _why_repealed(act.repealed), act.repealed.ref
    doubts = list(_doubts(day, begins, ends))
    return (_WHY["unknown_both"], doubts[0][1]) if len(doubts) > 1 else doubts[0]


def _doubts(day: date, begins: Change, ends: Change | None) -> Iterator[tuple[Text, LegalRef]]:
    if day >= begins.earliest and not begins.is_known:
        yield _WHY["unknown_start"], begins.ref
    if ends and not ends.is_known and day >= ends.earliest:
        yield _WHY["unknown_end"], ends.ref


def _why_of_the_act(act: Act, status: Status) -> Text:
    n, published = act.in_force.calendar_days_after_publication, act.published
    if published == "unknown":
        return _WHY["before_registered"].filled(day=_shown(act.registered.date), n=n)
    return _WHY[f"{status}_published"].filled(day=_shown(published), n=n)


def _why_repealed(repeal: Repeal) -> Text:
    if repeal.published == "unknown":
        return _WHY["repeal_seen"].filled(number=repeal.by_number, day=_shown(repeal.confirmed_on))
    n = repeal.calendar_days_after_publication
    return _WHY["repeal_published"].filled(number=repeal.by_number, day=_shown(repeal.published), n=n)


def _shown(day: PublishedOn) -> str:
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else day


_WHY = {
    "before_registered": Text(
        "Тіркелген күні: {day}, одан бұрын жарияланбайды; жарияланғаннан кейін күнтізбелік {n} күн өтуі тиіс.",
        "Зарегистрирован {day}, раньше не публикуется; после опубликования должны пройти календарные дни: {n}.",
        "Registered on {day} and not published before; after publication calendar days have to pass: {n}.",
    ),
    "not_yet_published": Text(
        "Жарияланған күні: {day}; одан кейін күнтізбелік {n} күн өтуі тиіс.",
        "Опубликован {day}; после этого должны пройти календарные дни: {n}.",
        "Published on {day}; after that calendar days have to pass: {n}.",
    ),
    "in_force_published": Text(
        "Жарияланған күні: {day}; одан кейінгі күнтізбелік {n} күн өтті.",
        "Опубликован {day}; календарные дни после этого прошли: {n}.",
        "Published on {day}; the calendar days after that have passed: {n}.",
    ),
    "unknown_start": Text(
        "Қай күні жарияланғаны енгізілмеген: бұл күндері акт қолданыста болуы да, болмауы да мүмкін.",
        "День опубликования не внесён: в эти дни акт мог действовать, а мог и не действовать.",
        "The day of publication is not entered: on these days the act may or may not have been in force.",
    ),
    "unknown_end": Text(
        "Күшін жойған актінің қай күні жарияланғаны енгізілмеген: бұл күндері акт қолданыста болуы да, күші жойылған болуы да мүмкін.",
        "День опубликования отменившего акта не внесён: в эти дни акт мог ещё действовать, а мог уже утратить силу.",
        "The day of publication of the repealing act is not entered: on these days the act may still have been in force or not.",
    ),
    "unknown_both": Text(
        "Актінің де, оның күшін жойған актінің де қай күні жарияланғаны енгізілмеген: бұл күндері акт әлі енгізілмеген, қолданыста немесе күші жойылған болуы мүмкін.",
        "Дни опубликования акта и отменившего его акта не внесены: в эти дни акт мог ещё не действовать, действовать или утратить силу.",
        "The days of publication of the act and of the one that repealed it are not entered: it may have been before its force, in force or repealed.",
    ),
    "repeal_seen": Text(
        "№ {number} актімен күші жойылған. Күшін жойған актінің қай күні жарияланғаны енгізілмеген, бірақ күші жойылды деген белгі көрілген күн: {day}.",
        "Отменён актом № {number}. День опубликования отменившего акта не внесён, но отметку об утрате силы видели {day}.",
        "Repealed by act No. {number}. The day of its publication is not entered, but the mark of repeal was seen on {day}.",
    ),
    "repeal_published": Text(
        "№ {number} актімен күші жойылған, оның жарияланған күні: {day}; одан кейінгі күнтізбелік {n} күн өтті.",
        "Отменён актом № {number}, опубликованным {day}; календарные дни после этого прошли: {n}.",
        "Repealed by act No. {number}, published on {day}; the calendar days after that have passed: {n}.",
    ),
}
