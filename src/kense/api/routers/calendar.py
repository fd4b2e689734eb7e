"""The calendar and the hours of the office: what holds, what a change would move, changing it."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Router
from ninja.responses import Status
from pydantic import Field

from kense.api.access import Asked, Call
from kense.api.commands import Key, carry_out
from kense.api.fields import example, fields_of
from kense.api.problems import Trouble
from kense.api.schemas import Day, IdInPath, In, Line, Lines, Out, Word, Words, words
from kense.casework import administration, recalendar
from kense.casework.calendar_forms import PROBLEMS, FormReader
from kense.casework.perform import ProblemsError
from kense.casework.recalendar import CalendarChange
from kense.kernel import Problem
from kense.people.selectors import calendar_mark, calendar_of, final_years_of, overrides_of, schedules_of
from kense.worktime import LAST_DAY, Shift

router = Router(tags=["calendar"])

Hours = Annotated[list[tuple[str, str]], Field(description="Shifts as pairs of clock times")]


class DeclaredOut(Out):
    """A day declared to be something else than the country's calendar says."""

    day: Annotated[date, Field(description="The day")]
    kind: Annotated[str, Field(description="off, worked or shortened")]
    hours: Hours
    decree: Annotated[str, Field(description="The act behind it")]
    note: Annotated[Words, Field(description="Why, for everybody")]


class ScheduleOut(Out):
    """Hours from a day on."""

    from_day: Annotated[date, Field(description="First day")]
    week: Annotated[int, Field(description="Days of the working week: 5 or 6")]
    hours: Hours
    saturday: Annotated[list[tuple[str, str]], Field(description="Those of a Saturday, where they differ")]
    decree: Annotated[str, Field(description="The order behind it")]


class YearOut(Out):
    """A year, and whether more of its days may still be moved."""

    year: Annotated[int, Field(description="The year")]
    is_final: Annotated[bool, Field(description="Nothing else will be moved in it")]
    reasons: Annotated[list[Words], Field(description="Why it is provisional")]
    decree: Annotated[str, Field(description="The act by which the office marked it as final")]


class CalendarOut(Out):
    """The calendar of the office."""

    mark: Annotated[str, Field(description="What to send as `seen` with a change")]
    declared: Annotated[list[DeclaredOut], Field(description="Declared days, in their order")]
    schedules: Annotated[list[ScheduleOut], Field(description="Hours, in the order of their first days")]
    years: Annotated[list[YearOut], Field(description="This year and the next one")]
    soon_percent: Annotated[int, Field(description="A clock is due soon at this share of its norm, in per cent")]


class CalendarFormIn(In):
    """A change of the calendar, in one of four forms.

    `day` declares a day: day, kind, shifts, decree, note_kk, note_ru, note_en. `file` declares the days of a CSV in `lines`.
    `take_back` gives a declared day back: withdrawn, source. `hours` are hours from a day on: from_day, week, hours,
    saturday, order.
    """

    model_config = example(
        form="day",
        day="2026-12-31",
        kind="off",
        decree="ҚР Үкіметінің 20.11.2026 № 1 қаулысы",
        note_kk="Демалыс күні ауыстырылды",
        note_ru="Перенесён выходной день",
    )

    form: Annotated[Literal["day", "file", "take_back", "hours"], Field(description="Which form it is")]
    day: Annotated[Day | None, Field(description="The declared day")] = None
    kind: Annotated[Literal["off", "worked", "shortened"] | None, Field(description="What it is declared to be")] = None
    shifts: Annotated[Line | None, Field(description="Its hours: 09:00-13:00, 14:30-18:30")] = None
    decree: Annotated[Lines | None, Field(description="The act behind it")] = None
    note_kk: Annotated[Lines | None, Field(description="Why, in Kazakh")] = None
    note_ru: Annotated[Lines | None, Field(description="Why, in Russian")] = None
    note_en: Annotated[Lines | None, Field(description="Why, in English; the Russian words where it is left out")] = (
        None
    )
    lines: Annotated[str | None, Field(max_length=262_144, description="A CSV of declared days")] = None
    withdrawn: Annotated[Day | None, Field(description="The day that is given back")] = None
    source: Annotated[Lines | None, Field(description="The act behind giving it back")] = None
    from_day: Annotated[Day | None, Field(description="First day of the hours")] = None
    week: Annotated[Literal["5", "6"] | None, Field(description="Days of the working week")] = None
    hours: Annotated[Line | None, Field(description="The hours: 09:00-13:00, 14:30-18:30")] = None
    saturday: Annotated[Line | None, Field(description="Those of a Saturday, where they differ")] = None
    order: Annotated[Lines | None, Field(description="The order behind the hours")] = None


class CalendarChangeIn(CalendarFormIn):
    """A change whose moves were looked at."""

    model_config = example(
        form="take_back", withdrawn="2026-12-31", source="№ 2 қаулы, 25.11.2026", seen="0a1b2c3d4e5f6071"
    )

    seen: Annotated[Word, Field(description="The `mark` of the calendar as it was read or previewed")]


class MovedOut(Out):
    """A due moment that a change moves."""

    case: Annotated[str, Field(description="The code of the case")]
    action: Annotated[
        str | None, Field(description="The action whose due moment it is; null for the service as a whole")
    ]
    before: Annotated[datetime, Field(description="The due moment before")]
    after: Annotated[datetime, Field(description="The due moment after")]


class PreviewOut(Out):
    """What a change would move. Nothing was written."""

    mark: Annotated[str, Field(description="What to send as `seen` with the change")]
    moved: Annotated[list[MovedOut], Field(description="Due moments of open cases")]


