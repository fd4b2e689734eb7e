"""On every day at most one edition of a scope governs: what would make two of them is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense import law
from kense.law import Edition
from kense.law.library import holds_on
from kense.law.succession import refusal_of
from tests.law.editions import EDITION

TODAY = date(2019, 3, 26)
SHIPPED = law.edition(EDITION)


def made(first: date, last: date | None = None, office: str = "") -> Edition:
    """The shipped edition on other days."""
    days = {"valid_from": first, "valid_to": last, "office": office, "edition": f"{first}/{office}"}
    return SHIPPED.model_copy(update={"procedure": SHIPPED.procedure.model_copy(update=days)})


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("first", "others", "code"),
    [
        (day(0), [made(day(-9))], "edition_too_early"),
        (day(-400), [], None),
        (day(1), [made(day(-9))], None),
        (day(5), [made(day(5))], "edition_not_last"),
        (day(6), [made(day(5))], None),
        (day(4), [made(day(5))], "edition_not_last"),
        (day(5), [made(day(-9), day(5))], "edition_overlaps"),
        (day(6), [made(day(-9), day(5))], None),
        (day(1), [made(day(5), office="office-1")], None),
    ],
)
def test_the_days_around_a_boundary(first: date, others: list[Edition], code: str | None) -> None:
    refused = refusal_of(made(first).procedure, others, TODAY)
    assert (refused.code if refused else None) == code


DAYS = st.integers(-5, 25)
EDITIONS = st.tuples(DAYS, st.none() | st.integers(0, 12), st.sampled_from(["", "office-1"]))


@given(st.lists(EDITIONS, max_size=8))
def test_what_is_let_in_never_holds_beside_another(wanted: list[tuple[int, int | None, str]]) -> None:
    let_in = [made(day(-100))]
    for first, length, office in wanted:
        new = made(day(first), None if length is None else day(first + length), office)
        if refusal_of(new.procedure, let_in, TODAY) is None:
            let_in.append(new)
    assert all(one.procedure.valid_from > TODAY for one in let_in[1:])
    for office in ("", "office-1"):
        scope = [one for one in let_in if one.procedure.office == office]
        for number in range(1, 40):
            explicit = [one for one in scope if one.procedure.valid_to and holds_on(one, day(number))]
            begun_there = [one for one in scope if one.procedure.valid_from == day(number)]
            assert len(explicit) <= 1
            assert len(begun_there) <= 1
            assert not (explicit and begun_there) or explicit == begun_there
