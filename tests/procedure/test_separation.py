"""Four eyes: three roles of a case are three persons, in whatever order and by whatever account they come."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from kense.kernel import Refusal
from kense.procedure import Actor, CaseState, Decision, decide
from tests.procedure.office import EDITION, MORNING, OFFICERS, PERSONS, case_after, command

LATER = MORNING + timedelta(hours=1)
BEFORE = {  # what was done before somebody of the role has their next thing to do
    "office": ("hand_in",),
    "head": ("hand_in", "register"),
    "executor": ("hand_in", "register", "assign"),
}
NEXT = {"office": "register", "head": "assign", "executor": "prepare_refusal"}
EVERYTHING = frozenset(BEFORE)


def acted_as(role: str, account: str, *before: str) -> CaseState:
    """A case in which an account has acted in a role already, whatever came of that."""
    case = case_after(*before)
    return replace(case, performers={**case.performers, role: frozenset({account})})


def said(case: CaseState, operation: str, account: str, **changed: object) -> Decision | Refusal:
    """The answer to somebody with every role, the case being with them where that matters."""
    case = replace(case, holder=account) if case.holder else case
    actor = Actor(account, case.provider, EVERYTHING)
    return decide(EDITION, case, command(operation, case.version, "", "", **{"actor": actor, **changed}), LATER)


@pytest.mark.parametrize("account", ["dana", "dana_again"])
@pytest.mark.parametrize(("first", "then"), [*permutations(BEFORE, 2)])
def test_who_acted_in_one_role_does_not_act_in_another(first: str, then: str, account: str) -> None:
    case = acted_as(first, account, *BEFORE[then])
    persons = {"dana_again": "dana"}
    for other in ("dana", "dana_again"):
        answer = said(case, NEXT[then], other, persons=persons)
        assert isinstance(answer, Refusal)
        assert (answer.code, answer.ref) == ("same_person", EDITION.procedure.separation.ref)  # type: ignore[union-attr]
    assert isinstance(said(case, NEXT[then], "somebody_else", persons=persons), Decision)


@pytest.mark.parametrize("role", BEFORE)
def test_in_one_role_one_person_acts_as_often_as_needed_from_either_account(role: str) -> None:
    case = acted_as(role, "dana", *BEFORE[role])
    assert isinstance(said(case, NEXT[role], "dana_again", persons={"dana_again": "dana"}), Decision)


def test_an_account_that_becomes_known_as_a_second_one_after_it_acted_counts_from_then_on() -> None:
    case = acted_as("office", "dana_again", *BEFORE["head"])
    assert isinstance(said(case, "assign", "dana", persons={}), Decision)
    assert isinstance(said(case, "assign", "dana", persons={"dana_again": "dana"}), Refusal)


def test_two_second_accounts_of_one_person_are_one_person() -> None:
    persons = {"dana_again": "dana", "dana_s_program": "dana"}
    case = acted_as("office", "dana_s_program", *BEFORE["head"])
    assert isinstance(said(case, "assign", "dana_again", persons=persons), Refusal)


@pytest.mark.parametrize("to", ["head", "program_of_head", "clerk_again", "executor_again"])
def test_nobody_is_given_a_case_they_could_not_act_in(to: str) -> None:
    case = acted_as("office", "clerk", *BEFORE["head"])
    asked = command("assign", case.version, assignee=replace(OFFICERS[to], roles=EVERYTHING))
    answer = decide(EDITION, case, asked, LATER)
    code = answer.code if isinstance(answer, Refusal) else ""
    assert code == ("" if PERSONS.get(to) == "executor" else "assignee_acted")


def test_an_order_lets_one_person_do_it_and_the_decision_tells_in_which_roles_they_acted() -> None:
    case = acted_as("office", "clerk_again", *BEFORE["head"])
    answer = said(case, "assign", "clerk", sole_officer=True)
    assert isinstance(answer, Decision)
    assert (answer.also_acted_as, dict(answer.persons)) == (("office",), {})
    other = said(case, "assign", "somebody_else", sole_officer=True)
    assert isinstance(other, Decision)
    assert other.also_acted_as == ()


def test_the_decision_tells_whose_the_accounts_are() -> None:
    case = case_after("hand_in", "register")
    answer = decide(EDITION, case, command("assign", case.version, to="clerk_again", sole_officer=True), LATER)
    assert isinstance(answer, Decision)
    assert dict(answer.persons) == {"clerk_again": "clerk"}


def test_who_enters_from_paper_what_another_did_has_acted_too() -> None:
    opened = decide(EDITION, None, command("hand_in", 0, "second_clerk", entered_by="alone"), MORNING)
    assert isinstance(opened, Decision)
    assert opened.after.performers == {"office": {"second_clerk", "alone"}}
    registered = decide(EDITION, opened.after, command("register", 1), MORNING)
    assert isinstance(registered, Decision)
    for account in ("second_clerk", "alone"):
        assert isinstance(said(registered.after, "assign", account), Refusal)


def test_an_edition_that_separates_nothing_lets_one_person_do_everything() -> None:
    apart = EDITION.model_copy(update={"procedure": EDITION.procedure.model_copy(update={"separation": None})})
    case = acted_as("office", "dana", *BEFORE["head"])
    asked = command("assign", case.version, actor=Actor("dana", case.provider, EVERYTHING))
    assert isinstance(decide(apart, case, asked, LATER), Decision)
