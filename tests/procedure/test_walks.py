"""Random officers doing random things: nothing breaks, and a second, hand-made model agrees on what is allowed."""

import copy
from datetime import timedelta

from hypothesis import Phase, given, settings

from kense.kernel import Refusal
from kense.law import lookup
from kense.procedure import Decision, decide
from kense.procedure.refusals import CODES
from tests.procedure.model import ACT, STAGE_OF_ACTION, Model
from tests.procedure.office import EDITION, MORNING
from tests.procedure.walks import OPERATIONS, WAYS, Step, played, taken, walks

UNSEEN = {"unknown_operation"}  # a walk names only operations of the edition
ACT_S_OWN = ["hand_in", *sorted({operation for _, operation in ACT})]


@given(walks())
def test_an_ended_case_never_changes(walk: list[Step]) -> None:
    for _, state, said in played(walk):
        if state is not None and state.action is None:
            assert isinstance(said, Refusal)
            assert state.end is not None


@given(walks())
def test_the_version_rises_by_one_per_decision_and_time_does_not_go_back(walk: list[Step]) -> None:
    decisions = taken(walk)
    assert [one.after.version for one in decisions] == list(range(1, len(decisions) + 1))
    moments = [one.after.last_at for one in decisions]
    assert moments == sorted(moments)


@given(walks())
def test_an_action_stands_on_its_ground_and_a_result_on_its_draft(walk: list[Step]) -> None:
    for said in taken(walk):
        after = said.after
        assert (after.action is None) != (after.end is None)
        assert ("draft_result" in after.products) == (after.result is not None)
        if after.action:
            assert lookup.action(EDITION, after.action).ground in after.products
        if after.action == "examination":
            assert after.holder is not None


@given(walks())
def test_the_register_changes_once_and_only_by_a_signed_notification(walk: list[Step]) -> None:
    changing = [said for said in taken(walk) if said.applies_changes]
    assert len(changing) <= 1
    assert all(said.after.result == "notification" and "signed_result" in said.after.products for said in changing)


@given(walks(ACT_S_OWN))
def test_without_house_rules_the_actions_follow_one_another(walk: list[Step]) -> None:
    opened = [said.after.action for said in taken(walk) if said.run in ("opened", "passed")]
    assert opened == ["intake", "resolution", "examination", "signing", "issue"][: len(opened)]


@given(walks())
def test_the_same_question_gets_the_same_answer_and_is_left_as_it_was(walk: list[Step]) -> None:
    for step, state, said in played(walk):
        asked = step.command(state.version if state else 0)
        before = copy.deepcopy((state, asked))
        at = (state.last_at if state else MORNING) + timedelta(minutes=step.minutes)
        assert decide(EDITION, state, asked, at) == said
        assert (state, asked) == before


@settings(max_examples=500)
@given(walks())
def test_the_hand_made_model_agrees(walk: list[Step]) -> None:
    model = Model()
    for step, _, said in played(walk):
        assert isinstance(said, Decision) == model.allows(step.ask()), (step, model, said)
        if isinstance(said, Decision):
            model.do(step.ask())
            assert model.stage in STAGE_OF_ACTION[said.after.action]


def seen(walk: list[Step]) -> set[str | None]:
    """What a walk came across: operations carried out, ends reached, codes of refusals."""
    answers = [said for _, _, said in played(walk)]
    codes = {said.code for said in answers if isinstance(said, Refusal)}
    return codes | {word for said in answers if isinstance(said, Decision) for word in (said.operation, said.after.end)}


def test_the_walks_go_everywhere() -> None:
    words = set().union(*map(seen, WAYS))

    @settings(max_examples=300, phases=[Phase.generate], database=None, derandomize=True)
    @given(walks())
    def look(walk: list[Step]) -> None:
        words.update(seen(walk))

    look()
    ends = {one.id for one in EDITION.procedure.ends}
    assert {*OPERATIONS, *ends, *CODES} - words == UNSEEN
