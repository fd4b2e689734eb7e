"""The sentences of papers and the templates that ask for them agree."""

from pathlib import Path

import pytest

from kense.law import wording
from kense.law.form_text import FormText
from tests.law.editions import copied

SPEC = FormText.model_validate(
    {
        "paper": "letter",
        "key": "body",
        "fills": {"day": {"kk": "күні", "ru": "дата", "en": "date"}},
        "text": {"kk": "{day} жазылды", "ru": "Написано {day}", "en": "Written on {day}"},
    }
)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("{day}", []), ("{days}", ["{days}"]), ("{}", ["{}"]), ("{day", ["{"]), ("day}", ["}"]), ("{{day}}", ["{", "}"])],
)
def test_only_what_is_filled_may_stand_in_braces(words: str, wrong: list[str]) -> None:
    assert wording.unknown_places(SPEC, words) == wrong


def test_a_reader_sees_what_will_stand_there() -> None:
    assert wording.shown(SPEC).ru == "Написано ‹дата›"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "papers/refusal.typ",
            'wording("rights")',
            'wording("duties")',
            "asks for 'refusal.duties', which is not there",
        ),
        (
            "papers/refusal.typ",
            'wording("rights")',
            "none",
            "'refusal.rights': the template of its paper does not ask for it",
        ),
        ("standard.yaml", "услугу «{service}».", "услугу «{name}».", "nothing fills '{name}'; allowed: {service}"),
    ],
)
def test_a_disagreement_is_found(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    copy = copied(tmp_path)
    copy.edit(name, old, new)
    assert any(said in one for one in copy.mistakes())
