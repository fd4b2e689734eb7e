"""The demonstration office is alive at whatever moment it is first started."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from kense import law
from kense.cases.models import ActionRun, Case
from kense.cases.selectors import waiting
from kense.cases.state import state_of
from kense.ops import demo_office
from kense.ops.scenario import Office, Scenario, read_scenario
from kense.people.selectors import overseen_by
from kense.procedure import check_package
from kense.registry import iin
from kense.trail.chain import first_broken
from tests.support.office import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]

MOMENTS = {
    "in working hours": "2026-11-24 10:24",
    "at night on a Saturday": "2026-11-21 03:00",
    "on Monday a minute after opening": "2026-11-23 09:01",
    "in the lunch break": "2026-11-24 13:40",
    "in the New Year holidays": "2027-01-02 12:00",
}


@pytest.mark.parametrize("now", list(MOMENTS.values()), ids=list(MOMENTS))
def test_every_list_is_alive(now: str) -> None:
    opened = demo_office.open_office(at(now))
    cases = list(opened.provider.cases.all())
    every_action_has_cases_and_few_are_late(opened, at(now))
    every_executor_holds_cases(opened)
    every_end_and_state_is_there(cases)
    assert all(case.last_at <= at(now) for case in cases)
    assert first_broken(opened.provider.pk) is None


def every_action_has_cases_and_few_are_late(opened: Office, now: datetime) -> None:
    for action in newest().procedure.actions:
        runs = list(waiting(opened.provider.pk, [action.id]))
        late = [run for run in runs if run.due_at and run.due_at < now and run.ready_at is None]
        assert len(late) <= 2 <= len(runs), action.id
        assert len(late) < len(runs), action.id


def every_executor_holds_cases(opened: Office) -> None:
    held = {action.id: action.role for action in newest().procedure.actions if action.by_assignee}
    for one in demo_office.told().officers:
        if set(one.roles) & set(held.values()):
            assert len(waiting(opened.provider.pk, held, opened.officers[one.username].pk)) >= 3


def every_end_and_state_is_there(cases: list[Case]) -> None:
    edition = newest()
    still_open = [case for case in cases if case.action]
    assert {case.end for case in cases if case.end} == {end.id for end in edition.procedure.ends}
    assert {case.result for case in still_open if case.result} == {r.id for r in edition.procedure.results}
    assert {case.term for case in still_open} == {term.id for term in edition.procedure.terms}
    assert sum(case.ready_at is not None for case in still_open) == 2
    assert any(run.case.runs.filter(action=run.action).count() > 1 for run in open_runs(cases)), "none was returned"
    packages = [check_package(edition, state_of(case).package).complete for case in still_open if not case.number]
    assert sorted(packages) == [False, True]


def newest() -> law.Edition:
    return law.newest(demo_office.told().provider.act)


def open_runs(cases: list[Case]) -> Iterator[ActionRun]:
    for case in cases:
        yield from case.runs.filter(done_at__isnull=True)


def test_the_controller_sees_the_school_too_and_something_is_late_there() -> None:
    now = at(MOMENTS["in working hours"])
    opened = demo_office.open_office(now)
    [school] = overseen_by(opened.officers["controller"])
    cases = list(school.cases.all())
    assert school.is_demonstration
    assert {case.action is None for case in cases} == {True, False}
    assert sum(run.due_at is not None and run.due_at < now for run in open_runs(cases)) == 1
    assert first_broken(school.pk) is None


def test_it_is_marked_and_its_people_can_sign_in() -> None:
    office = demo_office.create(with_passwords=True)
    assert office.provider.is_demonstration
    assert all(officer.check_password(demo_office.told().password) for officer in office.officers.values())


@pytest.fixture(params=["present.yaml", "school_present.yaml", "sample_day.yaml"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Each scenario that ships."""
    return read_scenario(demo_office.FOLDER / request.param)


def test_every_iin_could_have_been_issued(scenario: Scenario) -> None:
    told = [case.application for case in scenario.cases]
    people = [one for a in told for one in (a.person, a.representative) if one]
    assert [one.surname for one in people if not iin.is_valid(one.iin)] == []


def test_every_case_says_what_it_shows_under_a_name_of_its_own(scenario: Scenario) -> None:
    assert all(case.shows for case in scenario.cases)
    assert len({case.key for case in scenario.cases}) == len(scenario.cases)
