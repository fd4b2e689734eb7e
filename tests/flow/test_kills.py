"""Eight clerks, a server that is killed fifty times: nothing acknowledged is lost, nothing is done twice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.flow.storm import Installation, failover, on_postgres, on_sqlite, storm

KILLS = 50
WITHIN = 240
Made = Callable[[Path], AbstractContextManager[Installation]]


@pytest.mark.parametrize("made", [on_sqlite, on_postgres])
def test_what_was_acknowledged_is_there_once_whatever_was_killed(made: Made, tmp_path: Path) -> None:
    with made(tmp_path) as office:
        report = storm(office, KILLS, within=WITHIN)
    assert report.wrong == []
    assert report.kills.total() == KILLS
    # It was a storm: answers were lost and asked for again, work went on, and of two at once one came too late.
    assert report.lost.total() >= KILLS
    assert report.carried_out >= KILLS
    assert report.too_late > 0


def test_a_standby_takes_over_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    report = failover(tmp_path, answers=60)
    assert report.wrong == []
    assert report.lost.total() > 0
    assert report.carried_out >= 60
