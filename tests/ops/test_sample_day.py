"""The sample day comes out as its file says."""

import json
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from kense import law
from kense.ops import demo_office, sample_day
from kense.ops.scenario import Scenario, play, read_scenario
from kense.registry import iin
from tests.ops.commands import started


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The file."""
    return read_scenario(sample_day.FILE)


@pytest.mark.django_db
def test_every_case_comes_out_as_expected_every_time(
    scenario: Scenario, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        cases = play(scenario, demo_office.create(with_passwords=False))
    rows = {row.key: row for row in sample_day.rows(scenario, cases, tmp_path)}
    wrong = {
        told.key: (told.expect, rows[told.key])
        for told in scenario.cases
        if told.expect is None
        or (rows[told.key].number, rows[told.key].end, rows[told.key].due[:16], rows[told.key].late)
        != (told.expect.number, told.expect.end, told.expect.due, told.expect.late)
    }
    assert wrong == {}
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(n for row in rows.values() for n in row.papers)


def test_it_shows_what_it_has_to(scenario: Scenario) -> None:
    procedure = law.newest(demo_office.told().provider.act).procedure
    told = scenario.cases
    assert len(told) >= 24
    assert {case.expect.end for case in told if case.expect} == {None, *(end.id for end in procedure.ends)}
    assert {case.application.term for case in told} == {term.id for term in procedure.terms}
    assert {step.do for case in told for step in case.steps} == {procedure.opening.id, *law.lookup.outcomes(newest())}
    assert {case.application.reason for case in told} == {reason.id for reason in newest().standard.reasons}
    assert {g for case in told for step in case.steps for g in step.grounds} == {
        ground.id for ground in newest().standard.grounds
    }
    assert any(case.expect and case.expect.late for case in told)


def newest() -> law.Edition:
    return law.newest(demo_office.told().provider.act)


def test_one_iin_disagrees_with_its_birth_date(scenario: Scenario) -> None:
    people = [case.application.person for case in scenario.cases]
    differ = [one for one in people if iin.birth_date_difference(one.iin, one.birth_date)]
    assert len(differ) == 1


def test_moments_of_handing_in(scenario: Scenario) -> None:
    handed_in = {case.application.handed_in or "" for case in scenario.cases}
    friday = "2019-03-15T18:25"
    assert friday in handed_in
    assert date.fromisoformat(friday[:10]).weekday() == 4
    assert any(moment.startswith("2019-03-20") for moment in handed_in)
    assert any("T13:00" <= moment[10:] < "T14:30" for moment in handed_in)


def test_the_command_leaves_papers_and_no_installation(tmp_path: Path) -> None:
    said = started(tmp_path / "data", "demo", "--out", str(tmp_path / "papers"), "--json")
    assert (said.code, said.err) == (0, "")
    found = json.loads(said.out)
    assert {"key", "number", "end", "registered", "due", "issued", "late", "papers"} <= found[0].keys()
    files = {name for one in found for name in one["papers"]}
    assert {file.name for file in (tmp_path / "papers").iterdir()} == files
    assert all((tmp_path / "papers" / name).read_bytes().startswith(b"%PDF") for name in files)
    assert not (tmp_path / "data").exists()