class DecreeIn(In):
    """The act by which a year is final."""

    model_config = example(decree="ҚР Үкіметінің 20.11.2026 № 1 қаулысы")

    decree: Annotated[Line, Field(description="Its name, number and day")]


class PercentIn(In):
    """When a clock is due soon."""

    model_config = example(percent=25)

    percent: Annotated[int, Field(description="The share of the norm, in per cent")]


@router.get("/calendar", response=CalendarOut, operation_id="readCalendar", summary="The calendar of the office")
def calendar(request: Asked) -> CalendarOut:
    """For its administrator."""
    _require(request.auth)
    return _shown(request.auth)


@router.post(
    "/calendar/preview", response=PreviewOut, operation_id="previewCalendar", summary="What a change would move"
)
def preview(request: Asked, body: CalendarFormIn) -> PreviewOut:
    """Due moments of open cases, before and after."""
    _require(request.auth)
    provider = request.auth.desk.provider
    change = recalendar.outstanding(provider, _change(body))
    moved = [
        MovedOut(case=one.case.code, action=one.action, before=one.old, after=one.new)
        for one in recalendar.preview(provider, change)
    ]
    return PreviewOut(mark=calendar_mark(provider), moved=moved)


@router.post("/calendar/changes", response=CalendarOut, operation_id="changeCalendar", summary="Change the calendar")
def change(request: Asked, key: Key, body: CalendarChangeIn) -> Status[CalendarOut]:
    """The due moments of open cases move with it, each with its entry of the trail."""
    call = request.auth

    def do() -> str:
        _require(call)
        changed = _change(body, confirmed=True)
        recalendar.apply(call.desk.provider, changed, actor=call.officer, at=call.at, seen=body.seen)
        return str(call.desk.provider.pk)

    return carry_out(request, key, do, lambda _: _shown(call))


@router.put("/calendar/years/{year}", response=CalendarOut, operation_id="settleYear", summary="Mark a year as final")
def settle(request: Asked, key: Key, year: IdInPath, body: DecreeIn) -> Status[CalendarOut]:
    """This year or the next, by an act: nothing else will be moved in it."""
    call, decree = request.auth, " ".join(body.decree.split())

    def do() -> str:
        _require(call)
        _require_near(call, year)
        if not decree:
            raise ProblemsError([Problem("decree", "act_missing", PROBLEMS["act_missing"])])
        administration.settle_year(call.desk.provider, year, decree, actor=call.officer, at=call.at)
        return str(year)

    return carry_out(request, key, do, lambda _: _shown(call))


@router.delete(
    "/calendar/years/{year}", response=CalendarOut, operation_id="unsettleYear", summary="Take a year's mark off"
)
def unsettle(request: Asked, key: Key, year: IdInPath) -> Status[CalendarOut]:
    """Its calendar is provisional again, as far as the country's one is."""
    call = request.auth

    def do() -> str:
        _require(call)
        _require_near(call, year)
        administration.unsettle_year(call.desk.provider, year, actor=call.officer, at=call.at)
        return str(year)

    return carry_out(request, key, do, lambda _: _shown(call))


@router.put(
    "/calendar/soon-percent", response=CalendarOut, operation_id="setSoonPercent", summary="When a clock is due soon"
)
def soon(request: Asked, key: Key, body: PercentIn) -> Status[CalendarOut]:
    """From which share of its norm on."""
    call = request.auth

    def do() -> str:
        administration.set_soon_percent(call.desk.provider, body.percent, actor=call.officer, at=call.at)
        return str(body.percent)

    return carry_out(request, key, do, lambda _: _shown(call))


def _require(call: Call) -> None:
    administration.require_administrator(call.desk.provider, call.officer, call.at)


def _require_near(call: Call, year: int) -> None:
    if year not in _years(call):
        raise Trouble(404, "not_found")


def _years(call: Call) -> range:
    today = call.desk.worktime.local(call.at).date()
    return range(today.year, min(today.year + 1, LAST_DAY.year) + 1)


def _change(body: CalendarFormIn, *, confirmed: bool = False) -> CalendarChange:
    reader = FormReader(fields_of(body, without=("seen",)), confirmed=confirmed)
    change = reader.read()
    if change is None:
        raise ProblemsError(reader.problems)
    return change


def _shown(call: Call) -> CalendarOut:
    provider = call.desk.provider
    provider.refresh_from_db(fields=["soon_percent"])
    calendar, decrees = calendar_of(provider), final_years_of(provider)
    return CalendarOut(
        mark=calendar_mark(provider),
        declared=[
            DeclaredOut(day=one.day, kind=one.kind, hours=_hours(one.shifts), decree=one.decree, note=words(one.note))
            for one in overrides_of(provider).values()
        ],
        schedules=[
            ScheduleOut(
                from_day=one.from_day,
                week=one.week,
                hours=_hours(one.shifts),
                saturday=_hours(one.saturday),
                decree=decree,
            )
            for one, decree in schedules_of(provider).items()
        ],
        years=[
            YearOut(
                year=year,
                is_final=not (reasons := calendar.provisional(year)),
                reasons=[words(one) for one in reasons],
                decree=decrees.get(year, ""),
            )
            for year in _years(call)
        ],
        soon_percent=provider.soon_percent,
    )


def _hours(shifts: tuple[Shift, ...]) -> list[tuple[str, str]]:
    return [(f"{start:%H:%M}", f"{stop:%H:%M}") for start, stop in shifts]
