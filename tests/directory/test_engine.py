"""Another engine runs the BPMN: each way it lets a case go is allowed by `decide`, and the other way round."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

import pytest
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.defaults import EndEvent

from kense.directory import bpmn_xml, flow_of
from kense.law import Edition, lookup
from kense.law.edition import Input, Outcome
from kense.procedure import Actor, CaseState, Command, Decision, decide
from tests.directory.invented import EDITIONS
from tests.procedure.office import COMPLETE, DEFICIENT, MORNING

Way = tuple[tuple[str, str], ...]
"""The actions a case went through, each with the outcome chosen there where there was a choice; the end is the last."""

AT_MOST = 2  # times an action is done on a way: an act may lead back
INPUTS: frozenset[Input] = frozenset(get_args(Input))


def choices(xml: str) -> dict[str, list[str]]:
    """What the conditions of the BPMN know: the outcomes a variable is compared with."""
    found: dict[str, list[str]] = {}
    for name, value in dict.fromkeys(re.findall(r'(outcome_of_\w+) == "([^"]+)"', xml)):
        found.setdefault(name, []).append(value)
    return found


def engine_ways(xml: str) -> set[Way]:
    """Every way the engine lets a case go up to an end, doing the tasks it offers with every outcome the file knows."""
    parser = BpmnParser()
    parser.add_bpmn_str(xml.encode())
    spec, known = parser.get_spec("process"), choices(xml)
    ways: set[Way] = set()
    ahead: list[Way] = [()]
    while ahead:
        way = ahead.pop()
        workflow = _run(BpmnWorkflow(spec), way, known)
        if workflow.completed:
            ended = workflow.get_tasks(state=TaskState.COMPLETED, spec_class=EndEvent)
            ways.add((*way, (ended[-1].task_spec.bpmn_id, "")))
            continue
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        action = task.task_spec.bpmn_id.removeprefix("action_")
        if Counter(done for done, _ in way)[action] < AT_MOST:
            ahead += [(*way, (action, one)) for one in known.get(_variable(action), [""])]
    return ways


def _run(workflow: BpmnWorkflow, way: Way, known: dict[str, list[str]]) -> BpmnWorkflow:
    workflow.do_engine_steps()
    for action, outcome in way:
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        assert task.task_spec.bpmn_id == f"action_{action}"
        task.data[_variable(action)] = outcome
        task.run()
        workflow.do_engine_steps()
    return workflow


def _variable(action: str) -> str:
    return f"outcome_of_{action.replace('-', '_')}"


def decided_ways(edition: Edition, known: dict[str, list[str]]) -> set[Way]:
    """Every way `decide` lets a case go by the act's own outcomes, told as the engine tells its own."""
    ways: set[Way] = set()
    ahead: list[tuple[Way, CaseState]] = [((), state) for state in _opened(edition)]
    while ahead:
        way, state = ahead.pop()
        for outcome, after in _allowed(edition, state):
            step = way
            action = state.action or ""
            if after.action is None or outcome.next:
                step = (*way, (action, outcome.id if _variable(action) in known else ""))
            if after.action is None:
                ways.add((*step, (f"end_{action}_{after.end}", "")))
            elif Counter(done for done, _ in step)[after.action] < AT_MOST:
                ahead.append((step, after))
    return ways


def _opened(edition: Edition) -> Iterator[CaseState]:
    for package in (COMPLETE, DEFICIENT):
        said = decide(edition, None, Command(edition.procedure.opening.id, _one(edition), package=package), MORNING)
        assert isinstance(said, Decision), said
        yield said.after


def _allowed(edition: Edition, state: CaseState) -> Iterator[tuple[Outcome, CaseState]]:
    one = _one(edition)
    for outcome in lookup.action(edition, state.action or "").outcomes:
        assignee = one if outcome.assignee_role else None
        command = Command(outcome.id, one, state.version, INPUTS, assignee=assignee, sole_officer=True)
        said = decide(edition, state, command, state.last_at + timedelta(minutes=1))
        if isinstance(said, Decision):
            yield outcome, said.after


def _one(edition: Edition) -> Actor:
    """An officer who may do everything: not who acts is looked at here, but what may be done."""
    return Actor("all", "school", frozenset(role.id for role in edition.procedure.roles))


@pytest.mark.parametrize(("name", "count"), [("shipped", 3), ("invented", 14)])
def test_the_engine_and_decide_allow_the_same_ways(name: str, count: int) -> None:
    edition = EDITIONS[name]
    xml = bpmn_xml(flow_of(edition), "en")
    ways = engine_ways(xml)
    assert ways == decided_ways(edition, choices(xml))
    assert len(ways) == count


def test_a_condition_that_is_wrong_is_found_out() -> None:
    edition = EDITIONS["shipped"]
    xml = bpmn_xml(flow_of(edition), "en")
    right = 'outcome_of_examination == "prepare_refusal"'
    wrong = xml[::-1].replace(right[::-1], 'outcome_of_examination == "prepare_notification"'[::-1], 1)[::-1]
    assert wrong != xml
    with pytest.raises(Exception, match=r"condition|path|default"):
        engine_ways(wrong)
