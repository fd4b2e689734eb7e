"""Whether a hand-in can still be issued on its own day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kense.worktime import Calendar, LengthError, NaiveMomentError, Schedule, Schedules, WorkingTime, same_day_hint

ALMATY = ZoneInfo("Asia/Almaty")
NORMS = 380
WINDOW_ENDS = time(17, 30)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ALMATY)


@pytest.fixture(scope="module")
def office() -> WorkingTime:
    return WorkingTime(Calendar())


@pytest.mark.parametrize(
    ("handed_in", "issue_ends", "possible", "latest"),
    [
        ("2018-07-05T09:40", WINDOW_ENDS, True, "2018-07-05T09:40"),
        ("2018-07-05T09:40:01", WINDOW_ENDS, False, "2018-07-05T09:40"),
        ("2018-07-05T07:15", WINDOW_ENDS, True, "2018-07-05T09:40"),
        ("2018-07-05T19:00", WINDOW_ENDS, False, "2018-07-05T09:40"),
        ("2018-07-05T10:40", None, True, "2018-07-05T10:40"),
        ("2018-07-05T10:41", None, False, "2018-07-05T10:40"),
        ("2018-07-05T10:00", time(23), True, "2018-07-05T10:40"),
    ],
)
def test_full_norms_must_fit_between_the_hand_in_and_the_end_of_issue(
    office: WorkingTime, handed_in: str, issue_ends: time | None, possible: bool, latest: str
) -> None:
    hint = same_day_hint(office, at(handed_in), NORMS, issue_ends)
    assert (hint.possible, hint.latest) == (possible, at(latest))
    assert latest[11:16] in hint.text.kk


def test_a_hand_in_during_lunch_counts_from_its_end(office: WorkingTime) -> None:
    assert same_day_hint(office, at("2018-07-05T13:20"), 180, WINDOW_ENDS).latest == at("2018-07-05T14:30")
    assert same_day_hint(office, at("2018-07-05T13:20"), 180, WINDOW_ENDS).possible
    assert not same_day_hint(office, at("2018-07-05T13:20"), 181, WINDOW_ENDS).possible


def test_it_says_what_counting_says(office: WorkingTime) -> None:
    """The hint and the due moment agree at every quarter of an hour of a day."""
    midnight = at("2018-07-05T00:00")
    for start in (midnight + timedelta(minutes=15 * n) for n in range(96)):
        same_day = office.local(office.due_after_minutes(start, NORMS)).date() == date(2018, 7, 5)
        assert same_day_hint(office, start, NORMS).possible == same_day


def test_a_rest_day_says_which(office: WorkingTime) -> None:
    hint = same_day_hint(office, at("2018-07-06T10:00"), NORMS)
    assert (hint.possible, hint.latest) == (False, None)
    assert hint.text.ru == "Сегодня нерабочий день: День столицы"


def test_a_day_with_too_few_hours_has_no_latest_moment() -> None:
    office = WorkingTime(Calendar(), Schedules((Schedule(date(2018, 7, 5), ((time(9), time(13)),)),)))
    hint = same_day_hint(office, at("2018-07-05T09:00"), NORMS)
    assert (hint.possible, hint.latest) == (False, None)
    assert hint.text.en == (
        "At full norms it cannot be issued today: it takes 6 h 20 min, "
        "and today has 4 h of working time to the end of issue"
    )
    assert not same_day_hint(office, at("2018-07-05T09:00"), 1, time(8)).possible


def test_the_last_day_of_the_calendar_is_answered_too(office: WorkingTime) -> None:
    assert not same_day_hint(office, at("2035-12-31T18:00"), NORMS).possible


def test_no_norm_and_a_naive_moment_are_refused(office: WorkingTime) -> None:
    with pytest.raises(LengthError, match="1 or more"):
        same_day_hint(office, at("2018-07-05T09:00"), 0)
    with pytest.raises(NaiveMomentError):
        same_day_hint(office, datetime(2018, 7, 5, 9), NORMS)  # noqa: DTZ001
