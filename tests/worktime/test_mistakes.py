"""Every sentence about a mistake is there in three languages with the same places to fill."""

from string import Formatter

import pytest

from kense.kernel import Text
from kense.worktime import mistakes

TEXTS = {name: text for name, text in vars(mistakes).items() if isinstance(text, Text)}


@pytest.mark.parametrize("name", TEXTS)
def test_the_languages_name_the_same_things(name: str) -> None:
    words = TEXTS[name].as_dict()
    places = [{field for _, field, _, _ in Formatter().parse(one) if field} for one in words.values()]
    assert places[0] == places[1] == places[2]
    assert len(set(words.values())) == 3
