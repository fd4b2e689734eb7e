"""The usual application as a program sends it, and a case carried on by programs step by step."""

from typing import Any

from tests.api.conftest import Api
from tests.support.office import CHILD_IIN, MOTHER_IIN


def application(**person: Any) -> dict[str, Any]:
    """A complete application of a mother for her daughter; `person` takes the place of some of the girl's data."""
    girl = {
        "iin": CHILD_IIN,
        "surname": "Сағынтай",
        "given_name": "Іңкәр",
        "patronymic": "Бауыржанқызы",
        "birth_date": "2002-09-14",
        "sex": "female",
        "address": "Өскемен қ., Абай даңғылы, 7, 12-пәтер",
        "phone": "+77005550147",
    }
    return {
        "applicant": "representative",
        "term": "one_day",
        "reason": "enrolled",
        "person": girl | person,
        "representative": {
            "iin": MOTHER_IIN,
            "surname": "Сағынтай",
            "given_name": "Гүлнәр",
            "birth_date": "1985-04-12",
        },
        "documents": [
            {"document": "application_form"},
            {"document": "birth_certificate"},
            {"document": "representative_identity_document", "number": "044 512 907", "expires_on": "2027-06-11"},
            {"document": "study_certificate", "sheets": 2, "expires_on": "2019-06-18"},
        ],
    }


NOTIFICATION = {
    "iin": CHILD_IIN,
    "surname": "Сағынтай",
    "given_name": "Іңкәр",
    "patronymic": "Бауыржанқызы",
    "birth_date": "2002-09-14",
    "category": "26-1-13",
    "ground_from": "2018-09-01",
    "ground_to": "2021-06-30",
}


def do(by: Api, case: dict[str, Any], operation: str, **inputs: Any) -> dict[str, Any]:
    """An operation in the version of the case at hand; the case as it is answered."""
    told = by.post(f"/cases/{case['code']}/operations/{operation}", inputs, version=case["version"])
    assert told.status_code == 200, told.json()
    answered: dict[str, Any] = told.json()
    return answered


def registered(clerk: Api, **person: Any) -> dict[str, Any]:
    """An application taken in and registered."""
    told = clerk.post("/cases", {"application": application(**person), "then": "register"})
    assert told.status_code == 201, told.json()
    answered: dict[str, Any] = told.json()
    return answered


def drafted(clerk: Api, head: Api, executor: Api) -> dict[str, Any]:
    """A case with a notification drafted, to be signed."""
    case = do(head, registered(clerk), "assign", assignee=executor.program.pk, note="Орындауға")
    return do(executor, case, "prepare_notification", changes=NOTIFICATION)
