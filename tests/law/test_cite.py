"""References as a reader sees them, in the three languages."""

import pytest

from kense.kernel import LegalRef
from kense.law import cite, cite_all, place
from tests.procedure.office import EDITION

ACT = EDITION.act


@pytest.mark.parametrize(
    ("ref", "kk", "ru", "en"),
    [
        ("reg 6", "6-т.", "п. 6", "para 6"),
        ("reg 5 action 1", "5-т., 1-іс-қимыл", "п. 5, действие 1", "para 5, action 1"),
        ("reg 8 sub 2", "8-т., 2-тармақша", "п. 8, пп. 2", "para 8, sub-para 2"),
        ("reg 5 part terms", "5-т., мерзімдер", "п. 5, сроки", "para 5, terms"),
        ("reg app 1", "регламентке қосымша", "приложение к регламенту", "appendix to the regulation"),
        ("res 4", "қаулының 4-тармағы", "п. 4 постановления", "resolution, para 4"),
        ("res part header", "қаулы, тақырыбы", "постановление, заголовок", "resolution, header"),
        ("std 10", "Стандарттың 10-тармағы", "п. 10 Стандарта", "Standard, para 10"),
        ("std app 3", "Стандарттың 3-қосымшасы", "приложение 3 к Стандарту", "Standard, appendix 3"),
        (
            "house part rework",
            "ішкі ереже: пысықтауға қайтару",
            "внутреннее правило: возврат на доработку",
            "house rule: return for rework",
        ),
    ],
)
def test_a_place_as_it_is_cited(ref: str, kk: str, ru: str, en: str) -> None:
    assert cite(ACT, LegalRef.parse(ref)).as_dict() == {"kk": kk, "ru": ru, "en": en}


def test_a_whole_source_is_cited_by_its_name() -> None:
    assert cite(ACT, LegalRef("reg")).ru == "регламент"


def test_several_places() -> None:
    action = EDITION.procedure.actions[0]
    assert cite_all(ACT, (action.ref, *action.also)).en == "para 5, action 1; para 8, sub-para 1"


def test_no_part_of_a_reference_is_lost() -> None:
    cited = [cite(ACT, one.ref).en for one in ACT.places]
    assert len(set(cited)) == len(cited)


def test_a_place_has_a_label() -> None:
    assert place(ACT, LegalRef.parse("reg 7 sub 2")).label.en == "The head"


def test_an_unknown_place_is_told_by_name() -> None:
    with pytest.raises(KeyError, match="reg 77"):
        place(ACT, LegalRef.parse("reg 77"))
