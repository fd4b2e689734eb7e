"""The record of a person: what a case would change, before and after."""

from collections.abc import Mapping
from datetime import date

import pytest

from kense.kernel import Problem, Text
from kense.registry.facets import FIELDS
from kense.registry.record import Change, read_changes, shown
from tests.registry.said import assert_said
from tests.support.iins import made_iin

TODAY = date(2019, 3, 26)
BORN = date(2005, 3, 16)
CHOICES = {
    "document_kind": ["birth", "card"],
    "category": ["child", "learner"],
    "study_form": ["day", "evening"],
    "study_level": ["school"],
    "order_kind": ["enrolment"],
    "citizenship": ["citizen"],
}
CURRENT = {
    "iin": made_iin(BORN, "female", 41),
    "surname": "Сейтова",
    "given_name": "Айгүл",
    "patronymic": "Маратқызы",
    "birth_date": "2005-03-16",
    "sex": "female",
    "personal_from": "",
    "citizenship": "citizen",
    "address": "Семей қаласы, Абай көшесі, 10",
    "phone": "+7 700 000 00 00",
    "document_kind": "birth",
    "document_number": "АА 000001",
    "document_issued_on": "2005-04-01",
    "document_expires_on": "",
    "category": "child",
    "organisation": "№ 1 мектеп",
    "study_form": "day",
    "study_level": "school",
    "course": "8",
    "order_kind": "",
    "order_number": "",
    "order_date": "",
    "ground_from": "2012-09-01",
    "ground_to": "2023-05-25",
}


def changes(proposed: Mapping[str, str]) -> tuple[dict[str, Change], list[Problem]]:
    return read_changes(CURRENT, proposed, choices=CHOICES, today=TODAY)


def test_the_list_is_closed_and_every_field_has_its_label() -> None:
    assert {spec.name for spec in FIELDS} == set(CURRENT)
    for spec in FIELDS:
        assert spec.label.kk
        assert spec.label.ru
        assert spec.label.en
    with pytest.raises(ValueError, match="surmane"):
        changes({"surmane": "Сейітова"})


def test_changed_fields_come_as_canonical_strings_before_and_after() -> None:
    number = made_iin(BORN, "female", 14)
    found, problems = changes(
        {
            "iin": f"{number[:6]} {number[6:]}",
            "surname": " Сейітова ",
            "ground_to": "25.06.2024",
            "category": "learner",
            "document_number": "",
        }
    )
    assert problems == []
    assert found == {
        "iin": Change("iin", CURRENT["iin"], number),
        "surname": Change("surname", "Сейтова", "Сейітова"),
        "document_number": Change("document_number", "АА 000001", ""),
        "category": Change("category", "child", "learner"),
        "ground_to": Change("ground_to", "2023-05-25", "2024-06-25"),
    }


def test_what_is_the_same_is_not_a_change() -> None:
    assert changes(CURRENT) == ({}, [])
    assert changes({"birth_date": "16.03.2005", "given_name": " Айгүл", "ground_to": "25.5.2023"}) == ({}, [])
    assert changes({}) == ({}, [])


def test_what_stays_as_it_was_is_not_judged() -> None:
    odd = {**CURRENT, "iin": "1", "surname": "Ceйтова", "study_form": "closed since"}
    assert read_changes(odd, odd, choices=CHOICES, today=TODAY) == ({}, [])


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("iin", "050316500000", "iin_check_digit"),
        ("iin", "", "iin_empty"),
        ("surname", "", "text_empty"),
        ("surname", "Ә" * 5000, "text_too_long"),
        ("patronymic", "М4ратқызы", "name_digit"),
        ("birth_date", "", "date_empty"),
        ("birth_date", "01.01.2020", "date_future"),
        ("sex", "x", "sex_unknown"),
        ("document_kind", "library card", "choice_unknown"),
        ("document_number", "1" * 41, "text_too_long"),
        ("document_issued_on", "27.03.2019", "date_future"),
        ("document_issued_on", "31.12.1899", "date_before_1900"),
        ("document_expires_on", "31.03.2005", "dates_order"),
        ("category", "none such", "choice_unknown"),
        ("organisation", "a\x00", "text_invisible"),
        ("study_form", "night", "choice_unknown"),
        ("ground_from", "26.05.2023", "dates_order"),
        ("ground_to", "31.08.2012", "dates_order"),
        ("ground_to", "soon", "date_unreadable"),
    ],
)
def test_a_wrong_change_is_told(field: str, typed: str, code: str) -> None:
    found, problems = changes({field: typed})
    assert [problem.code for problem in problems] == [code]
    where = "ground_to" if code == "dates_order" and field == "ground_from" else field
    assert_said(problems[0], where, code)
    assert (field in found) == (code == "dates_order")


def test_braces_in_what_was_typed_stay_as_they_are() -> None:
    assert "«{label}»" in changes({"category": "{label}"})[1][0].text.en


def test_an_unreadable_date_is_not_compared_with_another() -> None:
    _, problems = changes({"ground_from": "01.09.2023", "ground_to": "25.05.2024."})
    assert [problem.code for problem in problems] == ["date_unreadable"]


def test_both_ends_of_a_period_may_change_together() -> None:
    found, problems = changes({"ground_from": "01.09.2023", "ground_to": "01.09.2023"})
    assert problems == []
    assert set(found) == {"ground_from", "ground_to"}


def test_an_open_end_is_allowed() -> None:
    assert changes({"ground_to": ""})[1] == []


@pytest.mark.parametrize(
    ("proposed", "code"),
    [
        ({"birth_date": "17.03.2005"}, "iin_birth_date_differs"),
        ({"sex": "male"}, "iin_sex_differs"),
        ({"iin": made_iin(date(2005, 3, 17), "female", 41)}, "iin_birth_date_differs"),
    ],
)
def test_an_iin_that_disagrees_is_a_warning(proposed: dict[str, str], code: str) -> None:
    found, problems = changes(proposed)
    assert set(found) == set(proposed)
    assert_said(problems[0], "iin", code, "warning")
    assert len(problems) == 1


def test_an_empty_record_can_be_filled() -> None:
    found, problems = read_changes({}, CURRENT, choices=CHOICES, today=TODAY)
    assert problems == []
    assert {name: change.after for name, change in found.items()} == {k: v for k, v in CURRENT.items() if v}
    assert all(change.before == "" for change in found.values())


def test_values_for_the_eye() -> None:
    learner = Text(kk="Білім алушы", ru="Обучающийся", en="Learner")
    names = {"category": {"learner": learner}}
    assert shown("ground_to", "2019-03-26", names) == Text.same("26.03.2019")
    assert shown("iin", "050316500276", names) == Text.same("050316 5 0027 6")
    assert shown("category", "learner", names) == learner
    assert shown("category", "gone", names) == Text.same("gone")
    assert shown("study_form", "day", names) == Text.same("day")
    assert shown("surname", "Сейітова", names) == Text.same("Сейітова")
    assert shown("sex", "female", names).ru == "женский"
    assert shown("surname", "", names).ru == "не указано"
