"""The IIN: which rule a typed one breaks, and what its digits hint at."""

from datetime import date

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from kense.registry import iin
from tests.registry.said import assert_said
from tests.support.iins import made_iin, oracle_check_digit

BODIES = st.text("0123456789", min_size=11, max_size=11)
BIRTH = date(2005, 3, 16)


@pytest.mark.parametrize(
    ("body", "digit"), [("05031560012", 1), ("99123130077", 7), ("18061850100", 6), ("01010150000", 3)]
)
def test_the_check_digit_of_a_known_body(body: str, digit: int) -> None:
    assert iin.check_digit(body) == digit
    assert iin.is_valid(f"{body}{digit}")


@pytest.mark.parametrize("number", ["050901600700", "050901600712", "050901600724"])
def test_a_number_of_the_second_pass_is_valid(number: str) -> None:
    assert iin.problem_with(number) is None


@pytest.mark.parametrize("body", ["05090160075", "05090160156", "05090160237"])
def test_a_body_that_fails_both_passes_is_never_issued(body: str) -> None:
    assert iin.check_digit(body) is None
    for last in "0123456789":
        assert_said(iin.problem_with(body + last), "iin", "iin_never_issued")


@given(BODIES)
def test_the_check_digit_agrees_with_an_independent_calculation(body: str) -> None:
    digit = iin.check_digit(body)
    assert (None if digit is None else str(digit)) == oracle_check_digit(body)


@given(BODIES.filter(lambda body: body[6] in "0123456"))
def test_at_most_one_last_digit_is_accepted(body: str) -> None:
    accepted = [last for last in "0123456789" if iin.is_valid(body + last)]
    assert accepted == [last for last in [oracle_check_digit(body)] if last]


@pytest.mark.parametrize("body", ["0503156001", "050315600123", "0503156001x", "٠٥٠٣١٥٦٠٠١٢"])
def test_a_body_is_eleven_digits(body: str) -> None:
    with pytest.raises(ValueError, match="11 digits"):
        iin.check_digit(body)


def test_nearly_every_single_wrong_digit_is_caught_but_not_in_the_eleventh_place() -> None:
    bodies = [f"{99 - n}{1 + n % 9:02}{1 + n % 28:02}{3 + n % 4}{13 * n:04}" for n in range(60)]
    numbers = [f"{body}{oracle_check_digit(body)}" for body in bodies if oracle_check_digit(body)]
    assert _share_unnoticed(numbers, range(10)) < 0.03
    assert _share_unnoticed(numbers, range(10, 11)) > 0.8


def _share_unnoticed(numbers: list[str], places: range) -> float:
    wrong = [
        number[:place] + digit + number[place + 1 :]
        for number in numbers
        for place in places
        for digit in "0123456789"
        if digit != number[place]
    ]
    return sum(iin.check_digit(one[:11]) == int(one[11]) for one in wrong) / len(wrong)


@pytest.mark.parametrize(
    "typed",
    ["050315 6 0012 1", "050315-6-0012-1", "050315\u00a06\u00a00012\u00a01", "  050315\u202f600121\t", "050315–600121"],
)
def test_groups_may_be_typed_with_spaces_and_hyphens(typed: str) -> None:
    assert iin.normalised(typed) == "050315600121"
    assert iin.problem_with(typed) is None


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0", " - "])
def test_an_empty_iin(typed: str) -> None:
    assert_said(iin.problem_with(typed, field="applicant_iin"), "applicant_iin", "iin_empty")


@pytest.mark.parametrize(
    ("typed", "place", "sign"),
    [
        ("05031560O121", "9", "«O»"),
        ("050315 6 О012 1", "10", "«О»"),
        ("0503156٠0121", "8", "U+0660"),
        ("\uff10503156001211", "1", "U+FF10"),
        ("050315\u200b600121", "7", "U+200B"),
        ("05031560012²", "12", "U+00B2"),
    ],
)
def test_a_character_that_is_no_digit_is_named_with_its_place(typed: str, place: str, sign: str) -> None:
    problem = iin.problem_with(typed)
    assert_said(problem, "iin", "iin_characters")
    assert problem is not None
    for words in problem.text.as_dict().values():
        assert place in words
        assert sign in words


