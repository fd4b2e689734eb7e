"""What finds a case, and what does not."""

import pytest

from kense.cases.search import case_with_code, found, names_a_person
from kense.papers.models import Paper
from kense.papers.selectors import case_with_paper
from tests.support.office import CHILD_IIN, Office, OtherOffice, adult_application, do


def test_numbers_of_every_journal_find_their_case(office: Office) -> None:
    issued = office.issued()
    refused = do(
        "refuse_acceptance", office.handed_in(doc_birth_certificate_shown=""), by=office.aigul, when="2019-03-26 13:00"
    )
    for number, case in ((issued.number, issued), (issued.result_number, issued), (refused.refusal_number, refused)):
        for words in (number, f"№ {number}", f"№{number}", number.lower(), f"  {number} "):
            assert list(found(office.provider.pk, words)) == [case], words


def test_the_last_part_of_a_number_is_enough(office: Office) -> None:
    cases = [office.registered() for _ in range(12)]
    assert list(found(office.provider.pk, "12")) == [cases[11]]
    assert list(found(office.provider.pk, "14/2")) == [cases[1]]
    assert set(found(office.provider.pk, "2")) == {cases[1]}


@pytest.mark.parametrize(
    "words", ["", "  ", "03-14", "3-14/1", "03-14/", "/", "13", "99999999999999999999", "№", "1" * 200]
)
def test_what_is_no_number_of_a_case_finds_nothing(office: Office, words: str) -> None:
    office.registered()
    assert not found(office.provider.pk, words)


@pytest.mark.parametrize(
    "words",
    [
        CHILD_IIN,
        f"{CHILD_IIN[:6]} {CHILD_IIN[6]} {CHILD_IIN[7:11]} {CHILD_IIN[11]}",
        f"{CHILD_IIN[:6]}-{CHILD_IIN[6:]}",
    ],
)
def test_an_iin_finds_the_recipients_cases(office: Office, words: str) -> None:
    case = office.registered()
    of_an_adult = do("hand_in", by=office.aigul, when="2019-03-26 10:15", inputs=adult_application())
    assert list(found(office.provider.pk, words)) == [case]
    assert not found(office.provider.pk, CHILD_IIN[:11])
    assert list(found(office.provider.pk, of_an_adult.iin)) == [of_an_adult]


@pytest.mark.parametrize(
    "words",
    [
        "Сағынтай",
        "сағ",
        "САГЫНТАЙ",
        "сагынтай инкар",
        "Сағынтай Іңкәр Бауыржанқызы",
        "Іңкәр Сағынтай",
        "с і б",
        "бау саг",
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(office: Office, words: str) -> None:
    case = office.registered()
    assert list(found(office.provider.pk, words)) == [case]


@pytest.mark.parametrize("words", ["Іңкәр", "ағынтай", "Сағынтай Айша", "%", "_", "Сағ%", "а б в г д е ж"])
def test_what_is_not_the_beginning_of_a_surname_finds_nobody(office: Office, words: str) -> None:
    office.registered()
    assert not found(office.provider.pk, words)


def test_codes_of_case_recipient_and_paper_lead_to_the_case(office: Office, other_office: OtherOffice) -> None:
    case, reach = office.registered(), {office.provider.pk}
    paper = Paper.objects.get()
    assert case_with_code(reach, ["AAAA-AAAA", case.code]) == case.code
    assert case_with_code(reach, [case.public_code]) == case.code
    assert case_with_paper(reach, [paper.code]) == case.code
    for code in (case.code, case.public_code, paper.code):
        assert case_with_code({other_office.provider.pk}, [code]) is None
        assert case_with_paper({other_office.provider.pk}, [code]) is None


def test_another_office_finds_nothing(office: Office, other_office: OtherOffice) -> None:
    case = office.registered()
    for words in (case.number, "1", case.iin, case.recipient):
        assert found([other_office.provider.pk, office.provider.pk], words)
        assert not found(other_office.provider.pk, words)


@pytest.mark.parametrize(
    ("words", "personal"),
    [
        *(("03-14/152", False), ("№ 03-14/152", False), ("152", False), ("Б-12", False), ("03-14/2019-00152", True)),
        *((CHILD_IIN, True), (f"{CHILD_IIN[:6]} {CHILD_IIN[6:]}", True), (CHILD_IIN[:11], True), ("", True)),
        *(("Сейітова", True), ("Сейітова Айгүл", True), ("С", True), ("Сейітова2", True), ("Айгүл 2", True)),
    ],
)
def test_what_must_not_stand_in_an_address(words: str, personal: bool) -> None:
    assert names_a_person(words) is personal
