"""Texts in three languages."""

import pytest

from kense.kernel import LANGS, Text
from kense.kernel.text import joined

HEAD = Text(kk="басшы", ru="руководитель", en="head")
WAITS = Text(kk="{who}: {count} іс", ru="{who}: дел {count}", en="{who}: {count} cases")


@pytest.mark.parametrize(
    ("lang", "words"), [("kk", "басшы"), ("ru", "руководитель"), ("en", "head"), ("de", "басшы"), ("", "басшы")]
)
def test_in_a_language(lang: str, words: str) -> None:
    assert HEAD.in_lang(lang) == words


def test_places_are_filled_each_in_its_language() -> None:
    assert WAITS.filled(who=HEAD, count=3) == Text("басшы: 3 іс", "руководитель: дел 3", "head: 3 cases")


def test_what_is_filled_in_is_not_read_as_a_place() -> None:
    assert WAITS.filled(who="{count}", count=3).en == "{count}: 3 cases"


def test_a_place_nobody_filled_is_an_error() -> None:
    with pytest.raises(KeyError, match="count"):
        WAITS.filled(who=HEAD)


def test_as_json() -> None:
    assert HEAD.as_dict() == {"kk": "басшы", "ru": "руководитель", "en": "head"}
    assert tuple(HEAD.as_dict()) == LANGS


def test_the_same_everywhere() -> None:
    assert set(Text.same("№ 181").as_dict().values()) == {"№ 181"}


def test_joined() -> None:
    assert joined([HEAD, Text.same("181")], "; ") == Text("басшы; 181", "руководитель; 181", "head; 181")
    assert joined(()) == Text("", "", "")
