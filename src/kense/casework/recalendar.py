"""A changed calendar: which due moments of open cases it moves, and moving them, in one transaction with its trail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from kense import law
from kense.cases.models import ActionRun, Case
from kense.casework.administration import require_administrator
from kense.casework.clocks import run_due, service_due
from kense.kernel import Refusal, RefusedError, Text
from kense.people import office_time
from kense.people.models import Officer, Provider
from kense.people.selectors import calendar_mark, overrides_of, schedules_of
from kense.trail.chain import append, take_turn
from kense.worktime import Override, Schedule

CALENDAR_CHANGED = "calendar_changed"
DUE_RECOUNTED = "due_recounted"

DONE: dict[str, Text] = {
    CALENDAR_CHANGED: Text("күнтізбені өзгертті", "изменил(а) календарь", "changed the calendar"),
    DUE_RECOUNTED: Text(
        "күнтізбенің өзгеруіне байланысты мерзімді қайта есептеді",
        "пересчитал(а) срок в связи с изменением календаря",
        "recounted the due moment because the calendar changed",
    ),
}
SOURCE_MISSING = Refusal(
    "source_missing",
    Text(
        "Өзгерістің негізі көрсетілмеген. Актінің немесе бұйрықтың атауын, нөмірін және күнін жазыңыз.",
        "Не указано основание изменения. Впишите название, номер и дату акта или приказа.",
        "The change names no act. Give the name, number and day of the act or order.",
    ),
)
SEEN_ANOTHER = Refusal(
    "calendar_changed",
    Text(
        "Сіз тізімді қарағаннан кейін күнтізбе өзгерді. Жаңа тізімді қарап, қайта растаңыз.",
        "После того как вы просмотрели список, календарь изменился. Посмотрите новый список и подтвердите снова.",
        "The calendar changed after you looked at the list. Look at the new list and confirm again.",
    ),
)


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What is to become of an office's calendar.

    declared: days with what they are from now on, in place of what was declared of them before.
    withdrawn: days that are to be as the country's calendar has them. schedule: hours from a day on.
    source: the act behind a withdrawal or a schedule; a declared day names its own.
    """

    declared: tuple[Override, ...] = ()
    withdrawn: tuple[date, ...] = ()
    schedule: Schedule | None = None
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return not (self.declared or self.withdrawn or self.schedule)

    @property
    def decrees(self) -> list[str]:
        """The acts behind the change, each once."""
        own = [self.source] if self.withdrawn or self.schedule else []
        return list(dict.fromkeys([*(one.decree for one in self.declared), *own]))


@dataclass(frozen=True, slots=True)
class Moved:
    """A due moment that moves: of the open action with this id, or of the whole service where `action` is None."""

    case: Case
    action: str | None
    old: datetime
    new: datetime


def outstanding(provider: Provider, change: CalendarChange) -> CalendarChange:
    """The part of a change that is not in effect already."""
    declared, schedules = overrides_of(provider), schedules_of(provider)
    known = change.schedule is None or schedules.get(change.schedule) == change.source
    return replace(
        change,
        declared=tuple(one for one in change.declared if declared.get(one.day) != one),
        withdrawn=tuple(day for day in change.withdrawn if day in declared),
        schedule=None if known else change.schedule,
    )


def preview(provider: Provider, change: CalendarChange) -> tuple[Moved, ...]:
    """Every due moment that the change would move, case by case. It is done and taken back: nothing is stored."""
    with transaction.atomic():
        _store(provider, change)
        moved = tuple(_moved(provider))
        transaction.set_rollback(True)
    return moved


