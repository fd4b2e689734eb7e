"""What the office knows of the people of an application, and whom it may mistake them for."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from kense.casework.known import doubt_in, known_person, known_representative
from kense.casework.perform import ProblemsError
from tests.support.iins import made_iin, oracle_check_digit
from tests.support.office import CHILD_IIN, MOTHER_IIN, Office, OtherOffice, adult_application, do
from tests.support.register import enter

BORN = date(1999, 2, 3)


def twins() -> tuple[str, str]:
    """Two valid IINs that differ in the eleventh digit alone."""
    for serial in range(0, 9990, 10):
        bodies = [f"{BORN:%y%m%d}3{serial + last:04}" for last in range(10)]
        by_check: dict[str, str] = {}
        for body in bodies:
            check = oracle_check_digit(body)
            if check and check in by_check:
                return by_check[check], body + check
            by_check[check or ""] = body + (check or "")
    raise AssertionError("there are such IINs")


HIS, NEAR = twins()
OTHER = made_iin(BORN, "male", 4321)
RECORD = {
    "iin": HIS,
    "surname": "Төлебай",
    "given_name": "Ерлан",
    "patronymic": "",
    "birth_date": "1999-02-03",
    "document_expires_on": "2025-12-30",
}
SAME = {"person_surname": " Төлебай ", "person_given_name": "Ерлан", "person_birth_date": "03.02.1999"}


@pytest.fixture(autouse=True)
def register(office: Office) -> None:
    """Yerlan is in the register of the college."""
    enter(office.provider.pk, RECORD)


def test_a_person_of_the_register_is_known_in_its_own_office(office: Office, other_office: OtherOffice) -> None:
    expected = {
        name: RECORD[name] for name in ("surname", "given_name", "patronymic", "birth_date", "document_expires_on")
    }
    assert known_person(office.provider, f"{HIS[:6]} {HIS[6:]}") == expected
    assert known_person(other_office.provider, HIS) is None
    assert known_person(office.provider, HIS[:11]) is None


def test_a_person_is_known_from_their_last_application_too(office: Office) -> None:
    assert known_person(office.provider, CHILD_IIN) is None
    office.handed_in()
    child = known_person(office.provider, CHILD_IIN)
    assert child
    assert (child["given_name"], child["document_expires_on"]) == ("Іңкәр", "")


def test_a_representative_is_known_from_the_register_or_from_the_last_application(office: Office) -> None:
    known = known_representative(office.provider, HIS, CHILD_IIN)
    assert known
    assert known["given_name"] == "Ерлан"
    assert known_representative(office.provider, MOTHER_IIN, CHILD_IIN) is None
    office.registered()
    mother = known_representative(office.provider, MOTHER_IIN, CHILD_IIN)
    assert mother
    assert (mother["given_name"], mother["birth_date"]) == ("Гүлнәр", "1985-04-12")
    assert known_representative(office.provider, MOTHER_IIN, OTHER) is None, "she came for another child"
    assert known_representative(office.provider, OTHER, CHILD_IIN) is None, "somebody else comes this time"


def test_an_iin_that_differs_in_the_eleventh_digit_is_doubted_and_the_other_one_masked(office: Office) -> None:
    problem = doubt_in(office.provider)({"person_iin": NEAR})
    assert problem
    assert (problem.field, problem.code, problem.severity) == ("person_iin", "iin_near", "warning")
    assert f"{HIS[7:11]} {HIS[11]}" in problem.text.kk
    assert HIS[:6] not in problem.text.kk


def test_a_namesake_born_on_the_same_day_is_doubted(office: Office) -> None:
    problem = doubt_in(office.provider)(SAME | {"person_iin": OTHER})
    assert problem
    assert problem.code == "person_twice"
    assert doubt_in(office.provider)(SAME | {"person_iin": OTHER, "person_birth_date": "04.02.1999"}) is None


def test_nobody_is_doubted_whom_the_register_knows_or_in_another_office(
    office: Office, other_office: OtherOffice
) -> None:
    assert doubt_in(office.provider)(SAME | {"person_iin": HIS}) is None
    assert doubt_in(other_office.provider)({"person_iin": NEAR}) is None
    assert doubt_in(office.provider)({"person_iin": "12"}) is None


def test_a_doubt_is_to_be_confirmed_before_the_application_is_taken_in(office: Office) -> None:
    typed = adult_application(person_iin=NEAR)
    with pytest.raises(ProblemsError) as told:
        do("hand_in", by=office.aigul, when="2019-03-26 10:12", inputs=typed)
    assert [problem.code for problem in told.value.problems] == ["iin_near"]
    case = do("hand_in", by=office.aigul, when="2019-03-26 10:12", inputs=typed | {"confirmed": "person_iin:iin_near"})
    assert case.application["confirmed"] == ["person_iin:iin_near"]


def test_the_look_up_does_not_grow_with_the_register(
    office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for serial in range(100, 120):
        enter(office.provider.pk, RECORD | {"iin": f"{serial:012}", "surname": f"Төлебай{serial}"})
    with django_assert_max_num_queries(3):
        doubt_in(office.provider)(SAME | {"person_iin": OTHER})
