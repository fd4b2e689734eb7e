"""Days declared off, worked or shortened: what they do to the calendar and to an office, and which are refused."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kense.kernel import Text
from kense.worktime import (
    LAST_DAY,
    Calendar,
    DayKind,
    Override,
    OverrideError,
    Schedule,
    Schedules,
    Shift,
    WorkingTime,
)

NOTE = Text("Төтенше жағдай", "Чрезвычайное положение", "State of emergency")
MORNING: tuple[Shift, ...] = ((time(9), time(13)),)
MONDAY, SATURDAY, SUNDAY = date(2020, 3, 30), date(2020, 4, 4), date(2020, 4, 5)


def office(*overrides: Override, schedule: Schedule = Schedule(date(2018, 1, 1))) -> WorkingTime:  # noqa: B008
    return WorkingTime(Calendar(overrides), Schedules((schedule,)))


def test_a_day_off_holds_for_both_weeks_and_cites_its_decree() -> None:
    calendar = Calendar([Override(MONDAY, "off", "Жарлық № 285", NOTE)])
    day = calendar.day(MONDAY, week=6)
    assert (day.kind, day.working, day.reason) == (DayKind.DECLARED_OFF, False, NOTE)
    assert day.source == Text.same("Жарлық № 285")
    assert calendar.day(MONDAY + timedelta(1)).working


def test_a_rest_day_declared_worked_has_the_usual_hours_unless_it_brings_its_own() -> None:
    usual = office(Override(SUNDAY, "worked", "№ 1", NOTE)).day(SUNDAY)
    assert (usual.about.kind, len(usual.shifts)) == (DayKind.DECLARED_WORKED, 2)
    assert office(Override(SUNDAY, "worked", "№ 1", NOTE, MORNING)).day(SUNDAY).shifts == MORNING


def test_a_shortened_day_has_its_own_hours_and_due_moments_move() -> None:
    shortened = office(Override(MONDAY, "shortened", "№ 1", NOTE, MORNING))
    assert (shortened.day(MONDAY).about.kind, shortened.day(MONDAY).shifts) == (DayKind.SHORTENED, MORNING)
    start = datetime(2020, 3, 30, 12, 50, tzinfo=ZoneInfo("Asia/Almaty"))
    assert shortened.local(shortened.due_after_minutes(start, 20)).isoformat() == "2020-03-31T09:10:00+06:00"


def test_a_shortened_saturday_concerns_only_those_who_work_on_it() -> None:
    override = Override(SATURDAY, "shortened", "№ 1", NOTE, MORNING)
    six = Schedule(date(2018, 1, 1), week=6)
    assert office(override, schedule=six).day(SATURDAY).shifts == MORNING
    assert office(override).day(SATURDAY).about.kind is DayKind.WEEKEND


@pytest.mark.parametrize(
    ("wrong", "column", "why"),
    [
        ({"decree": " "}, "decree", "names no decree"),
        ({"note": Text("", "причина", "reason")}, "note_kk", "no note"),
        ({"note": Text("себеп", " ", "reason")}, "note_ru", "no note"),
        ({"day": LAST_DAY + timedelta(1)}, "day", "outside the known calendar"),
        ({"kind": "half"}, "kind", "off, worked or shortened"),
        ({"shifts": MORNING}, "shifts", "a day off has no hours"),
        ({"kind": "shortened"}, "shifts", "no working time"),
        ({"kind": "shortened", "shifts": ((time(13), time(9)),)}, "shifts", "no working time"),
        ({"kind": "worked", "shifts": (*MORNING, (time(12), time(14)))}, "shifts", "overlap"),
    ],
)
def test_an_override_that_cannot_be_is_refused(wrong: dict[str, Any], column: str, why: str) -> None:
    sound: dict[str, Any] = {"day": MONDAY, "kind": "off", "decree": "№ 285", "note": NOTE}
    Override(**sound)
    with pytest.raises(OverrideError, match=why) as refused:
        Override(**(sound | wrong))
    assert refused.value.column == column
    assert all(refused.value.text.as_dict().values())


def test_two_overrides_of_a_day_are_refused() -> None:
    one = Override(MONDAY, "off", "№ 285", NOTE)
    with pytest.raises(OverrideError, match="overridden twice"):
        Calendar([one, Override(MONDAY, "worked", "№ 286", NOTE)])


def test_a_day_on_which_everybody_rests_cannot_be_shortened() -> None:
    with pytest.raises(OverrideError, match="declare it worked"):
        Calendar([Override(SUNDAY, "shortened", "№ 1", NOTE, MORNING)])
