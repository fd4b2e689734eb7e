"""The law by example: every scenario in `scenarios/` holds, and together they leave nothing of the edition out."""

from collections.abc import Callable

import pytest

from kense.kernel import Refusal
from kense.law import lookup
from kense.procedure import Decision
from kense.procedure.refusals import CODES
from tests.law.scenario import Scenario, play, scenarios
from tests.procedure.office import EDITION

SCENARIOS = scenarios()
# An operation no edition has cannot come from an officer who reads the screen; it is tested with decide itself.
NOT_BY_AN_OFFICER = {"unknown_operation"}

FOLLOWS: dict[str, Callable[[Decision], object]] = {
    "action": lambda said: said.after.action,
    "end": lambda said: said.after.end,
    "version": lambda said: said.after.version,
    "holder": lambda said: said.after.holder,
    "result": lambda said: said.after.result,
    "run": lambda said: said.run,
    "draws": lambda said: said.draws,
    "papers": lambda said: list(said.papers),
    "house_rule": lambda said: said.house,
    "changes_register": lambda said: said.applies_changes,
}


def assert_followed(scenario: Scenario, said: Decision) -> None:
    """What the scenario says of the decision, and nothing of a number or a paper that it does not name."""
    then = scenario.then
    assert {name: FOLLOWS[name](said) for name in then.keys() & FOLLOWS.keys()} == {
        name: value for name, value in then.items() if name in FOLLOWS
    }
    assert (said.after.action is None) == ("end" in then)
    assert set(then.get("has", [])) <= said.after.products
    assert not set(then.get("has_not", [])) & said.after.products


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_scenario(scenario: Scenario) -> None:
    said = play(scenario)
    if "refused" in scenario.then:
        assert isinstance(said, Refusal), f"went through: {said}"
        assert said.code == scenario.then["refused"]
        assert str(said.ref) == scenario.then.get("cites", scenario.paragraph)
        assert scenario.then.get("says", "") in said.text.ru
    else:
        assert isinstance(said, Decision), said
        assert_followed(scenario, said)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_a_scenario_is_about_a_place_of_the_law(scenario: Scenario) -> None:
    assert scenario.ref in {place.ref for place in EDITION.act.places}


def test_titles_are_different() -> None:
    assert len({str(one) for one in SCENARIOS}) == len(SCENARIOS)


def carried_out() -> list[Decision]:
    """What follows in the scenarios that refuse nothing."""
    answers = (play(one) for one in SCENARIOS if "refused" not in one.then)
    return [said for said in answers if isinstance(said, Decision)]


def test_every_operation_is_carried_out_in_some_scenario() -> None:
    assert {said.operation for said in carried_out()} == {EDITION.procedure.opening.id, *lookup.outcomes(EDITION)}


def test_every_end_is_reached_in_some_scenario() -> None:
    reached = {said.after.end for said in carried_out()} - {None}
    assert reached == {end.id for end in EDITION.procedure.ends}


def test_every_paper_is_printed_and_every_journal_used_in_some_scenario() -> None:
    said = carried_out()
    assert {paper for one in said for paper in one.papers} == {
        one.id for one in EDITION.procedure.papers if not one.on_request
    }
    assert {one.draws for one in said if one.draws} == {one.id for one in EDITION.procedure.journals}


def test_every_product_is_made_in_some_scenario() -> None:
    assert frozenset().union(*(one.after.products for one in carried_out())) == {
        one.id for one in EDITION.procedure.products
    }


def test_every_refusal_is_given_in_some_scenario() -> None:
    assert {one.then["refused"] for one in SCENARIOS if "refused" in one.then} == CODES - NOT_BY_AN_OFFICER
