"""The matrix of the act: every place answered by data and a test, or told why not; the marks of the tests hold."""

from typing import get_type_hints

import pytest
from pydantic import BaseModel

from kense.kernel import LegalRef
from kense.law import act as act_module
from kense.law import edition as edition_module
from kense.law.act import Place
from kense.law.edition import Cited, Procedure
from kense.law.trace import PROOFS, Proofs, Row, trace
from kense.law.trace_words import WORDS
from tests.procedure.office import EDITION
from tests.support.proofs import marks_in, proofs, scenarios_in, written

PLACES = {place.ref for place in EDITION.act.places}


def row(ref: str, known: Proofs | None = None) -> Row:
    """The row of a place."""
    return next(one for one in trace(EDITION, known) if str(one.place.ref) == ref)


def unanswered(rows: tuple[Row, ...]) -> list[str]:
    """The places with neither a test nor a reason."""
    return [str(one.place.ref) for one in rows if not one.is_answered]


def test_every_place_of_the_act_has_a_test_or_a_reason() -> None:
    assert unanswered(trace(EDITION)) == []


def test_every_place_has_data_or_a_reason() -> None:
    assert [str(one.place.ref) for one in trace(EDITION) if not one.uses and not one.place.not_modelled] == []


def test_a_place_with_neither_is_found_out() -> None:
    bare = Place.model_validate({"ref": LegalRef("reg", "10"), "label": EDITION.act.places[0].label})
    told = bare.model_copy(update={"ref": LegalRef("reg", "11"), "not_modelled": "for the archive"})
    act = EDITION.act.model_copy(update={"places": (*EDITION.act.places, bare, told)})
    assert unanswered(trace(EDITION.model_copy(update={"act": act}))) == ["reg 10"]


def test_the_file_that_ships_is_that_of_the_marks() -> None:
    assert PROOFS.read_text(encoding="utf-8") == written(proofs()), "run `make trace`"


def test_every_mark_and_scenario_names_a_place_of_the_act() -> None:
    assert [(where, test) for where, test in proofs() if LegalRef.parse(where) not in PLACES] == []


def test_marks_and_scenarios_are_read_without_being_run() -> None:
    source = '@pytest.mark.para("reg 1")\n@pytest.mark.para("reg 2")\n@other("reg 3")\ndef test_it() -> None: 1 / 0\n'
    assert marks_in(source) == [("reg 1", "test_it"), ("reg 2", "test_it")]
    assert scenarios_in("- {paragraph: reg 4, title: it begins}") == [("reg 4", "it begins")]


def test_an_action_has_its_data_papers_and_tests() -> None:
    proof = {LegalRef("reg", "5", action="1"): ("tests/x.py::test_x",)}
    found = row("reg 5 action 1", proof)
    assert [(use.file, use.path) for use in found.uses] == [
        ("procedure.yaml", "ends[not_accepted]"),
        ("procedure.yaml", "actions[intake]"),
        ("procedure.yaml", "actions[intake].outcomes[register]"),
        ("procedure.yaml", "actions[intake].outcomes[refuse_acceptance]"),
    ]
    assert [paper.id for paper in found.papers] == ["talon", "receipt"]
    assert (found.tests, found.by_parts) == (("tests/x.py::test_x",), False)


def test_a_paragraph_is_answered_by_the_places_inside_it() -> None:
    found = row("reg 5", {LegalRef("reg", "5", action="2"): ("tests/x.py::test_x",)})
    assert (found.by_parts, found.tests) == (True, ("tests/x.py::test_x",))
    assert {"Action", "Term"} <= set(found.kinds)
    assert not row("reg app 1", {}).by_parts


def kinds_of(module: object) -> set[str]:
    """The classes of a module that hold a reference."""
    classes = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, BaseModel)]
    return {one.__name__ for one in classes if LegalRef in get_type_hints(one).values()}


@pytest.mark.parametrize("module", [act_module, edition_module])
def test_every_kind_of_datum_has_its_word(module: object) -> None:
    assert kinds_of(module) - {"Place", "Cited"} <= WORDS.keys()


def test_every_property_without_a_class_of_its_own_has_its_word() -> None:
    hints = get_type_hints(Procedure)
    assert {name for name, hint in hints.items() if hint in (Cited, Cited | None)} <= WORDS.keys()
