"""The order of magnitude only: the figures are measured by the benchmark."""

from datetime import UTC, datetime, timedelta
from time import process_time

from kense.worktime import Calendar, WorkingTime

COUNT = 10_000
SECONDS = 0.5
"""Of the processor's own time. A table answers many times faster; walking these twenty years takes many times longer."""


def test_due_moments_are_not_counted_day_by_day() -> None:
    office = WorkingTime(Calendar())
    start = datetime(2010, 1, 5, 8, tzinfo=UTC)
    began = process_time()
    for n in range(COUNT):
        office.due_after_minutes(start + timedelta(minutes=n), 480 * 5_000)
    assert process_time() - began < SECONDS
