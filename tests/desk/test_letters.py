"""The letters that differ between the register and the documents."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.desk.letters import Pieces, compared

LETTERS = "аәбвгғдеийкқлмнңоөпрстуұүыіь" + "a1-\u0301\u0306\u200d"
WORD = st.one_of(st.text(LETTERS, max_size=30), st.text(max_size=30))
# Two readings of one word: stretches both have, and here and there one that only either has.
STRETCHES = st.lists(st.tuples(st.text(LETTERS, min_size=2, max_size=6), st.text(LETTERS, max_size=1), st.booleans()))
READINGS = STRETCHES.map(
    lambda parts: (
        "".join(both + (own if left else "") for both, own, left in parts),
        "".join(both + ("" if left else own) for both, own, left in parts),
    )
)
PAIRS = st.one_of(st.tuples(WORD, WORD), READINGS)


def whole(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def same(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces if not piece.differs)


def marked(pieces: Pieces) -> list[str]:
    return [piece.text for piece in pieces if piece.differs]


@given(values=PAIRS)
def test_the_pieces_are_the_values_and_agree_where_they_are_not_marked(values: tuple[str, str]) -> None:
    left, right = compared(*values)
    assert (whole(left), whole(right)) == values
    assert same(left) == same(right)


@given(value=WORD)
def test_nothing_differs_in_a_value_from_itself(value: str) -> None:
    assert [marked(side) for side in compared(value, value)] == [[], []]


@given(values=PAIRS)
def test_no_piece_is_empty_and_no_two_of_a_kind_stand_together(values: tuple[str, str]) -> None:
    for side in compared(*values):
        assert all(piece.text for piece in side)
        assert all(before.differs != after.differs for before, after in pairwise(side))


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("Сағинтай", "Сағынтай", ["и"], ["ы"]),
        ("Алия", "Әлия", ["А"], ["Ә"]),
        ("14.09.2002", "15.09.2002", ["4"], ["5"]),
        ("Ерлан", "Ерланұлы", [], ["ұлы"]),
        ("Әсел", "Әсесл", [], ["с"]),
        ("Зои\u0306", "Зои", ["и\u0306"], ["и"]),  # й as two signs is one letter
        ("балалар", "күндізгі бөлімде оқитын адамдар", ["балалар"], ["күндізгі бөлімде оқитын адамдар"]),
        ("", "Іңкәр", [], ["Іңкәр"]),
    ],
)
def test_letters_that_differ(one: str, other: str, left: list[str], right: list[str]) -> None:
    assert [marked(side) for side in compared(one, other)] == [left, right]
