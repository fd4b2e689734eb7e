"""What is wrong with a ground beside the others, and what a new one ends: of its kind, and of those outgrown."""

import pytest

from kense import law
from kense.registry.grounds import Ground, ended_before, outgrown, problems_with
from tests.support.office import ACT

CATEGORIES = law.newest(ACT).standard.directories["category"].entries
CHILD, STUDENT = "26-1-1", "26-1-13"
BORN = "2001-01-20"


def ground(line: int, category: str, first: str, last: str = "") -> Ground:
    return Ground(line, {"category": category, "ground_from": first, "ground_to": last})


def codes(one: Ground, *others: Ground) -> list[str]:
    return [problem.code for problem in problems_with(one, others, CATEGORIES, BORN)]


@pytest.mark.parametrize(("first", "found"), [("2001-01-19", ["ground_before_birth"]), ("2001-01-20", [])])
def test_nobody_has_a_ground_before_they_are_born(first: str, found: list[str]) -> None:
    assert codes(ground(0, CHILD, first, "2019-01-19")) == found


@pytest.mark.parametrize(
    ("last", "found"), [("2019-01-19", []), ("2019-01-20", ["category_age"]), ("", ["category_age"])]
)
def test_a_child_is_one_through_the_eve_of_the_birthday(last: str, found: list[str]) -> None:
    assert codes(ground(0, CHILD, "2007-09-01", last)) == found


def test_a_day_in_both_is_an_overlap_for_grounds_of_one_kind_only() -> None:
    held = ground(1, STUDENT, "2018-09-01", "2021-06-30")
    assert codes(ground(2, STUDENT, "2021-06-30"), held) == ["ground_overlaps"]
    assert codes(ground(2, STUDENT, "2021-07-01"), held) == []
    assert codes(ground(2, "26-1-12", "2020-01-01"), held) == []


def test_who_is_in_no_category_is_in_no_other_on_the_same_days() -> None:
    student, nothing = ground(1, STUDENT, "2018-09-01", "2021-06-30"), ground(0, "none", "2020-11-01")
    assert codes(nothing, student) == ["ground_contradicts"]
    assert codes(ground(0, STUDENT, "2020-01-01"), ground(1, "none", "2020-11-01")) == ["ground_contradicts"]
    assert codes(nothing, ground(1, STUDENT, "2018-09-01", "2020-10-31")) == []


def test_a_new_ground_ends_the_one_of_its_kind_that_would_go_on() -> None:
    held = ground(1, STUDENT, "2018-09-01", "2021-06-30")
    new = ground(0, STUDENT, "2019-02-01")
    assert codes(new, held) == ["ground_ends_another"]
    assert [(one.line, one.before, one.after) for one in ended_before(new, [held])] == [(1, "2021-06-30", "2019-01-31")]


@pytest.mark.parametrize(("first", "ends"), [("2019-01-20", [(1, "", "2019-01-19")]), ("2019-01-19", [])])
def test_a_new_ground_ends_the_one_the_person_has_outgrown(first: str, ends: list[tuple[int, str, str]]) -> None:
    held = [ground(1, CHILD, "2007-09-01"), ground(2, STUDENT, "2016-09-01", "2018-06-30")]
    changes, problems = outgrown(ground(0, STUDENT, first), held, CATEGORIES, BORN)
    assert [(one.line, one.before, one.after) for one in changes] == ends
    assert [(one.code, one.severity) for one in problems] == [("ground_outgrown", "warning")] * len(ends)


def test_a_correction_of_a_ground_ends_no_other() -> None:
    held = [ground(1, CHILD, "2007-09-01")]
    assert outgrown(ground(2, STUDENT, "2019-01-20"), held, CATEGORIES, BORN) == ([], [])
    assert outgrown(ground(0, STUDENT, "2019-01-20"), held, CATEGORIES, "") == ([], [])
