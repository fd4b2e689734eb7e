"""Several officers at the same instant, each with a connection of their own, on a database in a file."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connection

from kense.cases.models import Case, GivenNumber, PerformedCommand
from kense.casework.perform import Request, perform
from kense.casework.take_in import take_in
from kense.kernel import RefusedError
from kense.people.models import Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import Office, application, at

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 8
WHEN = at("2019-03-26 10:20")
Answer = Case | RefusedError


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """The papers stay queued: making them takes longer than everything else here."""
    with patch("kense.casework.papers.produce"):
        yield


def at_once(jobs: Sequence[Callable[[], Case]]) -> list[Answer]:
    """What each job answered, when all of them begin in the same instant."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Case]) -> Answer:
        try:
            start.wait(timeout=20)
            return job()
        except RefusedError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def registering(case: Case, by: Officer, key: str) -> Callable[[], Case]:
    """A clerk about to press the button."""
    return partial(perform, Request("register", key, case=case.pk, version=case.version), actor=by, at=WHEN)


def test_the_database_is_a_real_one(office: Office) -> None:
    assert "memory" not in str(connection.settings_dict["NAME"])


def test_a_double_click_registers_once(office: Office) -> None:
    case = office.handed_in()
    answers = at_once([registering(case, office.aigul, "same")] * MANY)
    assert [answer.number for answer in answers if isinstance(answer, Case)] == ["03-14/1"] * MANY
    assert GivenNumber.objects.count() == 1
    assert TrailEntry.objects.filter(operation="register").count() == 1


def test_a_double_click_opens_one_case(office: Office) -> None:
    request = Request("hand_in", "same", inputs=application())
    answers = at_once([partial(perform, request, actor=office.aigul, at=WHEN)] * MANY)
    assert {answer.pk for answer in answers if isinstance(answer, Case)} == {Case.objects.get().pk}
    assert len(answers) == MANY


def test_of_officers_with_the_same_version_one_wins(office: Office) -> None:
    case = office.handed_in()
    clerks = [office.aigul, office.bekzat] * (MANY // 2)
    answers = at_once([registering(case, by, f"race-{n}") for n, by in enumerate(clerks)])
    assert sorted(answer.refusal.code for answer in answers if isinstance(answer, RefusedError)) == [
        "stale_version"
    ] * (MANY - 1)
    assert GivenNumber.objects.count() == 1


def test_cases_registered_at_once_are_numbered_without_a_gap(office: Office) -> None:
    cases = [office.handed_in() for _ in range(MANY)]
    at_once([registering(case, office.aigul, f"race-{case.pk}") for case in cases])
    numbers = Case.objects.filter(pk__in=[case.pk for case in cases]).values_list("number", flat=True)
    assert sorted(numbers) == [f"03-14/{n}" for n in range(1, MANY + 1)]
    assert sorted(GivenNumber.objects.values_list("n", flat=True)) == list(range(1, MANY + 1))
    assert PerformedCommand.objects.filter(operation="register").count() == MANY
    assert first_broken(office.provider.pk) is None


def test_taking_in_and_registering_do_not_wait_for_each_other_for_ever(office: Office) -> None:
    """One step that opens and registers, beside one that only registers: they want the same things in turn."""
    cases = [office.handed_in() for _ in range(MANY // 2)]
    taking = [
        partial(take_in, application(), "register", key=f"take-{n}", actor=office.bekzat, at=WHEN)
        for n in range(MANY // 2)
    ]
    answers = at_once([*taking, *(registering(case, office.aigul, f"race-{case.pk}") for case in cases)])
    assert sorted(answer.number for answer in answers if isinstance(answer, Case)) == [
        f"03-14/{n}" for n in range(1, MANY + 1)
    ]
