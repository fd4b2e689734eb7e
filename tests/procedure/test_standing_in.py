"""Standing in for an absent executor: their cases, in that role alone, and never as a second person of the case."""

from datetime import timedelta

import pytest

from kense.kernel import Refusal
from kense.procedure import Decision, decide
from tests.procedure.office import EDITION, MORNING, case_after, command

ASSIGNED = ("hand_in", "register", "assign")


def said(operation: str, by: str, *before: str) -> Decision | Refusal:
    """The answer to an officer, an hour after the usual ones did what was before."""
    case = case_after(*before)
    return decide(EDITION, case, command(operation, case.version, by), MORNING + timedelta(hours=1))


def code_of(answer: Decision | Refusal) -> str:
    """The code of a refusal; nothing for what is allowed."""
    return answer.code if isinstance(answer, Refusal) else ""


@pytest.mark.parametrize("operation", ["prepare_notification", "prepare_refusal", "send_inquiry"])
def test_who_stands_in_does_the_cases_of_the_absent(operation: str) -> None:
    answer = said(operation, "stand_in", *ASSIGNED)
    assert isinstance(answer, Decision)
    assert answer.after.holder == "executor", "the case stays with the absent one, who comes back to it"
    assert answer.after.performers["executor"] == {"stand_in"}


def test_a_case_of_another_executor_is_not_theirs() -> None:
    assert code_of(said("prepare_refusal", "stand_in", *ASSIGNED, "reassign")) == "not_assignee"


def test_standing_in_as_head_is_not_standing_in_as_executor() -> None:
    assert code_of(said("prepare_refusal", "head_standing_in", *ASSIGNED)) == "not_assignee"


def test_whoever_registered_does_not_examine_in_the_place_of_another() -> None:
    case = case_after("hand_in")
    registered = decide(EDITION, case, command("register", case.version, "clerk_standing_in"), MORNING)
    assert isinstance(registered, Decision)
    assigned = decide(EDITION, registered.after, command("assign", registered.after.version), MORNING)
    assert isinstance(assigned, Decision)
    tried = command("prepare_refusal", assigned.after.version, "clerk_standing_in")
    assert code_of(decide(EDITION, assigned.after, tried, MORNING)) == "same_person"
    alone = command("prepare_refusal", assigned.after.version, "clerk_standing_in", sole_officer=True)
    assert code_of(decide(EDITION, assigned.after, alone, MORNING)) == ""
