"""A person read from the fields of a form: each bad input gives a message at its own field."""

from collections.abc import Collection
from datetime import date

import pytest

from kense.kernel import Problem
from kense.registry import checks
from kense.registry.checks import PersonData, age_on, is_minor
from tests.registry.said import assert_said
from tests.support.iins import made_iin

TODAY = date(2019, 3, 26)
BORN = date(2005, 3, 16)
TYPED = {
    "iin": made_iin(BORN, "female", 41),
    "surname": "Сейітова",
    "given_name": "Айгүл",
    "patronymic": "Маратқызы",
    "birth_date": "16.03.2005",
    "sex": "female",
    "address": "Өскемен қ., Абай к-сі, 1-үй",
    "phone": "+7 700 000 00 00",
}


def read(confirmed: Collection[str] = (), **changed: str) -> tuple[PersonData | None, list[Problem]]:
    fields = {f"applicant_{name}": text for name, text in {**TYPED, **changed}.items()}
    return checks.read_person(fields, prefix="applicant_", today=TODAY, confirmed=confirmed)


def test_a_person_typed_right() -> None:
    number = TYPED["iin"]
    person, problems = read(iin=f"{number[:6]} {number[6]} {number[7:11]} {number[11]}", surname="  Сейітова ")
    assert problems == []
    assert person == PersonData(
        number, "Сейітова", "Айгүл", "Маратқызы", BORN, "female", TYPED["address"], TYPED["phone"]
    )


def test_patronymic_sex_address_and_phone_may_be_empty() -> None:
    person, problems = read(patronymic="", sex="", address="", phone="")
    assert problems == []
    assert person is not None
    assert (person.patronymic, person.sex, person.address, person.phone) == ("", "", "", "")


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("iin", "", "iin_empty"),
        ("iin", "12345", "iin_length"),
        ("iin", "050316500000", "iin_check_digit"),
        ("surname", "", "text_empty"),
        ("given_name", " ", "text_empty"),
        ("surname", "Ә" * 5000, "text_too_long"),
        ("given_name", "Айгүл1", "name_digit"),
        ("patronymic", "Маратқызы?", "name_character"),
        ("patronymic", "-", "name_no_letter"),
        ("birth_date", "", "date_empty"),
        ("birth_date", "31.02.2005", "date_nonexistent"),
        ("birth_date", "27.03.2019", "date_future"),
        ("birth_date", "16.03.1805", "date_before_1900"),
        ("sex", "unknown", "sex_unknown"),
        ("address", "а" * 5000, "text_too_long"),
        ("address", "Абай\x07", "text_invisible"),
        ("phone", "12345", "phone_form"),
        ("phone", "+" + "7" * 20, "phone_form"),
        ("phone", "қоңырау шалу", "phone_form"),
        ("phone", "(7) - - 7", "phone_form"),
    ],
)
def test_bad_input_is_an_error_at_its_field(name: str, typed: str, code: str) -> None:
    person, problems = read(**{name: typed})
    assert person is None
    assert [problem.field for problem in problems] == [f"applicant_{name}"]
    assert_said(problems[0], f"applicant_{name}", code)


@pytest.mark.parametrize(
    ("name", "typed", "field", "code"),
    [
        ("surname", "Сeйітова", "applicant_surname", "name_alphabets"),
        ("birth_date", "17.03.2005", "applicant_iin", "iin_birth_date_differs"),
        ("sex", "male", "applicant_iin", "iin_sex_differs"),
    ],
)
def test_a_warning_leaves_the_person_and_goes_when_confirmed(name: str, typed: str, field: str, code: str) -> None:
    person, problems = read(**{name: typed})
    assert person is not None
    assert_said(problems[0], field, code, "warning")
    assert len(problems) == 1
    assert read({f"{field}:{code}"}, **{name: typed}) == (person, [])


def test_confirming_another_field_leaves_the_warning() -> None:
    assert len(read({"representative_iin:iin_sex_differs", "applicant_iin"}, sex="male")[1]) == 1


def test_an_error_cannot_be_confirmed() -> None:
    person, problems = read({"applicant_iin:iin_check_digit"}, iin="050316500000")
    assert person is None
    assert_said(problems[0], "applicant_iin", "iin_check_digit")


def test_fields_that_did_not_come_count_as_empty() -> None:
    person, problems = checks.read_person({}, prefix="", today=TODAY, confirmed=())
    assert person is None
    assert [p.field for p in problems] == ["iin", "surname", "given_name", "birth_date"]


def test_each_problem_of_a_bad_form_is_told_at_once() -> None:
    _, problems = read(iin="1", surname="", birth_date="x")
    assert [p.field for p in problems] == ["applicant_iin", "applicant_surname", "applicant_birth_date"]


@pytest.mark.parametrize("phone", ["+7 700 000 00 00", "8 (7232) 00-00-00", "000000", "8‑700‑000‑00‑00"])
def test_phones_are_read_leniently(phone: str) -> None:
    assert read(phone=phone)[1] == []


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2001, 3, 26), date(2019, 3, 26), 18),
        (date(2001, 3, 27), date(2019, 3, 26), 17),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2019, 3, 26), date(2019, 3, 26), 0),
    ],
)
def test_full_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
    assert is_minor(born, day) == (age < 18)


def test_no_age_before_the_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2019, 3, 27), date(2019, 3, 26))
