"""The clocks of a case: the term of the service and the runs of the actions, by the office's working time."""

from itertools import pairwise

import pytest

from kense.people.models import WorkSchedule
from tests.support.office import Office, application, at, do


@pytest.mark.parametrize(
    ("handed_in", "term", "due"),
    [
        # Regulation, paragraph 5: 1 working day from the moment of handing in, 4 in another organisation.
        ("2019-03-26 10:12", "one_day", "2019-03-27 10:12"),
        ("2019-03-26 10:12", "four_days", "2019-04-01 10:12"),
        # Nauryz: 21 and 22 March, 23 March moved from Saturday to Monday the 25th.
        ("2019-03-20 15:40", "one_day", "2019-03-26 15:40"),
        ("2019-03-20 15:40", "four_days", "2019-03-29 15:40"),
        # Late on a Friday.
        ("2019-03-29 18:25", "one_day", "2019-04-01 18:25"),
        # In the break, and after hours: counted from the next working moment.
        ("2019-03-26 13:20", "one_day", "2019-03-27 14:30"),
        ("2019-03-26 19:05", "one_day", "2019-03-28 09:00"),
        # May 2019: the 7th and 9th are holidays, the 10th a day off moved from the 4th, which is worked.
        ("2019-05-08 11:00", "one_day", "2019-05-13 11:00"),
    ],
)
@pytest.mark.para("reg 5 part terms")
@pytest.mark.para("house part reading")
def test_the_term_of_the_service(handed_in: str, term: str, due: str, office: Office) -> None:
    assert office.handed_in(handed_in, term=term).due_at == at(due)


@pytest.mark.para("house part talon")
def test_the_talon_promises_what_the_case_says(office: Office) -> None:
    case = office.registered(office.handed_in("2019-03-20 15:40"), when="2019-03-20 15:53")
    assert case.papers.get().data["case"]["due"] == "2019-03-26T15:40"


def test_the_actions_of_a_case_before_nauryz(office: Office) -> None:
    case = office.registered(office.handed_in("2019-03-20 15:40"), when="2019-03-20 15:53")
    case = office.drafted(office.assigned(case, when="2019-03-20 16:10"), when="2019-03-26 10:00")
    runs = {run.action: (run.opened_at, run.due_at, run.done_at, run.minutes_used) for run in case.runs.all()}
    assert runs == {
        "intake": (at("2019-03-20 15:40"), at("2019-03-20 16:00"), at("2019-03-20 15:53"), 13),
        "resolution": (at("2019-03-20 15:53"), at("2019-03-20 16:13"), at("2019-03-20 16:10"), 17),
        # 140 minutes until 18:30 on the 20th, 60 more on the 26th.
        "examination": (at("2019-03-20 16:10"), at("2019-03-26 11:40"), at("2019-03-26 10:00"), 200),
        "signing": (at("2019-03-26 10:00"), at("2019-03-26 10:20"), None, None),
    }


def test_runs_follow_each_other_without_a_gap(office: Office) -> None:
    runs = list(office.issued().runs.all())
    assert [run.action for run in runs] == ["intake", "resolution", "examination", "signing", "issue"]
    assert all(run.done_at == after.opened_at for run, after in pairwise(runs))


def test_who_finished_each_action(office: Office) -> None:
    people = [(run.officer, run.operation) for run in office.issued().runs.all()]
    assert people == [
        (office.aigul, "register"),
        (office.nurlan, "assign"),
        (office.dauren, "prepare_notification"),
        (office.nurlan, "sign"),
        (office.aigul, "issue_result"),
    ]


def test_a_new_schedule_counts_from_its_day(office: Office) -> None:
    WorkSchedule.objects.create(provider=office.provider, from_day="2019-03-27", week=5, shifts=[["08:00", "12:00"]])
    office.provider.refresh_from_db()
    assert office.handed_in("2019-03-26 15:40").due_at == at("2019-03-27 12:00")


def test_a_moment_of_another_zone_is_the_same_moment(office: Office) -> None:
    inputs = application(handed_in="2019-03-26T04:12:00+00:00")
    case = do("hand_in", by=office.aigul, when="2019-03-26 10:15", inputs=inputs)
    assert case.handed_in_at == at("2019-03-26 10:12")
    assert case.application["handed_in"] == "2019-03-26T10:12:00+06:00"
