"""The words of the shipped editions: three whole languages, Kazakh letters in Kazakh, «…» in Kazakh and Russian."""

import re
from collections.abc import Callable

from kense.kernel import Text
from kense.kernel.text import LANGS
from kense.law import basis, editions
from kense.law.walk import walk
from kense.procedure import refusals

KAZAKH = set("әіңғүұқөһӘІҢҒҮҰҚӨҺ")
# What Kazakh spells without a letter of its own.
NO_KAZAKH_LETTER = {
    "{n}", "{n}-т.", "балалар", "басшы", "Басшы", "орындаушы", "Орындаушы", "паспорт", "регламент", "сырттай",
    "Хабарлама", "Хабарлама нысаны",
}  # fmt: skip
# What Kazakh and Russian spell alike.
ALIKE = {"{n}", "паспорт", "регламент"}
STRAIGHT_OR_FOREIGN_QUOTES = re.compile("[\"'“”„‘’]")


def texts() -> dict[str, Text]:
    """Every text of the editions, the refusals and the basis, by where it stands."""
    said = {
        f"{one.id} {where}": value
        for one in editions()
        for part in (one.act, one.procedure, one.standard)
        for where, value in walk(part, type(part).__name__)
        if isinstance(value, Text)
    }
    for module in (refusals, basis):
        for name, value in vars(module).items():
            found = value if isinstance(value, dict) else {"": value}
            said |= {f"{module.__name__} {name} {k}": v for k, v in found.items() if isinstance(v, Text)}
    return said


TEXTS = texts()


def wrong(rule: Callable[[Text], bool]) -> dict[str, Text]:
    """The texts that do not keep a rule."""
    return {where: text for where, text in TEXTS.items() if not rule(text)}


def test_there_are_texts_to_look_at() -> None:
    assert len(TEXTS) > 200


def test_no_text_is_empty_or_ragged() -> None:
    assert (
        wrong(lambda text: all(text.as_dict()[lang] == " ".join(text.in_lang(lang).split()) != "" for lang in LANGS))
        == {}
    )


def test_kazakh_has_kazakh_letters() -> None:
    assert wrong(lambda text: bool(KAZAKH & set(text.kk)) != (text.kk in NO_KAZAKH_LETTER)) == {}


def test_russian_has_none_of_them() -> None:
    assert wrong(lambda text: not KAZAKH & set(text.ru)) == {}


def test_english_has_no_cyrillic() -> None:
    assert wrong(lambda text: not re.search("[\u0400-\u04ff]", text.en)) == {}


def test_kazakh_is_not_a_copy_of_the_russian() -> None:
    assert wrong(lambda text: (text.kk == text.ru) == (text.kk in ALIKE)) == {}


def test_kazakh_and_russian_quote_with_guillemets() -> None:
    assert wrong(lambda text: not STRAIGHT_OR_FOREIGN_QUOTES.search(text.kk + text.ru)) == {}
    assert wrong(lambda text: all(line.count("«") == line.count("»") for line in (text.kk, text.ru))) == {}


def test_english_does_not() -> None:
    assert wrong(lambda text: not re.search('[«»"]', text.en)) == {}


def test_the_same_places_are_filled_in_every_language() -> None:
    def places(words: str) -> set[str]:
        return set(re.findall(r"\{\w+\}", words))

    assert wrong(lambda text: places(text.kk) == places(text.ru) == places(text.en)) == {}
