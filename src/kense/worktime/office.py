"""The one calculator of working time: due moments, minutes used, and the explanation of both."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from kense.kernel import Text
from kense.worktime import mistakes, words
from kense.worktime.calendar import Calendar
from kense.worktime.errors import CalendarRangeError, LengthError, WorktimeError
from kense.worktime.explanation import Explainer, Explanation, OfficeDay
from kense.worktime.intervals import Intervals
from kense.worktime.moments import (
    MINUTE,
    day_number,
    day_of_number,
    day_starts,
    instant,
    moment_at,
    offset_stretches,
    since_midnight,
    zone_named,
)
from kense.worktime.national import FIRST_DAY, LAST_DAY
from kense.worktime.schedule import USUAL_SCHEDULES, Schedules

Reading = Literal["same_time", "end_of_day"]


class WorkingTime:
    """Working time of one office: its calendar, its dated schedules, its IANA zone.

    Moments given must be aware, moments returned are in UTC. Building it compiles the whole table (tens of
    milliseconds): make it once per office and keep it. Every method raises NaiveMomentError for a moment without a
    zone and CalendarRangeError for one outside the calendar or before the first schedule.
    """

    def __init__(self, calendar: Calendar, schedules: Schedules = USUAL_SCHEDULES, zone: str = "Asia/Almaty") -> None:
        self._calendar = calendar
        self._schedules = schedules
        self._zone = zone_named(zone)
        self._first_day = max(schedules.first_day, FIRST_DAY)
        self._known_from = day_starts(self._first_day, self._zone)
        self._known_until = day_starts(LAST_DAY + timedelta(1), self._zone)
        stretches = offset_stretches(self._zone, self._known_from, self._known_until)
        self._intervals = Intervals(dict(self._hours()), stretches)
        self._explainer = Explainer(self.day, self._zone)

    def local(self, moment: datetime) -> datetime:
        """The moment by the office's wall clock."""
        return moment_at(instant(moment)).astimezone(self._zone)

    def day(self, day: date) -> OfficeDay:
        """What the day is in this office and its shifts by the wall clock."""
        schedule = self._schedules.on(day)
        about = self._calendar.day(day, schedule.week)
        return OfficeDay(about, schedule.hours_of(about))

    def is_working(self, moment: datetime) -> bool:
        """Whether the office works at this moment; the end of a shift is no longer working time."""
        at = self._known(moment)
        return bool(self._intervals.within(at, at + 1))

    def normalised(self, start: datetime) -> datetime:
        """The moment from which a start counts: itself within working time, otherwise the next working moment."""
        return moment_at(self._intervals.normalised(self._known(start)))

    def due_after_minutes(self, start: datetime, minutes: int) -> datetime:
        """The earliest moment by which that many working minutes have passed: 20 minutes from 12:40 is 13:00.

        0 minutes is the normalised start. Raises LengthError for a negative number.
        """
        at = self._known(start)
        if minutes > 0:
            return moment_at(self._intervals.after(at, minutes * MINUTE))
        _check_minutes(minutes)
        return moment_at(self._intervals.normalised(at))

    def due_after_days(self, start: datetime, days: int, reading: Reading) -> datetime:
        """The due moment after that many working days (1 or more) from the normalised start.

        `same_time`: the same wall time on the last of them, or the last working moment before that time if it is not
        within that day's hours. `end_of_day`: the end of hours of that day. Raises LengthError below one day.
        """
        at = self._known(start)
        if days < 1:
            raise LengthError(mistakes.NO_DAYS.filled(days=days))
        if reading == "same_time":
            return moment_at(self._intervals.same_time(at, days))
        if reading == "end_of_day":
            return moment_at(self._intervals.end_of_day(at, days))
        raise WorktimeError(mistakes.UNKNOWN_READING.filled(reading=reading))

    def due_after_calendar_days(self, start: datetime, days: int, reading: Reading) -> datetime:
        """The due moment that many calendar days (1 or more) after the start, whether the office works then or not.

        `same_time`: the same wall time on the last of them. `end_of_day`: its last minute. Raises LengthError below one day.
        """
        self._known(start)
        if days < 1:
            raise LengthError(mistakes.NO_DAYS.filled(days=days))
        wall = self.local(start)
        if reading == "same_time":
            return moment_at(self._known(wall + timedelta(days)))
        if reading == "end_of_day":
            return moment_at(day_starts(wall.date() + timedelta(days + 1), self._zone) - MINUTE)
        raise WorktimeError(mistakes.UNKNOWN_READING.filled(reading=reading))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes from start to end: all seconds are added up first, then rounded down.

        Raises LengthError if the end is before the start.
        """
        since, until = self._stretch(start, end)
        return (self._intervals.elapsed(until) - self._intervals.elapsed(since)) // MINUTE

    def minutes_before(self, moment: datetime, minutes: int) -> datetime:
        """The latest working moment from which that many working minutes pass until `moment`; for 0, `moment` itself.

        Raises LengthError for a negative number.
        """
        at = self._known(moment)
        if minutes > 0:
            return moment_at(self._intervals.before(at, minutes * MINUTE))
        _check_minutes(minutes)
        return moment_at(at)

    def provisional(self, start: datetime, end: datetime) -> tuple[Text, ...]:
        """Why what was counted from start to end, such as a due moment, may still change; empty on settled days."""
        since, until = self._stretch(start, end)
        # A count that ends with a day does not touch the next one.
        last = moment_at(max(since, until - 1)).astimezone(self._zone).date()
        return self._calendar.provisional_between(self.local(start).date(), last)

    def explain_minutes(self, start: datetime, minutes: int) -> Explanation:
        """The rows behind `due_after_minutes`."""
        return self._explained(start, self.due_after_minutes(start, minutes), words.minutes_rule(minutes))

    def explain_days(self, start: datetime, days: int, reading: Reading) -> Explanation:
        """The rows behind `due_after_days`; the rule says so if the wall time of the start was not within hours."""
        due = self.due_after_days(start, days, reading)
        if reading == "end_of_day":
            return self._explained(start, due, words.end_of_day_rule(days))
        rule = words.same_time_rule(days)
        if self.local(due).time() != self.local(self.normalised(start)).time():
            rule = words.LAST_MOMENT_BEFORE.filled(rule=rule)
        return self._explained(start, due, rule)

    def explain_calendar_days(self, start: datetime, days: int, reading: Reading) -> Explanation:
        """The rule behind `due_after_calendar_days` and, as rows, the working time until then; no calendar moves it."""
        due = self.due_after_calendar_days(start, days, reading)
        return replace(self._explained(start, due, words.calendar_days_rule(days, reading)), provisional=())

    def explain_between(self, start: datetime, end: datetime) -> Explanation:
        """The rows behind `minutes_between`."""
        return self._explained(start, end, words.BETWEEN_RULE)

    def _explained(self, start: datetime, end: datetime, rule: Text) -> Explanation:
        since, until = self._stretch(start, end)
        rows = self._explainer.rows(since, until, self._intervals.within(since, until))
        provisional = self.provisional(start, end)
        return Explanation(moment_at(since), moment_at(until), self._zone, rule, rows, provisional)

    def _stretch(self, start: datetime, end: datetime) -> tuple[int, int]:
        since, until = self._known(start), self._known(end)
        if until < since:
            raise LengthError(mistakes.BACKWARD_STRETCH.filled(start=str(start), end=str(end)))
        return since, until

    def _known(self, moment: datetime) -> int:
        at = instant(moment)
        if self._known_from <= at < self._known_until:
            return at
        known = {"first": str(self._first_day), "last": str(LAST_DAY)}
        raise CalendarRangeError(mistakes.MOMENT_OUTSIDE.filled(moment=str(moment), **known))

    def _hours(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Day number → shifts in microseconds since midnight, of every working day."""
        for number in range(day_number(self._first_day), day_number(LAST_DAY) + 1):
            shifts = self.day(day_of_number(number)).shifts
            if shifts:
                yield number, [(since_midnight(start), since_midnight(end)) for start, end in shifts]


def _check_minutes(minutes: int) -> None:
    if minutes < 0:
        raise LengthError(mistakes.NEGATIVE_MINUTES.filled(minutes=minutes))
