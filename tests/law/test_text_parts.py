"""The official text in the places of the act: each where it belongs, every line kept, whatever the PDF did to it."""

from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kense.law.act import Act
from kense.law.text_parts import decoded, language_of, mistakes, paragraphs, split
from tests.law.act_text import KAZAKH, RUSSIAN, SHIPPED, STEPS, Piece, expected, of_steps, squeezed

TEXTS = [(SHIPPED, KAZAKH, "kk"), (SHIPPED, RUSSIAN, "ru"), (of_steps(), STEPS, "kk")]


def noisy(pieces: list[Piece], width: int, indent: str, breaks: list[int]) -> str:
    """The sentences in lines of a width, some of them after the empty lines of a page break."""
    lines = [f"{indent}{line}" if n == 0 else line for _, one in pieces for n, line in enumerate(wrap(one, width))]
    return "\n".join("\n\n\n" + line if n in breaks else line for n, line in enumerate(lines))


@pytest.mark.parametrize(("act", "pieces", "lang"), TEXTS, ids=["kk", "ru", "another act"])
@settings(max_examples=60)
@given(
    width=st.integers(24, 200),
    indent=st.sampled_from(["", "      ", "\t"]),
    breaks=st.lists(st.integers(1, 90), max_size=5),
)
def test_each_place_has_its_words_and_no_line_is_lost(
    act: Act, pieces: list[Piece], lang: str, width: int, indent: str, breaks: list[int]
) -> None:
    text = noisy(pieces, width, indent, breaks)
    found = split(act, text, lang)
    placed = {str(where): squeezed(words) for where, words in found.parts.items()}
    unplaced = squeezed("".join(line.words for line in found.unplaced))
    assert placed | {"": unplaced} == expected(pieces)
    assert found.missing == ()


LINES = st.sampled_from(
    [line for _, pieces, _ in TEXTS for _, line in pieces] + ["", "  ", "7) жоқ", "12. Жоқ", "5. ", "\f"]
)


@settings(max_examples=200)
@given(lines=st.lists(LINES, max_size=40))
def test_every_line_of_any_text_is_in_a_part_or_reported(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = split(SHIPPED, text, "kk")
    kept = [line for words in found.parts.values() for line in words.splitlines()] + [
        one.words for one in found.unplaced
    ]
    assert sorted(kept) == sorted(line.rstrip() for line in text.splitlines() if line.strip())
    assert all(text.splitlines()[one.number - 1].rstrip() == one.words for one in found.unplaced)


def test_a_paragraph_the_data_do_not_know_is_reported_and_not_added_to_another() -> None:
    text = noisy([*RUSSIAN[:5], ("", "5) лишнее;"), *RUSSIAN[5:]], 60, "", [])
    found = split(SHIPPED, text.replace("9. Справочник", "10. Новое.\n9. Справочник"), "ru")
    assert [line.words for line in found.unplaced if line.words in ("5) лишнее;", "10. Новое.")] == [
        "5) лишнее;",
        "10. Новое.",
    ]


def test_a_place_without_words_is_named() -> None:
    found = split(SHIPPED, noisy([one for one in KAZAKH if one[0] != "reg 8 sub 2"], 70, "", []), "kk")
    assert [str(where) for where in found.missing] == ["reg 8 sub 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "kz1048"])
def test_a_file_in_each_encoding(encoding: str) -> None:
    assert decoded("Әкімдік № 5 – «үй»".encode(encoding)) == "Әкімдік № 5 – «үй»"


def test_russian_letters_of_windows() -> None:
    assert decoded("Ёж № 5 – «дом»".encode("cp1251")) == "Ёж № 5 – «дом»"


@pytest.mark.parametrize("content", [b"%PDF-1.7\x00\x01", b"PK\x03\x04\x14\x00", b"\xff\xfe\x00\x00"])
def test_what_is_no_text_is_not_read(content: bytes) -> None:
    with pytest.raises(ValueError, match="plain"):
        decoded(content)


def test_the_language_is_told_by_its_letters() -> None:
    texts = {lang: " ".join(line for _, line in pieces) for lang, pieces in (("kk", KAZAKH), ("ru", RUSSIAN))}
    assert {lang: language_of(text) for lang, text in texts.items()} == {"kk": "kk", "ru": "ru"}


def test_broken_lines_are_read_as_sentences() -> None:
    assert paragraphs("1. Бірінші\nсөйлем\nбітті.\nЕкінші") == ["1. Бірінші сөйлем бітті.", "Екінші"]
    assert paragraphs("  1. Бірінші.\nСөйлемі\nбітті.") == ["1. Бірінші. Сөйлемі бітті."]
    assert paragraphs("  1. Бірінші\nсөйлем\nбітті.\n  Екінші\nсөйлем") == ["1. Бірінші сөйлем бітті.", "Екінші сөйлем"]


def test_forms_that_lead_nowhere_are_told() -> None:
    source = SHIPPED.sources["reg"].model_dump()
    source["text"] = {"before": "preface", "parts": {"notes": {}}, "action": {"ru": ["действие –"]}}
    spoiled = SHIPPED.model_copy(update={"sources": {"reg": type(SHIPPED.sources["reg"]).model_validate(source)}})
    assert len(list(mistakes(spoiled))) == 3
    assert list(mistakes(SHIPPED)) == []
