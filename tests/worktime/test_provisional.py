"""Which years may still change, and which due moments rest on them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays
import pytest

from kense.worktime import Calendar, CalendarRangeError, WorkingTime
from kense.worktime.national import TRANSFERS_KNOWN_THROUGH, national

ALMATY = ZoneInfo("Asia/Almaty")


def test_our_statement_about_transfers_is_that_of_the_package() -> None:
    assert max(off.year for off in national().transfers) == TRANSFERS_KNOWN_THROUGH


def test_a_past_year_is_settled_also_when_it_moved_nothing() -> None:
    calendar = Calendar()
    assert not any(off.year == 2015 for off in national().transfers)
    assert [year for year in range(2000, 2026) if calendar.provisional(year)] == []


@pytest.mark.parametrize("year", range(2026, 2036))
def test_a_year_without_entered_transfers_is_provisional_and_so_is_its_estimated_holiday(year: int) -> None:
    transfers, estimate = Calendar().provisional(year)
    assert transfers.en == f"Days off moved in {year} have not been entered in the calendar yet"
    known = holidays.country_holidays("KZ", years=year, language="kk")
    [day] = [day for day in known if "бағаланған" in known[day]]
    assert estimate.ru.startswith(f"Первый день Курбан-айта ({day:%d.%m.%Y})")


def test_a_year_declared_final_is_settled_and_the_others_are_not() -> None:
    calendar = Calendar(final_years=[2026])
    assert calendar.provisional(2026) == ()
    assert len(calendar.provisional(2027)) == 2


def test_an_estimated_day_concerns_itself_and_its_neighbours() -> None:
    calendar = Calendar()
    reasons = {day: len(calendar.provisional_between(date(2026, 5, day), date(2026, 5, day))) for day in range(24, 31)}
    assert reasons == {24: 1, 25: 1, 26: 2, 27: 2, 28: 2, 29: 1, 30: 1}


def test_a_due_moment_is_provisional_if_any_of_its_days_is() -> None:
    office = WorkingTime(Calendar())
    start, due = datetime(2025, 12, 31, 16, tzinfo=ALMATY), datetime(2026, 1, 5, 16, tzinfo=ALMATY)
    assert [reason.kk[:4] for reason in office.provisional(start, due)] == ["2026"]
    assert office.provisional(start, datetime(2025, 12, 31, 18, 30, tzinfo=ALMATY)) == ()
    assert office.provisional(start, datetime(2026, 1, 1, tzinfo=ALMATY)) == ()


@pytest.mark.parametrize("year", [1999, 2036])
def test_years_outside_the_calendar_are_refused(year: int) -> None:
    with pytest.raises(CalendarRangeError, match="2000 to 2035"):
        Calendar().provisional(year)
    with pytest.raises(CalendarRangeError, match="2000 to 2035"):
        Calendar(final_years=[year])
