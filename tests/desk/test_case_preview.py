"""Looking at a paper before it is made, from the page of a case."""

from typing import Any

import pytest

from kense.cases.models import Case
from tests.desk.conftest import AtDesk
from tests.support.office import NOTIFICATION, REFUSAL, Office, OtherOffice
from tests.support.pdf import text_of
from tests.support.said import everything_stored

WHEN = "2019-03-26 11:00"


def address(case: Case, operation: str) -> str:
    return f"/cases/{case.code}/do/{operation}/preview/"


def form(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    return {**inputs, "version": str(case.version), "key": "k1"}


def test_the_paper_is_shown_and_kept_nowhere(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    answer = at_desk(office.dauren, WHEN).post(address(case, "prepare_refusal"), form(case, REFUSAL))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "no-store" in answer.headers["Cache-Control"]
    assert str(REFUSAL["explanation"]) in text_of(answer.content)


def test_looking_twice_leaves_every_table_as_it_was(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = at_desk(office.dauren, WHEN)
    client.get(f"/cases/{case.code}/")
    before = everything_stored()
    for _ in range(2):
        answer = client.post(address(case, "prepare_notification"), form(case, NOTIFICATION))
        assert answer.headers["Content-Type"] == "application/pdf"
    assert everything_stored() == before


def test_what_was_looked_at_can_then_be_done(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    client = at_desk(office.dauren, WHEN)
    client.post(address(case, "prepare_refusal"), form(case, REFUSAL))
    assert client.post(f"/cases/{case.code}/do/prepare_refusal/", form(case, REFUSAL)).status_code == 302


def test_a_mistake_is_shown_at_its_field(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    sent = form(case, {**NOTIFICATION, "change_birth_date": "32.01.2002"})
    answer = at_desk(office.dauren, WHEN).post(address(case, "prepare_notification"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="32.01.2002"' in page
    assert 'id="say-change_birth_date"' in page


def test_a_refusal_without_a_ground_is_not_drafted(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    sent = form(case, {"explanation": REFUSAL["explanation"]})
    answer = at_desk(office.dauren, WHEN).post(address(case, "prepare_refusal"), sent)
    assert answer.status_code == 422
    assert "5-т., 3-іс-қимыл" in answer.content.decode()
    assert f">{REFUSAL['explanation']}</textarea>" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("aigul", 403), ("madina", 403), ("nurlan", 403), ("tolegen", 403)])
def test_only_who_may_do_it_may_look(office: Office, at_desk: AtDesk, who: str, status: int) -> None:
    case = office.assigned()
    answer = at_desk(getattr(office, who), WHEN).post(address(case, "prepare_refusal"), form(case, REFUSAL))
    assert answer.status_code == status
    assert "html" in answer.headers["Content-Type"]


def test_a_case_of_another_office_is_not_there(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    case = office.assigned()
    answer = at_desk(other_office.zhanna, WHEN).post(address(case, "prepare_refusal"), form(case, REFUSAL))
    assert answer.status_code == 404


def test_a_page_that_is_behind_drafts_nothing(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    office.asked(case, when="2019-03-26 10:50")
    answer = at_desk(office.dauren, WHEN).post(address(case, "prepare_refusal"), form(case, REFUSAL))
    assert answer.status_code == 409


@pytest.mark.parametrize(("operation", "status"), [("sign", 404), ("nonsense", 409)])
def test_what_prints_nothing_has_no_preview(office: Office, at_desk: AtDesk, operation: str, status: int) -> None:
    case = office.drafted(when=WHEN)
    answer = at_desk(office.nurlan, "2019-03-26 11:10").post(address(case, operation), form(case, {}))
    assert answer.status_code == status


def test_looking_is_asked_for_by_a_form_only(office: Office, at_desk: AtDesk) -> None:
    case = office.assigned()
    answer = at_desk(office.dauren, WHEN).get(address(case, "prepare_refusal"))
    assert answer.headers["Content-Type"] != "application/pdf"
