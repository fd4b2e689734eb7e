"""Late entry from paper at the desk: setting numbers aside, entering a sheet, voiding what was left."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kense.cases.models import Case, NumberBlock, ReservedNumber
from kense.casework import blocks
from kense.papers.models import Paper
from tests.desk.conftest import AtDesk
from tests.desk.pages import text_of
from tests.support.office import Office, OtherOffice, application, at, made_officer

AFTER = "2019-03-28 09:30"
NEW_BLOCK = {"journal": "registrations", "count": "3", "purpose": "Жарық өшеді"}


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """The papers stay queued."""
    with patch("kense.casework.papers.produce"):
        yield


@pytest.fixture
def number(office: Office) -> ReservedNumber:
    """The first of three numbers set aside on Monday evening."""
    block = blocks.reserve(office.provider, NEW_BLOCK, actor=office.aigul, at=at("2019-03-25 17:00"))
    return block.numbers.order_by("n")[0]


def sheet(office: Office, **typed: str) -> dict[str, str]:
    """The form of a sheet that Aigul registered on Tuesday at 10:20."""
    return {
        **application(),
        "late_handed_in_day": "26.03.2019",
        "late_handed_in_time": "10:12",
        "late_decided_time": "10:20",
        "late_accepted_by": str(office.aigul.pk),
        "late_sheet": "K7M2-9QXF/1",
        "do": "register",
        "key": "sheet",
        **typed,
    }


def page(client: Client, name: str, *args: int) -> str:
    """The words of a page."""
    return text_of(client.get(reverse(name, args=args)).content.decode())


def address_of(number: ReservedNumber) -> str:
    """Where its sheet is entered."""
    return reverse("desk:late_number", args=[number.pk])


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_clerk_sets_numbers_aside(office: Office, at_desk: AtDesk, lang: str) -> None:
    clerk = at_desk(office.aigul, lang=lang)
    answer = clerk.post(reverse("desk:late"), NEW_BLOCK)
    block = NumberBlock.objects.get()
    assert answer.headers["Location"] == reverse("desk:late")
    words = page(clerk, "desk:late")
    assert "03-14/1 … 03-14/3" in words
    assert "Жарық өшеді" in words
    assert reverse("desk:paper", args=[block.form]) in clerk.get(reverse("desk:late")).content.decode()


def test_a_form_that_is_not_taken_keeps_what_was_typed(office: Office, at_desk: AtDesk) -> None:
    answer = at_desk(office.aigul).post(reverse("desk:late"), {**NEW_BLOCK, "count": "көп"})
    assert answer.status_code == 422
    assert 'value="Жарық өшеді"' in answer.content.decode()
    assert not NumberBlock.objects.exists()


@pytest.mark.parametrize("who", ["nurlan", "dauren", "tolegen"])
def test_others_are_told_whose_it_is(office: Office, number: ReservedNumber, at_desk: AtDesk, who: str) -> None:
    client = at_desk(getattr(office, who))
    for address in (reverse("desk:late"), reverse("desk:late_block", args=[number.block_id]), address_of(number)):
        assert client.get(address).status_code == 403
        assert client.post(address, sheet(office)).status_code == 403
    assert not Case.objects.exists()


def test_the_administrator_voids_but_does_not_enter(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    administrator = at_desk(made_officer(office.provider, "rustam", "Тілеу Рүстем", "administrator"))
    assert administrator.get(reverse("desk:late_block", args=[number.block_id])).status_code == 200
    assert administrator.get(address_of(number)).status_code == 403


def test_another_office_finds_nothing(
    office: Office, other_office: OtherOffice, number: ReservedNumber, at_desk: AtDesk
) -> None:
    saule = at_desk(other_office.saule)
    assert "03-14/1" not in page(saule, "desk:late")
    assert saule.get(reverse("desk:late_block", args=[number.block_id])).status_code == 404
    assert saule.get(address_of(number)).status_code == 404
    assert saule.post(address_of(number), sheet(office)).status_code == 404


def test_a_sheet_is_entered_and_marked_everywhere(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    bekzat = at_desk(office.bekzat, AFTER)
    assert "Парақты енгізу: № 03-14/1" in page(bekzat, "desk:late_number", number.pk)
    answer = bekzat.post(address_of(number), sheet(office))
    assert answer.headers["Location"] == reverse("desk:late_block", args=[number.block_id])
    case = Case.objects.get()
    assert "Енгізілді 28.03, 09:30, Әбенов Б." in page(bekzat, "desk:late_block", number.block_id)
    words = text_of(bekzat.get(reverse("desk:case", args=[case.code])).content.decode())
    assert "Қағаздан кейін енгізілген" in words
    assert "28.03.2019, 09:30, Әбенов Б." in words
    assert "K7M2-9QXF/1" in words
    assert "қағаздан кейін енгізілген" in page(bekzat, "desk:cases")
    assert "қағаздан кейін енгізілген" in page(at_desk(office.nurlan, AFTER), "desk:today")


def test_what_was_just_entered_is_told_with_its_paper(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    answer = at_desk(office.bekzat, AFTER).post(address_of(number), sheet(office), follow=True)
    told = answer.content.decode().split('class="note flash" role="status"')[1].split("</div>")[0]
    paper = Paper.objects.exclude(case=None).get()
    assert reverse("desk:paper", args=[paper.code]) in told
    assert "03-14/1" in text_of(told)


def scan(client: Client, code: str) -> str:
    """Where a scanned code leads; empty when nowhere."""
    return str(client.post("/cases/", {"q": code}).headers.get("Location", ""))


def test_a_scanned_sheet_opens_its_form(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    code, bekzat = blocks.sheet_of(number), at_desk(office.bekzat, AFTER)
    for typed in (code, f" {code} ", code.replace("-", "").lower()):
        assert scan(bekzat, typed) == address_of(number)
    assert f'value="{code}"' in bekzat.get(address_of(number)).content.decode()


def test_each_sheet_of_the_block_has_its_own_number(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    bekzat = at_desk(office.bekzat, AFTER)
    for one in number.block.numbers.all():
        assert scan(bekzat, blocks.sheet_of(one)) == address_of(one)
    for place in ("0", "4", "999"):
        assert scan(bekzat, f"{number.block.form}/{place}") == ""


def test_a_sheet_that_was_entered_opens_its_case(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    at_desk(office.bekzat, AFTER).post(address_of(number), sheet(office))
    for who in (office.bekzat, office.nurlan):
        assert scan(at_desk(who, AFTER), blocks.sheet_of(number)) == f"/cases/{Case.objects.get().code}/"


def test_a_voided_sheet_says_so(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    blocks.void(office.provider, number.block_id, [str(number.pk)], "Бүлінді", actor=office.aigul, at=at(AFTER))
    bekzat = at_desk(office.bekzat, AFTER)
    found = bekzat.post("/cases/", {"q": blocks.sheet_of(number)}, follow=True)
    assert "Себебі: Бүлінді" in text_of(found.content.decode())


def test_a_sheet_is_nothing_to_other_roles_and_other_offices(
    office: Office, other_office: OtherOffice, number: ReservedNumber, at_desk: AtDesk
) -> None:
    administrator = made_officer(office.provider, "rustam", "Тілеу Рүстем", "administrator")
    for who in (office.nurlan, office.dauren, administrator, other_office.saule):
        assert scan(at_desk(who, AFTER), blocks.sheet_of(number)) == ""


def test_a_term_that_has_passed_is_told_before_it_is_entered(
    office: Office, number: ReservedNumber, at_desk: AtDesk
) -> None:
    answer = at_desk(office.bekzat, AFTER).post(address_of(number), sheet(office, do="check"))
    words = text_of(answer.content.decode())
    assert "27.03.2019, 10:12" in words
    assert "Бұл сәт өтіп кетті: іс кешіккен болып көрсетіледі." in words
    assert not Case.objects.exists()


def test_a_package_the_number_is_not_for_bars_the_decision_and_says_what_to_do(
    office: Office, number: ReservedNumber, at_desk: AtDesk
) -> None:
    typed = sheet(office, do="check", doc_birth_certificate_shown="")
    found = at_desk(office.bekzat, AFTER).post(address_of(number), typed).content.decode()
    assert 'aria-disabled="true" aria-describedby="not-fitting"' in found
    assert "Мұндай топтама қабылданбайды" in text_of(found)


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    office: Office, number: ReservedNumber, at_desk: AtDesk
) -> None:
    typed = sheet(office, late_handed_in_time="сағат он", late_sheet="", person_iin="1")
    answer = at_desk(office.bekzat, AFTER).post(address_of(number), typed)
    found = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="say-late_handed_in"' in found
    assert 'value="сағат он"' in found
    assert 'value="Іңкәр"' in found


def test_the_second_clerk_is_told_who_was_first(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    at_desk(office.bekzat, AFTER).post(address_of(number), sheet(office))
    aigul = at_desk(office.aigul, "2019-03-28 09:40")
    answer = aigul.post(address_of(number), sheet(office, key="other"))
    assert answer.status_code == 409
    assert "№ 03-14/1 нөмірімен өтініш енгізілген: Әбенов Б., 28.03.2019, 09:30" in text_of(answer.content.decode())
    assert aigul.get(address_of(number)).status_code == 409
    assert Case.objects.count() == 1


def test_numbers_left_over_are_voided(office: Office, number: ReservedNumber, at_desk: AtDesk) -> None:
    aigul = at_desk(office.aigul, AFTER)
    address = reverse("desk:late_block", args=[number.block_id])
    assert aigul.post(address, {"number": [str(number.pk)], "reason": ""}).status_code == 422
    assert aigul.post(address, {"number": [str(number.pk)], "reason": "Бүлінді"}).status_code == 302
    assert "Күші жойылды 28.03, 09:30, Сейітова А. М.: Бүлінді" in page(aigul, "desk:late_block", number.block_id)
    assert aigul.post(address_of(number), sheet(office)).status_code == 409


@pytest.mark.parametrize("ids", [["x"], ["9" * 40], ["-1"], ["1", "²"]])
def test_junk_is_no_error_of_the_server(
    office: Office, number: ReservedNumber, at_desk: AtDesk, ids: list[str]
) -> None:
    answer = at_desk(office.aigul, AFTER).post(
        reverse("desk:late_block", args=[number.block_id]), {"number": ids, "reason": "\0\ud7ff"}
    )
    assert answer.status_code in (302, 422)
    for typed in (
        {"late_handed_in_day": "31.12.9999"},
        {"late_accepted_by": "x" * 99},
        {"do": "withdraw"},
        {"do": "?"},
    ):
        assert at_desk(office.aigul, AFTER).post(address_of(number), sheet(office, **typed)).status_code in (409, 422)


def test_a_long_list_of_blocks_costs_no_more_queries(office: Office, at_desk: AtDesk) -> None:
    def queries(count: int) -> int:
        for _ in range(count):
            blocks.reserve(office.provider, NEW_BLOCK, actor=office.aigul, at=at("2019-03-25 17:00"))
        client = at_desk(office.aigul, AFTER)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("desk:late"))
        return len(captured)

    assert queries(2) == queries(18)
