"""perform() as a whole: one transaction, and one answer for the second of two officers."""

from importlib import import_module
from typing import Any
from unittest.mock import patch

import pytest

from kense.cases.models import Case
from kense.casework.clocks import keep_time
from kense.casework.course import Course
from kense.casework.perform import Request, perform
from tests.casework.steps import BY_NAME, STEPS, Step
from tests.support.office import Office, at
from tests.support.said import everything_stored, refused

INNER_STEPS = [
    ("kense.casework.perform", "keep_time"),
    ("kense.casework.perform", "draw"),
    ("kense.casework.perform", "_require_written"),
    ("kense.casework.record", "apply_changes"),
    ("kense.casework.papers", "queue"),
    ("kense.casework.record", "write_entry"),
    ("kense.casework.perform", "_remember"),
]


class PowerCutError(Exception):
    """What nobody has thought of."""


@pytest.mark.parametrize(("module", "step"), INNER_STEPS)
def test_when_it_breaks_after_any_step_nothing_is_left(module: str, step: str, office: Office) -> None:
    case = office.signed()
    stored = everything_stored()
    real = getattr(import_module(module), step)

    def broken(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        raise PowerCutError

    with patch(f"{module}.{step}", broken), pytest.raises(PowerCutError):
        office.result_registered(case)
    assert everything_stored() == stored
    assert office.result_registered(case).result_number == "03-15/1"


def test_of_two_officers_with_the_same_version_the_second_is_refused(office: Office) -> None:
    held_by_aigul = office.handed_in()
    held_by_bekzat = Case.objects.get(pk=held_by_aigul.pk)
    office.registered(held_by_aigul)
    with refused("stale_version", "reg 6"):
        BY_NAME["register"].take(office, held_by_bekzat, by=office.bekzat)


def test_a_case_that_changes_between_deciding_and_writing_is_refused(office: Office) -> None:
    """As on a database where two may read the same row at once."""
    case = office.handed_in()

    def meanwhile(course: Course, *args: Any, **kwargs: Any) -> None:
        keep_time(course, *args, **kwargs)
        Case.objects.filter(pk=course.case.pk).update(version=case.version + 1)

    with patch("kense.casework.perform.keep_time", meanwhile), refused("stale_version", "reg 6"):
        office.registered(case)


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_what_it_returns_is_what_it_stored(step: Step, office: Office) -> None:
    ready = step.case(office)
    request = Request(
        step.operation, "k", ready.pk if ready else None, ready.version if ready else 0, step.given(office)
    )
    returned = perform(request, actor=step.officer(office), at=at(step.when))
    stored = Case.objects.get(pk=returned.pk)
    for field in Case._meta.concrete_fields:
        assert getattr(returned, field.attname) == getattr(stored, field.attname), field.name
