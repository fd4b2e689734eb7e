"""The live board agrees with the clocks of the desk, one by one, and costs the same for any number of cases."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.cases.figures import open_runs
from kense.cases.models import ActionRun, Case
from kense.casework.faces import action_face, case_face
from kense.law import edition
from kense.oversight.board import Cell, board, late_now
from kense.oversight.clocks import ClockReader
from kense.people.selectors import providers, working_time
from tests.oversight.walks import MORNING, Day, days, played
from tests.support.office import Office, OtherOffice, at


def read(when: datetime, *ids: int) -> tuple[dict[tuple[int, str], Cell], ClockReader]:
    """The board of these offices at a moment."""
    clocks = ClockReader(providers().filter(pk__in=ids), when)
    return board(open_runs(ids), clocks), clocks


def counted(cells: dict[tuple[int, str], Cell]) -> Counter[tuple[str, str]]:
    """How many clocks of each action look how; those that are in order are what is left."""
    found: Counter[tuple[str, str]] = Counter()
    for (_, action), cell in cells.items():
        looks = {"soon": cell.soon, "late": cell.late, "still": cell.standing}
        found.update({(action, look): n for look, n in looks.items()})
        found[action, "ok"] += cell.waiting - sum(looks.values())
    return +found


def recounted(provider_id: int, when: datetime) -> Counter[tuple[str, str]]:
    """The same from the clocks as the desk shows them."""
    runs = ActionRun.objects.filter(case__provider_id=provider_id, done_at__isnull=True)
    return Counter((run.action, face_of(run, when)) for run in runs)


def face_of(run: ActionRun, when: datetime) -> str:
    """How the desk shows the clock of an open run."""
    return action_face(run, edition(run.case.edition), working_time(run.case.provider), when).state


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=days(), later=st.integers(0, 9000))
def test_the_board_is_what_the_desk_shows(office: Office, told: list[Day], later: int) -> None:
    with played(office, told):
        agrees(office, MORNING + timedelta(minutes=later))


def agrees(office: Office, when: datetime) -> None:
    """The board and the list of the late are as the desk has them."""
    cells, clocks = read(when, office.provider.pk)
    assert counted(cells) == recounted(office.provider.pk, when)
    late = {one.run.case for one in late_now(open_runs([office.provider.pk]), clocks)}
    assert late == {run.case_id for run in ActionRun.objects.filter(done_at__isnull=True) if is_late(run, when)}


def is_late(run: ActionRun, when: datetime) -> bool:
    """Whether the action or the service is late, by the clocks of the desk."""
    of_service = case_face(run.case, edition(run.case.edition), working_time(run.case.provider), when)
    return "late" in (face_of(run, when), of_service.state)


@pytest.mark.parametrize("percent", [1, 25, 90])
def test_soon_begins_at_the_same_minute_as_on_the_desk(office: Office, percent: int) -> None:
    office.provider.soon_percent = percent
    office.provider.save()
    office.assigned(when="2019-03-26 12:50")
    office.registered(when="2019-03-26 10:20")
    for minutes in (0, 2, 5, 15, 16, 20, 30, 120, 275, 280):
        when = at("2019-03-26 12:50") + timedelta(minutes=minutes, seconds=30)
        cells, _ = read(when, office.provider.pk)
        assert counted(cells) == recounted(office.provider.pk, when)


def late_of(office: Office, when: str) -> list[tuple[int | None, int | None]]:
    """By how much the cases of the office are late: at the action and with the service."""
    _, clocks = read(at(when), office.provider.pk)
    rows = late_now(open_runs([office.provider.pk]), clocks)
    return [(row.at_action, row.of_service) for row in rows]


def test_the_latest_stands_first_in_working_minutes(office: Office) -> None:
    office.registered(when="2019-03-26 10:20")
    office.assigned(when="2019-03-26 10:30")
    assert late_of(office, "2019-03-26 10:40") == []
    assert late_of(office, "2019-03-26 10:50") == [(10, None)]
    assert late_of(office, "2019-03-27 10:20") == [(460, 8), (170, 8)]


def test_a_wait_stops_the_lateness_of_the_action_not_of_the_service(office: Office) -> None:
    office.asked(office.assigned(when="2019-03-26 10:30"), when="2019-03-27 09:30")
    assert late_of(office, "2019-03-27 12:12") == [(120, 120)]
    assert late_of(office, "2019-03-27 12:42") == [(120, 150)]


def test_a_result_that_lies_ready_is_not_late(office: Office) -> None:
    office.result_registered(when="2019-03-26 12:10")
    assert late_of(office, "2019-04-10 12:00") == []


def test_a_cell_tells_the_worst_and_what_comes_next(office: Office) -> None:
    office.registered(when="2019-03-26 10:20")
    office.registered(when="2019-03-26 10:40")
    cells, _ = read(at("2019-03-26 10:50"), office.provider.pk)
    assert list(cells.values()) == [Cell(waiting=2, late=1, worst=10, next_due=at("2019-03-26 11:00"))]


def test_only_the_offices_asked_for_are_counted(office: Office, other_office: OtherOffice) -> None:
    case = office.registered()
    Case.objects.filter(pk=office.registered().pk).update(provider=other_office.provider)
    both = (office.provider.pk, other_office.provider.pk)
    assert set(read(at("2019-03-26 10:30"), office.provider.pk)[0]) == {(office.provider.pk, case.action)}
    assert {pk for pk, _ in read(at("2019-03-26 10:30"), *both)[0]} == set(both)


def test_more_cases_and_offices_cost_no_more_queries(office: Office, other_office: OtherOffice) -> None:
    def queries(run: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as caught:
            run()
        return len(caught)

    office.registered()
    few = queries(lambda: read(at("2019-03-27 12:00"), office.provider.pk))
    for _ in range(10):
        office.registered()
    assert queries(lambda: read(at("2019-03-27 12:00"), office.provider.pk, other_office.provider.pk)) == few
