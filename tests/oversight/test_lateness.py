"""Lateness over a period agrees with a recount run by run."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from statistics import median_low

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.cases.models import ActionRun, Case
from kense.law import edition
from kense.law.lookup import end
from kense.oversight.lateness import by_action, median, norms_sum, of_service
from tests.oversight.walks import MORNING, Day, days, played
from tests.support.office import Office, OtherOffice, at

WEEK = (at("2019-03-25 00:00"), at("2019-04-01 00:00"))


def recounted(since: datetime, until: datetime) -> dict[str, tuple[int, int, int, int]]:
    """Of each action: finished runs, late ones, the median and the most of the minutes used, earlier runs counted in."""
    used: dict[str, list[int]] = defaultdict(list)
    late: dict[str, int] = defaultdict(int)
    for run in ActionRun.objects.filter(done_at__gte=since, done_at__lt=until):
        earlier = run.case.runs.filter(action=run.action, pk__lte=run.pk)
        used[run.action].append(sum(one.minutes_used or 0 for one in earlier))
        stopped = run.ready_at or run.done_at
        late[run.action] += bool(run.due_at and stopped and stopped > run.due_at)
    return {action: (len(u), late[action], median_low(u), max(u)) for action, u in used.items()}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=days(), first=st.integers(0, 2000), length=st.integers(0, 6000))
def test_figures_are_those_of_a_recount(office: Office, told: list[Day], first: int, length: int) -> None:
    since = MORNING + timedelta(minutes=first)
    with played(office, told):
        agrees(office, since, since + timedelta(minutes=length))


def agrees(office: Office, since: datetime, until: datetime) -> None:
    """The figures of the period are those of a recount."""
    found = by_action([office.provider.pk], since, until)
    assert {one.action.id: (one.count, one.late, one.median, one.worst) for one in found} == recounted(since, until)
    given_out = [
        case
        for case in Case.objects.filter(ended_at__gte=since, ended_at__lt=until)
        if end(edition(case.edition), str(case.end)).kind in ("granted", "refused")
    ]
    service = of_service([office.provider.pk], since, until)
    assert (service.count, service.late) == (len(given_out), sum(map(was_late, given_out)))
    minutes = [sum(run.minutes_used or 0 for run in case.runs.all()) for case in given_out]
    assert service.minutes == Counter(minutes)


def was_late(case: Case) -> bool:
    """Whether the result lay ready after the term."""
    return (case.ready_at or case.ended_at or case.due_at) > case.due_at


def test_actions_stand_in_their_order_with_their_norms(office: Office) -> None:
    office.issued()
    found = by_action([office.provider.pk], *WEEK)
    assert [(one.action.number, one.action.minutes, one.worst) for one in found] == [
        (1, 20, 8),
        (2, 20, 10),
        (3, 300, 70),
        (4, 20, 20),
        (5, 20, 10),
    ]


def test_a_late_one_counts_and_shares(office: Office) -> None:
    office.assigned(when="2019-03-26 10:45")
    for _ in range(3):
        office.assigned(when="2019-03-26 10:40")
    second = by_action([office.provider.pk], *WEEK)[1]
    assert (second.count, second.late, second.share, second.worst) == (4, 1, 0.25, 25)


def test_a_returned_draft_goes_on_with_its_norm(office: Office) -> None:
    office.drafted(office.returned(office.drafted(when="2019-03-26 11:40"), "2019-03-26 12:00"), "2019-03-26 12:30")
    third = by_action([office.provider.pk], *WEEK)[2]
    assert (third.count, third.median, third.worst) == (2, 70, 100)


def test_another_office_is_not_counted(office: Office, other_office: OtherOffice) -> None:
    office.issued()
    assert by_action([other_office.provider.pk], *WEEK) == []
    assert of_service([other_office.provider.pk], *WEEK).count == 0


def test_a_result_ready_in_time_is_in_time_whenever_it_is_collected(office: Office) -> None:
    office.issued(when="2019-03-29 12:00")
    service = of_service([office.provider.pk], *WEEK)
    assert (service.count, service.in_time, service.late) == (1, 1, 0)


@given(st.lists(st.integers(0, 500), min_size=1))
def test_the_middle_of_counted_values(values: list[int]) -> None:
    assert median({value: values.count(value) for value in values}) == median_low(values)


def test_nothing_has_no_middle() -> None:
    with pytest.raises(ValueError, match="nothing"):
        median({})


def test_the_norms_together(office: Office) -> None:
    assert norms_sum(edition(office.registered().edition)) == 380
