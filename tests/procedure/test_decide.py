"""What decide and available promise beside the law: moments with a zone, no side effects, one order of objections."""

import copy
from dataclasses import replace
from datetime import datetime

import pytest

from kense.kernel import Refusal
from kense.procedure import CaseState, Decision, available, decide
from tests.procedure.office import DEFICIENT, EDITION, MORNING, case_after, command

LATER = MORNING.replace(hour=17)
NAIVE = datetime(2026, 3, 2, 17, 0)  # noqa: DTZ001 - what must not be taken
STAGES = [
    ("register", ("hand_in",)),
    ("assign", ("hand_in", "register")),
    ("prepare_notification", ("hand_in", "register", "assign")),
    ("sign", ("hand_in", "register", "assign", "prepare_notification")),
    ("register_result", ("hand_in", "register", "assign", "prepare_notification", "sign")),
]


def refused(state: CaseState, operation: str, **changed: object) -> str:
    """The code of the refusal, or nothing."""
    said = decide(EDITION, state, command(operation, state.version, **changed), LATER)  # type: ignore[arg-type]
    return said.code if isinstance(said, Refusal) else ""


def test_a_moment_without_a_zone_is_not_taken() -> None:
    state = case_after("hand_in")
    with pytest.raises(ValueError, match="time zone"):
        decide(EDITION, state, command("register", 1), NAIVE)
    with pytest.raises(ValueError, match="time zone"):
        available(EDITION, state, command("register", 1), NAIVE)


def test_an_operation_no_edition_has() -> None:
    said = decide(EDITION, None, replace(command("hand_in", 0), operation="approve"), LATER)
    assert isinstance(said, Refusal)
    assert said.code == "unknown_operation"
    assert all("approve" in words for words in said.text.as_dict().values())


@pytest.mark.parametrize(("operation", "before"), STAGES)
def test_the_usual_officer_can_do_the_usual_thing(operation: str, before: tuple[str, ...]) -> None:
    state = case_after(*before)
    assert available(EDITION, state, command(operation, state.version), LATER) is None
    assert refused(state, operation) == ""


@pytest.mark.parametrize(("operation", "before"), STAGES)
def test_available_leaves_aside_what_is_yet_to_be_filled_in(operation: str, before: tuple[str, ...]) -> None:
    state = case_after(*before)
    empty = command(operation, state.version, given=frozenset(), assignee=None)
    assert available(EDITION, state, empty, LATER) is None


@pytest.mark.parametrize(("operation", "before"), STAGES)
def test_available_is_refused_what_decide_would_refuse(operation: str, before: tuple[str, ...]) -> None:
    state = case_after(*before)
    theirs = command(operation, state.version, by="clerk_elsewhere")
    assert available(EDITION, state, theirs, LATER) == decide(EDITION, state, theirs, LATER)


def test_an_input_said_to_be_given_is_not_an_executor() -> None:
    assert refused(case_after("hand_in", "register"), "assign", assignee=None) == "input_missing"


def test_an_application_is_corrected_only_where_it_is_asked_for() -> None:
    taken = case_after("hand_in")
    assert refused(taken, "register", package=DEFICIENT) == "package_deficient"
    state = case_after("hand_in", "register")
    said = decide(EDITION, state, command("assign", 2, package=DEFICIENT), LATER)
    assert isinstance(said, Decision)
    assert said.after.package == state.package


def test_deciding_changes_nothing_it_was_given() -> None:
    state = case_after("hand_in", "register", "assign", "prepare_notification")
    asked = command("return_for_rework", state.version)
    before = copy.deepcopy((state, asked))
    first, second = (decide(EDITION, state, asked, LATER) for _ in range(2))
    assert isinstance(first, Decision)
    assert first == second
    assert (state, asked) == before
    assert first.before == state
