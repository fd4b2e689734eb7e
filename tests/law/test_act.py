"""The act as its text states it: number, dates, paragraphs, durations. Written from the text, not from the data."""

from datetime import date

import pytest

from kense.kernel import LegalRef
from kense.law.edition import Action, Outcome
from kense.law.walk import refs_in
from tests.procedure.office import EDITION

ACT, PROCEDURE, STANDARD = EDITION.act, EDITION.procedure, EDITION.standard

PLACES = """
res part header; res 1; res 2 sub 1; res 2 sub 2; res 2 sub 3; res 2 sub 4; res 3; res 4;
reg 1; reg 2; reg 3; reg 4;
reg 5; reg 5 action 1; reg 5 action 2; reg 5 action 3; reg 5 action 4; reg 5 action 5; reg 5 part terms;
reg 6; reg 7 sub 1; reg 7 sub 2; reg 7 sub 3;
reg 8 sub 1; reg 8 sub 2; reg 8 sub 3; reg 8 sub 4; reg 8 sub 5;
reg 9; reg app 1
"""
ACTIONS_OF_PARAGRAPH_5 = [
    ("office", 20, "handed_documents"),
    ("head", 20, "registered_documents"),
    ("executor", 5 * 60, "resolved_documents"),
    ("head", 20, "draft_result"),
    ("office", 20, "signed_result"),
]
MINUTES_OF_PARAGRAPH_8 = {1: 20, 2: 20, 3: 5 * 60, 4: 20, 5: 20}


@pytest.mark.para("res part header")
def test_what_act_it_is() -> None:
    assert (ACT.number, ACT.adopted) == ("181", date(2018, 6, 18))
    assert (ACT.registered.number, ACT.registered.date) == ("5657", date(2018, 7, 12))
    assert ACT.in_force.calendar_days_after_publication == 10


@pytest.mark.para("res part header")
def test_what_repealed_it() -> None:
    assert ACT.repealed is not None
    assert (ACT.repealed.by_number, ACT.repealed.adopted) == ("69", date(2020, 3, 10))
    assert ACT.repealed.calendar_days_after_publication == 10


@pytest.mark.para("res 4")
def test_what_the_text_does_not_say_stays_unknown() -> None:
    assert ACT.published == "unknown"
    assert ACT.repealed is not None
    assert ACT.repealed.published == "unknown"


def test_the_standard_is_marked_unverified() -> None:
    assert not STANDARD.verified
    assert not ACT.sources[STANDARD.source].verified
    assert not any(directory.verified for directory in STANDARD.directories.values())


def test_the_house_rules_are_marked_as_such() -> None:
    assert [name for name, source in ACT.sources.items() if source.house] == ["house"]
    assert {rule.ref.source for rule in PROCEDURE.house_rules} == {"house"}
    assert {outcome.ref.source for action in PROCEDURE.actions for outcome in action.outcomes} == {"reg"}


@pytest.mark.para("reg 5 action 1")
@pytest.mark.para("reg 5 action 2")
@pytest.mark.para("reg 5 action 3")
@pytest.mark.para("reg 5 action 4")
@pytest.mark.para("reg 5 action 5")
def test_the_actions_of_paragraph_5() -> None:
    assert [(one.role, one.minutes, one.ground) for one in PROCEDURE.actions] == ACTIONS_OF_PARAGRAPH_5
    assert [one.number for one in PROCEDURE.actions] == [1, 2, 3, 4, 5]
    assert sum(one.minutes or 0 for one in PROCEDURE.actions) == 380


@pytest.mark.para("reg 8 sub 1")
@pytest.mark.para("reg 8 sub 2")
@pytest.mark.para("reg 8 sub 3")
@pytest.mark.para("reg 8 sub 4")
@pytest.mark.para("reg 8 sub 5")
def test_paragraph_8_repeats_the_durations_of_paragraph_5() -> None:
    assert {one.number: one.minutes for one in PROCEDURE.actions} == MINUTES_OF_PARAGRAPH_8


def with_outcomes(action: Action) -> list[Action | Outcome]:
    """An action and what may be done in it."""
    return [action, *action.outcomes]


@pytest.mark.parametrize(
    ("number", "datum"),
    [
        pytest.param(action.number, datum, id=f"{action.number}-{datum.id}")
        for action in PROCEDURE.actions
        for datum in with_outcomes(action)
    ],
)
@pytest.mark.para("reg 8 sub 1")
@pytest.mark.para("reg 8 sub 2")
@pytest.mark.para("reg 8 sub 3")
@pytest.mark.para("reg 8 sub 4")
@pytest.mark.para("reg 8 sub 5")
def test_paragraphs_5_and_8_are_both_cited(number: int, datum: Action | Outcome) -> None:
    assert datum.ref == LegalRef.parse(f"reg 5 action {number}")
    assert LegalRef.parse(f"reg 8 sub {number}") in datum.also


@pytest.mark.para("reg 5 part terms")
def test_the_terms() -> None:
    assert {one.id: one.working_days for one in PROCEDURE.terms} == {"one_day": 1, "four_days": 4}
    assert {str(one.ref) for one in PROCEDURE.terms} == {"reg 5 part terms"}


@pytest.mark.para("reg 7 sub 1")
@pytest.mark.para("reg 7 sub 2")
@pytest.mark.para("reg 7 sub 3")
def test_the_units_of_paragraph_7() -> None:
    assert [(one.unit.kk, str(one.ref)) for one in PROCEDURE.roles] == [
        ("кеңсе", "reg 7 sub 1"),
        ("басшы", "reg 7 sub 2"),
        ("орындаушы", "reg 7 sub 3"),
    ]


@pytest.mark.para("reg 3")
def test_the_two_results_of_paragraph_3() -> None:
    assert [(one.id, str(one.ref), [str(ref) for ref in one.also]) for one in PROCEDURE.results] == [
        ("notification", "reg 3", ["std app 1"]),
        ("reasoned_refusal", "reg 3", ["std 10"]),
    ]
    assert [one.id for one in PROCEDURE.results if one.applies_changes] == ["notification"]


def test_every_place_of_the_act_is_in_the_data() -> None:
    wanted = {LegalRef.parse(text.strip()) for text in PLACES.split(";")}
    assert {place.ref for place in ACT.places if place.ref.source in ("res", "reg")} == wanted


def test_every_place_is_modelled_or_it_is_said_why_not() -> None:
    cited = {
        *refs_in(ACT.in_force),
        *refs_in(ACT.repealed),
        *refs_in(ACT.duties),
        *refs_in(PROCEDURE),
        *refs_in(STANDARD),
    }
    silent = [place for place in ACT.places if place.ref not in cited and str(place.ref) != "reg 5"]
    assert all(place.not_modelled for place in silent)
