"""A Latin letter inside a Kazakh word looks right and is never found again. No word mixes the two scripts."""

import re
from collections.abc import Iterator

import pytest

from tests.support.tree import ROOT, SRC

SUFFIXES = {".yaml", ".po", ".html", ".typ", ".txt", ".py", ".js", ".csv"}
WORD = re.compile(r"[^\W\d_]+")
ESCAPE = re.compile(r"\\[a-zA-Z]")


def mixed_words(text: str) -> Iterator[str]:
    """Words with letters of both scripts; an escape such as a line feed is no letter of the word after it."""
    for word in WORD.findall(ESCAPE.sub(" ", text)):
        if re.search("[A-Za-z]", word) and re.search("[\u0400-\u04ff]", word):
            yield word


def test_no_word_mixes_latin_and_cyrillic() -> None:
    files = (path for path in sorted(SRC.rglob("*")) if path.suffix in SUFFIXES)
    found = {str(p.relative_to(ROOT)): words for p in files if (words := [*mixed_words(p.read_text(encoding="utf-8"))])}
    assert found == {}


@pytest.mark.parametrize("word", ["б" + "i" + "лім", "c" + "ағат"])
def test_a_mixed_word_is_found(word: str) -> None:
    assert list(mixed_words(f"бұл {word} емес")) == [word]


def test_an_escape_before_a_word_is_not_part_of_it() -> None:
    assert list(mixed_words(r"бірінші\nекінші")) == []
