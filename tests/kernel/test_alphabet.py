"""The order of the Kazakh alphabet, and the keys to search by."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.kernel.alphabet import search_key, sort_key

# The order as the primers give it, written apart from the product so that it can judge the product.
PRIMER = "Аа Әә Бб Вв Гг Ғғ Дд Ее Ёё Жж Зз Ии Йй Кк Ққ Лл Мм Нн Ңң Оо Өө Пп Рр Сс Тт Уу Ұұ Үү Фф Хх Һһ Цц Чч Шш Щщ Ъъ Ыы Іі Ьь Ээ Юю Яя"
LETTERS = [pair[1] for pair in PRIMER.split()]
PLACE = {sign: place for place, pair in enumerate(PRIMER.split()) for sign in pair}

cyrillic_words = st.text("".join(PLACE), min_size=1, max_size=12)
names = st.text("".join(PLACE) + "abcXYZé -'", max_size=30)


def test_the_alphabet_has_its_letters() -> None:
    assert len(LETTERS) == 42
    assert sorted(set(LETTERS), key=sort_key) == LETTERS


@given(st.lists(cyrillic_words))
def test_words_stand_as_in_a_dictionary(words: list[str]) -> None:
    assert [places(one) for one in sorted(words, key=sort_key)] == sorted(places(one) for one in words)


def places(word: str) -> list[int]:
    return [PLACE[sign] for sign in word]


def test_surnames_in_their_order() -> None:
    rows = [
        "Ұзақбай",
        "Үмбетова",
        "Іңкәр",
        "Ыбырай",
        "Қасым",
        "Ким",
        "Лаура",
        "Әбен",
        "Ахмет",
        "Бек",
        "Smith",
        "Өтеген",
    ]
    assert sorted(rows, key=sort_key) == [
        *("Smith", "Ахмет", "Әбен", "Бек", "Ким", "Қасым", "Лаура", "Өтеген", "Ұзақбай", "Үмбетова", "Ыбырай", "Іңкәр")
    ]


def test_a_shorter_name_comes_before_the_longer_one() -> None:
    assert sorted(["Сейітова Айгүл", "Сейіт Айгүл", "Сейіт"], key=sort_key) == [
        "Сейіт",
        "Сейіт Айгүл",
        "Сейітова Айгүл",
    ]


@pytest.mark.parametrize("key", [sort_key, search_key])
@given(name=names)
def test_how_a_name_is_written_does_not_matter(key: type[str], name: str) -> None:
    ways = (name.upper(), f"  {name}\u00a0", unicodedata.normalize("NFD", name), name.replace(" ", "   "))
    assert {key(one) for one in ways} == {key(name)}


@given(names)
def test_a_key_to_search_by_is_its_own_key(name: str) -> None:
    assert search_key(search_key(name)) == search_key(name)


@given(names, names)
def test_the_beginning_of_a_name_has_the_beginning_of_its_key(start: str, rest: str) -> None:
    assert search_key(start + rest).startswith(search_key(start))


@given(names)
def test_a_keyboard_without_the_kazakh_letters_finds_the_name(name: str) -> None:
    typed = name.lower().translate(str.maketrans("әғқңөұүһіё", "агкноуухие"))
    assert search_key(typed) == search_key(name)


@given(cyrillic_words, cyrillic_words)
def test_letters_that_are_not_alike_are_kept_apart(one: str, other: str) -> None:
    if search_key(one) != search_key(other):
        assert sort_key(one) != sort_key(other)