def apply(
    provider: Provider, change: CalendarChange, *, actor: Officer, at: datetime, seen: str = ""
) -> tuple[Moved, ...]:
    """Change the calendar and recount the open cases: all or nothing. Returns the due moments that moved.

    seen: the `calendar_mark` under which a preview was looked at. What is in effect already changes nothing.
    Raises RefusedError for anybody but the office's administrator, without an act, or after another change.
    """
    with transaction.atomic():
        take_turn(provider.pk)
        require_administrator(provider, actor, at)
        change = outstanding(provider, change)
        if change.is_empty:
            return ()
        if not all(decree.strip() for decree in change.decrees):
            raise RefusedError(SOURCE_MISSING)
        if seen and seen != calendar_mark(provider):
            raise RefusedError(SEEN_ANOTHER)
        before = overrides_of(provider)
        _store(provider, change)
        moved = tuple(_moved(provider))
        _enter_change(provider, change, before, len(moved), actor, at)
        for case, moves in groupby(moved, attrgetter("case")):
            _move(case, tuple(moves), change.decrees, actor, at)
    return moved


def _store(provider: Provider, change: CalendarChange) -> None:
    office_time.declare(provider, change.declared)
    office_time.withdraw(provider, change.withdrawn)
    if change.schedule:
        office_time.add_schedule(provider, change.schedule, change.source)


def _moved(provider: Provider) -> Iterator[Moved]:
    """Clocks that have stopped keep what they had: of closed cases, and of results that wait for their recipient."""
    runs = ActionRun.objects.filter(case__provider=provider, done_at__isnull=True, ready_at__isnull=True)
    for run in runs.select_related("case").order_by("case_id"):
        case = run.case
        case.provider = provider
        edition = law.edition(case.edition)
        yield from _if_moved(case, None, case.due_at, service_due(case, edition))
        yield from _if_moved(case, run.action, run.due_at, run_due(case, run, edition))


def _if_moved(case: Case, action: str | None, old: datetime | None, new: datetime | None) -> Iterator[Moved]:
    if old and new and old != new:
        yield Moved(case, action, old, new)


def _move(case: Case, moves: tuple[Moved, ...], decrees: list[str], actor: Officer, at: datetime) -> None:
    for one in moves:
        if one.action is None:
            case.due_at = one.new
        else:
            case.runs.filter(done_at__isnull=True).update(due_at=one.new)
    # Whoever has the case on the screen sees its new due moment before going on.
    case.version += 1
    case.save(update_fields=["due_at", "version"])
    moved = [{"action": m.action, "from": m.old.isoformat(), "to": m.new.isoformat()} for m in moves]
    append(
        case.provider_id,
        at=at,
        officer_id=actor.pk,
        operation=DUE_RECOUNTED,
        case_id=case.pk,
        facts={"decrees": decrees, "moved": moved, "version": case.version},
        personal={},
    )


def _enter_change(
    provider: Provider,
    change: CalendarChange,
    before: dict[date, Override],
    moved: int,
    actor: Officer,
    at: datetime,
) -> None:
    touched = sorted({one.day for one in change.declared}.union(change.withdrawn) & before.keys())
    append(
        provider.pk,
        at=at,
        officer_id=actor.pk,
        operation=CALENDAR_CHANGED,
        case_id=None,
        facts={
            "decrees": change.decrees,
            "declared": [_plain(one) for one in change.declared],
            "withdrawn": [day.isoformat() for day in change.withdrawn],
            "before": [_plain(before[day]) for day in touched],
            "schedule": _plain_schedule(change.schedule) if change.schedule else None,
            "moved": moved,
        },
        personal={},
    )


def _plain(override: Override) -> dict[str, object]:
    return {
        "day": override.day.isoformat(),
        "kind": override.kind,
        "shifts": office_time.stored(override.shifts),
        "decree": override.decree,
        "note": override.note.as_dict(),
    }


def _plain_schedule(schedule: Schedule) -> dict[str, object]:
    return {
        "from_day": schedule.from_day.isoformat(),
        "week": schedule.week,
        "shifts": office_time.stored(schedule.shifts),
        "saturday": office_time.stored(schedule.saturday),
    }
