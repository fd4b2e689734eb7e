"""House rule: an error of writing found before the signature takes the draft back; the executor prepares it anew."""

from collections.abc import Callable

import pytest

from kense.cases.models import Case
from kense.registry.models import Person
from tests.casework.steps import BY_NAME, CORRECTION
from tests.support.office import NOTIFICATION, Office, application, at
from tests.support.said import refused

STEP = BY_NAME["correct_drafted_application"]
WHEN = "2019-03-26 12:45"


@pytest.mark.parametrize("step", [Office.drafted, Office.refusal_drafted])
def test_the_draft_is_withdrawn(step: Callable[[Office], Case], office: Office) -> None:
    case = STEP.take(office, step(office))
    assert (case.result, case.changes, case.holder) == (None, [], office.dauren)
    assert "draft_result" not in case.products
    assert not Person.objects.exists()


def test_the_executor_goes_on_within_the_norm_that_is_left(office: Office) -> None:
    """10:30–11:40 are 70 of 300 minutes; 230 are left from 12:45: 15 minutes before the break, 215 behind it."""
    first, second = STEP.take(office, office.drafted()).runs.filter(action="examination")
    assert (first.minutes_used, second.opened_at, second.due_at) == (70, at(WHEN), at("2019-03-26 18:05"))


def test_the_new_draft_carries_the_new_name_and_the_head_as_signatory(office: Office) -> None:
    case = STEP.take(office, office.drafted())
    changes = {**NOTIFICATION, "change_given_name": "Іңкәрім"}
    case = office.drafted(case, when="2019-03-26 12:50", inputs=changes)
    draft = case.papers.filter(kind="notification").latest("pk")
    assert "Іңкәрім" in draft.data["recipient"]["full_name"]
    assert draft.data["signatory"]["name"] == "Жақыпов Н. С."


def test_the_register_gets_the_corrected_person(office: Office) -> None:
    case = STEP.take(office, office.drafted())
    changes = {**NOTIFICATION, "change_given_name": "Іңкәрім"}
    case = office.drafted(case, when="2019-03-26 12:50", inputs=changes)
    office.result_registered(office.signed(case, when="2019-03-26 12:55"), when="2019-03-26 12:58")
    assert Person.objects.get().given_name == "Іңкәрім"


def test_before_there_is_a_draft_it_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("wrong_state", "house part correction"):
        STEP.take(office, case)


def test_once_signed_it_is_too_late(office: Office) -> None:
    case = office.signed()
    with refused("wrong_state", "house part correction"):
        STEP.take(office, case)


def test_it_is_not_done_again_before_the_next_draft(office: Office) -> None:
    case = STEP.take(office, office.drafted())
    with refused("wrong_state", "house part correction"):
        STEP.take(office, case, inputs={**CORRECTION, **application()})


def test_nothing_corrected_leaves_the_draft(office: Office) -> None:
    case = office.drafted()
    with refused("nothing_corrected", "house part correction"):
        STEP.take(office, case, inputs={**CORRECTION, **application()})


def test_a_reason_is_needed(office: Office) -> None:
    case = office.drafted()
    with refused("input_missing", "house part correction"):
        STEP.take(office, case, inputs={**CORRECTION, "correction": " "})
