"""What papers say of the office above their text, and in whose place the signatory signs."""

import pytest

from kense.papers.render import render
from tests.papers.made_up import paper_data
from tests.papers.test_render import LETTERS, MADE, TEMPLATES
from tests.support.pdf import text_of

ABOVE = {"kk": "Өскемен қаласының білім бөлімі", "ru": "Отдел образования Усть-Каменогорска"}
ACTING = {"kk": "міндетін атқарушы: директор", "ru": "исполняющий обязанности: директор"}


@pytest.mark.parametrize("name", [*LETTERS, "talon"])
def test_the_line_above_the_name_and_the_address_for_letters_are_printed(name: str) -> None:
    provider = paper_data(name)["provider"] | {"above_name": ABOVE, "email": "kense@kokzhiek.example"}
    said = text_of(render(TEMPLATES / f"{name}.typ", paper_data(name, provider=provider), created=MADE))
    assert said.index(ABOVE["kk"]) < said.index(ABOVE["ru"]) < said.index(provider["name"]["kk"])
    assert said.count("kense@kokzhiek.example") == 2


@pytest.mark.parametrize("name", LETTERS)
def test_who_signs_in_the_place_of_another_is_acting(name: str) -> None:
    signatory = {"name": "Әбенов Б.", "position": ACTING, "phone": ""}
    said = text_of(render(TEMPLATES / f"{name}.typ", paper_data(name, signatory=signatory), created=MADE))
    assert said.index(ACTING["kk"]) < said.index("Әбенов Б.")
    assert ACTING["ru"] in said
