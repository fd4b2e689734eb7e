"""Action 3 ends in a notification (regulation, paragraph 5): the changes are drafted, nothing is changed yet."""

import pytest

from kense.papers.models import Paper
from kense.registry.models import Person
from tests.casework.steps import BY_NAME
from tests.support.iins import made_iin
from tests.support.office import ADULT_IIN, CHILD_IIN, NOTIFICATION, Office, at
from tests.support.register import enter
from tests.support.said import problems_told, refused

STEP = BY_NAME["prepare_notification"]


@pytest.mark.para("reg 5 action 3")
def test_the_draft_goes_to_the_head(office: Office) -> None:
    case = office.drafted()
    assert (case.action, case.result) == ("signing", "notification")
    assert "draft_result" in case.products
    assert {change["field"]: (change["before"], change["after"]) for change in case.changes} == {
        "iin": ("", CHILD_IIN),
        "surname": ("", "Сағынтай"),
        "given_name": ("", "Іңкәр"),
        "patronymic": ("", "Бауыржанқызы"),
        "birth_date": ("", "2002-09-14"),
        "category": ("", "26-1-13"),
        "ground_from": ("", "2018-09-01"),
        "ground_to": ("", "2021-06-30"),
    }


def test_the_register_is_not_changed_yet(office: Office) -> None:
    office.drafted()
    assert not Person.objects.exists()


def test_only_what_differs_from_the_register_is_a_change(office: Office) -> None:
    enter(office.provider.pk, {"iin": CHILD_IIN, "surname": "Сагынтай", "category": "26-1-1"})
    inputs = {"change_iin": CHILD_IIN, "change_surname": "Сағынтай", "change_category": "26-1-1"}
    case = office.drafted(inputs=inputs)
    assert case.changes == [{"field": "surname", "before": "Сагынтай", "after": "Сағынтай"}]


def test_the_draft_is_printed_without_a_number_of_its_own(office: Office) -> None:
    office.drafted()
    data = Paper.objects.get(kind="notification").data
    assert (data["result"]["number"], data["result"]["date"]) == (None, None)
    assert data["result"]["in_reply_to"] == {"number": "03-14/1", "date": "2019-03-26"}
    assert data["case"]["registered"] == "2019-03-26T10:20"
    assert (data["prepared_by"]["name"], data["signatory"]["name"]) == ("Оразбек Д. Ғ.", "Жақыпов Н. С.")


@pytest.mark.para("std app 1")
def test_the_changes_are_printed_before_and_after(office: Office) -> None:
    enter(office.provider.pk, {"iin": CHILD_IIN, "ground_to": "2018-06-30"})
    office.drafted(inputs={"change_ground_to": "30.06.2021"})
    assert Paper.objects.get(kind="notification").data["changes"] == [
        {
            "field": {
                "kk": "Негіз № 1: Негіз аяқталатын күн",
                "ru": "Основание № 1: Окончание действия основания",
            },
            "before": {"kk": "30.06.2018", "ru": "30.06.2018"},
            "after": {"kk": "30.06.2021", "ru": "30.06.2021"},
        }
    ]


def test_the_clock_of_the_examination_stops(office: Office) -> None:
    run = office.drafted(when="2019-03-26 11:40").runs.get(action="examination")
    assert (run.done_at, run.minutes_used, run.officer) == (at("2019-03-26 11:40"), 70, office.dauren)


def test_changes_are_needed(office: Office) -> None:
    case = office.assigned()
    with refused("input_missing", "reg 5 action 3"):
        STEP.take(office, case, inputs={})


def test_values_the_register_already_has_are_no_changes(office: Office) -> None:
    enter(office.provider.pk, {"iin": CHILD_IIN, "category": "26-1-13"})
    case = office.assigned()
    with refused("input_missing", "reg 5 action 3"):
        STEP.take(office, case, inputs={"change_category": "26-1-13"})


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({"change_surname": ""}, "change_surname", "text_empty"),
        ({"change_category": "none such"}, "change_category", "choice_unknown"),
        ({"change_ground_to": "31.08.2018"}, "change_ground_to", "dates_order"),
        ({"change_document_issued_on": "27.03.2019"}, "change_document_issued_on", "date_future"),
        ({"change_birth_date": "15.09.2002"}, "change_iin", "iin_birth_date_differs"),
    ],
)
def test_a_wrong_change_is_told_at_its_field(typed: dict[str, str], field: str, code: str, office: Office) -> None:
    case = office.assigned()
    with problems_told() as problems:
        STEP.take(office, case, inputs={**NOTIFICATION, **typed})
    assert [(problem.field, problem.code) for problem in problems] == [(field, code)]


def test_an_iin_that_disagrees_passes_once_it_is_confirmed(office: Office) -> None:
    typed = {"change_birth_date": "15.09.2002", "confirmed": "change_iin:iin_birth_date_differs"}
    assert office.drafted(inputs={**NOTIFICATION, **typed}).result == "notification"


def test_an_iin_of_somebody_else_in_the_register_is_told(office: Office) -> None:
    enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Төлебай"})
    case = office.assigned()
    with problems_told() as problems:
        STEP.take(office, case, inputs={**NOTIFICATION, "change_iin": ADULT_IIN, "change_birth_date": "03.02.1999"})
    assert [(problem.field, problem.code) for problem in problems] == [("change_iin", "iin_taken")]


def test_the_iin_of_the_same_person_may_be_corrected(office: Office) -> None:
    enter(office.provider.pk, {"iin": CHILD_IIN, "birth_date": "2002-09-14", "sex": "female"})
    corrected = made_iin(at("2002-09-14 00:00").date(), "female", 42)
    assert office.drafted(inputs={"change_iin": corrected}).changes[0]["after"] == corrected


@pytest.mark.parametrize("left_out", ["change_iin", "change_surname", "change_given_name", "change_birth_date"])
def test_somebody_new_to_the_register_comes_with_a_full_identity(left_out: str, office: Office) -> None:
    case = office.assigned()
    with problems_told() as problems:
        STEP.take(office, case, inputs={name: text for name, text in NOTIFICATION.items() if name != left_out})
    assert [problem.field for problem in problems] == [left_out]


def test_an_executor_it_was_not_given_to_is_refused(office: Office) -> None:
    case = office.assigned()
    with refused("not_assignee", "reg 5 action 3"):
        STEP.take(office, case, by=office.madina)


def test_before_the_resolution_it_is_refused(office: Office) -> None:
    case = office.registered()
    with refused("wrong_state", "reg 5 action 3"):
        STEP.take(office, case)


def test_it_is_not_done_again(office: Office) -> None:
    case = office.drafted()
    with refused("wrong_state", "reg 5 action 3"):
        STEP.take(office, case)