@pytest.mark.parametrize(("typed", "count"), [("1", "1"), ("05031560012", "11"), ("0503156001211", "13")])
def test_a_wrong_length_says_how_many_were_typed(typed: str, count: str) -> None:
    problem = iin.problem_with(typed)
    assert_said(problem, "iin", "iin_length")
    assert problem is not None
    assert all(count in words for words in problem.text.as_dict().values())


@pytest.mark.parametrize("seventh", "789")
def test_the_seventh_digit_is_at_most_six(seventh: str) -> None:
    body = f"050315{seventh}0012"
    assert_said(iin.problem_with(f"{body}{oracle_check_digit(body)}"), "iin", "iin_seventh_digit")


def test_a_wrong_check_digit() -> None:
    assert_said(iin.problem_with("050315600122"), "iin", "iin_check_digit")


def test_first_digits_that_are_no_date_are_only_a_warning() -> None:
    body = "05133160013"
    number = f"{body}{oracle_check_digit(body)}"
    assert_said(iin.problem_with(number), "iin", "iin_no_such_date", "warning")
    assert iin.is_valid(number)
    assert iin.birth_date_in(number) is None
    assert iin.birth_date_difference(number, BIRTH) is None


@given(BODIES, st.sampled_from("0123456789"))
def test_no_message_carries_the_iin(body: str, last: str) -> None:
    problem = iin.problem_with(body + last)
    if problem:
        assert not any(body in words or body[:6] in words for words in problem.text.as_dict().values())


def test_an_iin_for_the_eye() -> None:
    assert iin.grouped("050316500276") == "050316 5 0027 6"
    assert iin.masked("050316500418") == "•••••• • 0041 8"


def test_what_is_no_iin_is_masked_whole() -> None:
    assert iin.masked("05031650") == "••••••••"
    assert iin.grouped("05031650") == "05031650"


@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.sampled_from(["male", "female"]), st.integers(0, 9999))
def test_digits_hint_at_birth_date_and_sex(birth_date: date, sex: iin.Sex, serial: int) -> None:
    try:
        number = made_iin(birth_date, sex, serial)
    except ValueError:
        reject()  # such a body is never issued
    assert iin.problem_with(number) is None
    assert iin.birth_date_in(number) == birth_date
    assert iin.sex_in(number) == sex
    assert iin.birth_date_difference(number, birth_date) is None
    assert iin.sex_difference(number, sex) is None


@pytest.mark.parametrize("other", [date(2005, 3, 17), date(2005, 4, 16), date(1905, 3, 16)])
def test_another_birth_date_is_a_warning(other: date) -> None:
    problem = iin.birth_date_difference(made_iin(BIRTH, "female", 7), other, field="child_iin")
    assert_said(problem, "child_iin", "iin_birth_date_differs", "warning")


def test_another_sex_is_a_warning() -> None:
    number = made_iin(BIRTH, "female", 7)
    assert_said(iin.sex_difference(number, "male"), "iin", "iin_sex_differs", "warning")
    assert iin.sex_difference(number, "") is None


def test_a_seventh_digit_of_zero_tells_neither_century_nor_sex() -> None:
    body = "05031600012"
    number = f"{body}{oracle_check_digit(body)}"
    assert iin.problem_with(number) is None
    assert iin.birth_date_in(number) is None
    assert iin.sex_in(number) == ""
    assert iin.sex_difference(number, "male") is None
    assert iin.birth_date_difference(number, date(1905, 3, 16)) is None
    assert_said(iin.birth_date_difference(number, date(1905, 3, 17)), "iin", "iin_birth_date_differs", "warning")


def test_a_leap_day_that_some_century_has_is_a_date() -> None:
    body = "00022900012"
    assert iin.problem_with(f"{body}{oracle_check_digit(body)}") is None


@pytest.mark.parametrize("text", ["", "050316", "abc"])
def test_an_incomplete_iin_hints_at_nothing(text: str) -> None:
    assert iin.birth_date_in(text) is None
    assert iin.sex_in(text) == ""


def test_near_duplicates_differ_in_the_eleventh_digit_only() -> None:
    assert iin.near_duplicate("050316500276", "050316500286")
    assert not iin.near_duplicate("050316500276", "050316500276")
    assert not iin.near_duplicate("050316500276", "050316500376")
    assert not iin.near_duplicate("050316500276", "050316500287")
    assert not iin.near_duplicate("", "")
