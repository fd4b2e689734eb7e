"""Dates as typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.kernel import Problem, Text
from kense.registry import dates
from tests.registry.said import assert_said

LABEL = Text(kk="Туған күні", ru="Дата рождения", en="Date of birth")
END = Text(kk="Соңы", ru="Окончание", en="End")
DAY = date(2019, 3, 26)


def parsed(text: str) -> date | Problem:
    return dates.parse_date(text, field="birth_date", label=LABEL)


@pytest.mark.parametrize("typed", ["26.03.2019", "2019-03-26", "26.3.2019", "  26.03.2019\u00a0"])
def test_a_date_in_either_form(typed: str) -> None:
    assert parsed(typed) == DAY


@given(st.dates())
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert parsed(dates.shown(day)) == day
    assert parsed(day.isoformat()) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_empty"),
        ("   ", "date_empty"),
        ("26.03.19", "date_unreadable"),
        ("26/03/2019", "date_unreadable"),
        ("26 наурыз 2019", "date_unreadable"),
        ("26.03.2019 12:00", "date_unreadable"),
        ("٢٦.٠٣.٢٠١٩", "date_unreadable"),
        ("26.03.2019\x00", "date_unreadable"),
        ("9" * 5000, "date_unreadable"),
        ("29.02.2019", "date_nonexistent"),
        ("31.04.2019", "date_nonexistent"),
        ("26.13.2019", "date_nonexistent"),
        ("00.01.2019", "date_nonexistent"),
        ("01.01.0000", "date_nonexistent"),
    ],
)
def test_what_is_no_date(typed: str, code: str) -> None:
    found = parsed(typed)
    assert isinstance(found, Problem)
    assert_said(found, "birth_date", code)
    assert len(found.text.ru) < 200


@given(st.text())
def test_any_text_is_a_date_or_a_problem_at_its_field(text: str) -> None:
    found = parsed(text)
    assert isinstance(found, date) or found.field == "birth_date"


def test_a_date_in_the_future() -> None:
    assert dates.future_problem(DAY, DAY, field="birth_date", label=LABEL) is None
    found = dates.future_problem(DAY, date(2019, 3, 25), field="birth_date", label=LABEL)
    assert_said(found, "birth_date", "date_future")
    assert found is not None
    assert all("26.03.2019" in words and "25.03.2019" in words for words in found.text.as_dict().values())


def test_a_date_before_1900() -> None:
    assert dates.early_problem(date(1900, 1, 1), field="birth_date", label=LABEL) is None
    assert_said(
        dates.early_problem(date(1899, 12, 31), field="birth_date", label=LABEL), "birth_date", "date_before_1900"
    )


def test_an_end_before_its_beginning() -> None:
    found = dates.order_problem(DAY, date(2018, 3, 26), field="end", label=END, earlier_label=LABEL)
    assert_said(found, "end", "dates_order")
    assert found is not None
    assert "«Дата рождения» (26.03.2019)" in found.text.ru
    assert dates.order_problem(DAY, DAY, field="end", label=END, earlier_label=LABEL) is None
