"""Names as typed: errors, mixed alphabets, and how the parts are put together."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.kernel import Problem, Text
from kense.registry import names
from tests.registry.said import assert_said

SURNAME = Text(kk="Тегі", ru="Фамилия", en="Surname")


def problem(text: str, *, required: bool = True) -> Problem | None:
    return names.problem_with(text, field="surname", label=SURNAME, required=required)


@pytest.mark.parametrize(
    "name",
    ["Сейітова", "Әбдіғаппарұлы", "Қыз-Жібек", "Щёголева", "Smith", "O'Neil", "Müller", "Абай ұлы", "Ң", "Çağla"],
)
def test_a_name_as_in_a_document_is_right(name: str) -> None:
    assert problem(name) is None


@pytest.mark.parametrize("text", ["", "   ", "\u00a0\t"])
def test_an_empty_name(text: str) -> None:
    assert_said(problem(text), "surname", "text_empty")
    assert problem(text, required=False) is None


def test_a_name_of_5000_characters_says_the_limit_and_the_number_typed() -> None:
    found = problem("Ә" * 5000)
    assert_said(found, "surname", "text_too_long")
    assert found is not None
    assert all("100" in words and "5000" in words for words in found.text.as_dict().values())


def test_the_limit_itself_is_allowed() -> None:
    assert problem("Ә" * 100) is None
    assert problem("Ә" * 101) is not None


@pytest.mark.parametrize(
    ("typed", "code", "sign"),
    [
        ("Сейіт0ва", "name_digit", "«0»"),
        ("Сейітова2", "name_digit", "«2»"),
        ("Сейітова!", "name_character", "«!»"),
        ("<Сейітова>", "name_character", "«<»"),
        ("Сеїтова", "name_character", "«ї»"),
        ("Сейіт☺", "name_character", "«☺»"),
        ("Сейіт\x00ова", "text_invisible", "U+0000"),
        ("Сейіт\nова", "text_invisible", "U+000A"),
        ("Сейіт\u200bова", "text_invisible", "U+200B"),
        ("Сейіт\u00adова", "text_invisible", "U+00AD"),
        ("Сейіт\ud800ова", "text_invisible", "U+D800"),
    ],
)
def test_a_wrong_character_is_named(typed: str, code: str, sign: str) -> None:
    found = problem(typed)
    assert_said(found, "surname", code)
    assert found is not None
    assert all(sign in words for words in found.text.as_dict().values())


@pytest.mark.parametrize("typed", ["-", "'", "- -"])
def test_a_name_without_a_letter(typed: str) -> None:
    assert_said(problem(typed), "surname", "name_no_letter")
    optional = problem(typed, required=False)
    assert_said(optional, "surname", "name_no_letter")
    assert optional is not None
    assert "бос қалдырыңыз" in optional.text.kk


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("Aсем", ["«A» (1-орын)"]),
        ("Сeйiтова", ["«e» (2-орын)", "«i» (4-орын)"]),
        ("Əлия", ["«Ə» (1-орын)"]),
        ("COP", ["«C» (1-орын)", "«O» (2-орын)", "«P» (3-орын)"]),
        ("Сейіtова", ["«t» (5-орын)"]),
    ],
)
def test_latin_letters_in_a_kazakh_name_are_a_warning(typed: str, letters: list[str]) -> None:
    found = problem(typed)
    assert_said(found, "surname", "name_alphabets", "warning")
    assert found is not None
    assert f"{', '.join(letters)} – латын әрпі" in found.text.kk


def test_a_cyrillic_letter_in_a_latin_name_is_a_warning() -> None:
    found = problem("Smіth")
    assert_said(found, "surname", "name_alphabets", "warning")
    assert found is not None
    assert "«і» (3-орын) – кирилл әрпі" in found.text.kk


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("  Қыз   Жібек\u00a0", "Қыз Жібек"),
        ("Қыз‑Жібек", "Қыз-Жібек"),
        ("O’Neil", "O'Neil"),
        (unicodedata.normalize("NFD", "Сейітова Ёлка"), "Сейітова Ёлка"),
    ],
)
def test_the_canonical_form(typed: str, canonical: str) -> None:
    assert names.normalised(typed) == canonical
    assert problem(typed) is None


@given(st.text())
def test_the_canonical_form_is_stable_and_every_text_is_judged(text: str) -> None:
    once = names.normalised(text)
    assert names.normalised(once) == once
    found = problem(text)
    assert found is None or (found.field == "surname" and found.text.kk.startswith("Тегі: "))


def test_full_name_and_initials() -> None:
    assert names.full_name("Сейітова", "Айгүл", "Маратқызы") == "Сейітова Айгүл Маратқызы"
    assert names.initials("Сейітова", "Айгүл", "Маратқызы") == "Сейітова А. М."


def test_a_missing_part_is_left_out() -> None:
    assert names.full_name("Ким", "Ольга", "") == "Ким Ольга"
    assert names.initials("Ким", "Ольга", "") == "Ким О."
