"""The picture of working minutes: every case in one column, every column in the frame."""

from hypothesis import given
from hypothesis import strategies as st

from kense.desk.histogram import BASE, LEFT, RIGHT, TOP, histogram

COUNTED = st.dictionaries(st.integers(0, 3000), st.integers(1, 50_000), min_size=1)


@given(counted=COUNTED, norm=st.integers(1, 5000))
def test_each_case_stands_in_one_column_within_the_frame(counted: dict[int, int], norm: int) -> None:
    picture = histogram(counted, norm)
    assert picture.total == sum(one.count for one in picture.columns) == sum(counted.values())
    for one in picture.columns:
        upper = one.last if one.last is not None else max(counted)
        assert one.count == sum(n for minutes, n in counted.items() if one.first <= minutes <= upper)
        assert LEFT <= one.x <= one.x + one.width <= RIGHT
        assert TOP <= one.y <= BASE
        assert one.over == (one.first > norm)
    assert LEFT < picture.norm_x < RIGHT
    assert len(picture.columns) <= 32


@given(counted=COUNTED, norm=st.integers(1, 5000))
def test_numbers_at_the_side_reach_above_the_highest(counted: dict[int, int], norm: int) -> None:
    picture = histogram(counted, norm)
    assert 2 <= len(picture.levels) <= 5
    assert picture.levels[-1].value >= picture.tallest.count
    assert picture.levels[0].at == BASE
    assert picture.levels[-1].at == TOP


def test_the_norms_of_the_act_make_columns_of_twenty_minutes() -> None:
    picture = histogram({0: 1, 1: 1, 20: 1, 21: 1, 380: 2, 381: 1, 9000: 4}, 380)
    filled = [(one.first, one.last, one.count, one.over) for one in picture.columns if one.count]
    assert filled == [
        (0, 20, 3, False),
        (21, 40, 1, False),
        (361, 380, 2, False),
        (381, 400, 1, True),
        (581, None, 4, True),
    ]
    assert (picture.over, picture.tallest.last) == (5, None)
