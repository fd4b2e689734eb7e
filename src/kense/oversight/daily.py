"""The daily sheet of an office: what a day came to, and the end of the trail's chain, to be printed and kept in a binder.

Whoever rewrote the trail afterwards would have to forge the sheets in the binder too.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kense.cases.journals import Given, left_late
from kense.kernel.text import Text
from kense.law.edition import Journal
from kense.oversight.balance import Balance, balance
from kense.oversight.journals import JournalBook, journals_of
from kense.oversight.lateness import ServiceFigures, of_service
from kense.people.selectors import Officer, Provider, officers_by_id, working_time
from kense.trail.days import last_entry_before, work_of
from kense.trail.selectors import TrailEntry

NOT_COME = Text(
    "{day} күні әлі келген жоқ. Бүгінгі немесе өткен күнді таңдаңыз.",
    "День {day} ещё не наступил. Выберите сегодняшний или прошедший день.",
    "{day} has not come yet. Choose today or a day that is past.",
)


@dataclass(frozen=True, slots=True)
class Worker:
    """An officer who worked that day: from the first to the last thing they did, how many in all."""

    officer: Officer
    first: datetime
    last: datetime
    deeds: int


@dataclass(frozen=True, slots=True)
class DailySheet:
    """A day of an office, as it stood at `until`: the end of the day, or the moment of asking while the day lasts.

    `left_late` are cases past their term then; `head` is the last entry of the trail, None while there is none.
    """

    day: date
    until: datetime
    is_over: bool
    numbers: tuple[tuple[Journal, Given | None], ...]
    balance: Balance
    service: ServiceFigures
    left_late: int
    workers: tuple[Worker, ...]
    head: TrailEntry | None


def daily_sheet(provider: Provider, day: date, at: datetime) -> DailySheet:
    """The sheet of a day in an office, asked for at a moment. ValueError for a day that has not come."""
    local = working_time(provider).local
    since = datetime.combine(day, time(), tzinfo=local(at).tzinfo)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=local(at).tzinfo)
    if since > at:
        raise ValueError(f"{day} has not come yet")
    # What happens at the very moment of asking is told too.
    until = min(end, at + timedelta(microseconds=1))
    return DailySheet(
        day=day,
        until=local(min(end, at)),
        is_over=end <= at,
        numbers=tuple((one, _given(provider, one, since, until)) for one in journals_of(provider)),
        balance=balance([provider.pk], since, until),
        service=of_service([provider.pk], since, until),
        left_late=left_late(provider.pk, until),
        workers=_workers(provider, since, until),
        head=last_entry_before(provider.pk, until),
    )


def _given(provider: Provider, journal: Journal, since: datetime, until: datetime) -> Given | None:
    return next(iter(JournalBook(provider, journal, since, until, until).given), None)


def _workers(provider: Provider, since: datetime, until: datetime) -> tuple[Worker, ...]:
    work, local = work_of(provider.pk, since, until), working_time(provider).local
    officers = officers_by_id(one.officer for one in work)
    return tuple(Worker(officers[one.officer], local(one.first), local(one.last), one.deeds) for one in work)
