"""Lists of cases: what they leave, in which order they stand, page after page."""

from datetime import datetime
from typing import Any

import pytest

from kense.cases import lists
from kense.cases.lists import Narrowed, Order, counted, narrowed, page_of
from kense.cases.models import Case
from tests.support.office import INQUIRY, Office, OtherOffice, adult_application, at, do

RECIPIENTS = ("Ахмет", "Әбен", "Қасым", "Ким", "Өтеген", "Іңкәр", "Ыбырай")


def taken_in(office: Office, surname: str, when: str) -> Case:
    fields = adult_application(person_surname=surname)
    return do("hand_in", by=office.aigul, when=when, inputs=fields)


def listed(office: Office, **wanted: Any) -> set[Case]:
    return set(narrowed([office.provider.pk], Narrowed(**wanted)))


@pytest.fixture
def seven(office: Office) -> list[Case]:
    """Seven people, one after another."""
    return [taken_in(office, name, f"2019-03-26 10:1{n}") for n, name in enumerate(RECIPIENTS)]


def surnames(cases: tuple[Case, ...]) -> list[str]:
    return [case.recipient.split()[0] for case in cases]


def test_the_newest_first_and_the_recipients_in_the_order_of_the_alphabet(office: Office, seven: list[Case]) -> None:
    offices = [office.provider.pk]
    every = narrowed(offices, Narrowed())
    assert page_of(offices, every, Order()).cases == tuple(reversed(seven))
    by_name = page_of(offices, every, Order("recipient_order", descending=False))
    assert surnames(by_name.cases) == ["Ахмет", "Әбен", "Ким", "Қасым", "Өтеген", "Ыбырай", "Іңкәр"]
    assert surnames(page_of(offices, every, Order("recipient_order", descending=True)).cases) == surnames(
        by_name.cases[::-1]
    )


def test_numbers_stand_as_in_the_journal(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [office.registered() for _ in range(11)]
    unnumbered = office.handed_in()
    page = page_of([office.provider.pk], narrowed([office.provider.pk], Narrowed()), Order("number_order"))
    assert page.cases == (*reversed(cases), unnumbered)


@pytest.mark.parametrize("column", ["handed_in_at", "due_at", "number_order", "recipient_order"])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("elsewhere", [0, 3])
def test_pages_leave_nothing_out_and_repeat_nothing(
    office: Office,
    other_office: OtherOffice,
    seven: list[Case],
    monkeypatch: pytest.MonkeyPatch,
    column: lists.Column,
    descending: bool,
    elsewhere: int,
) -> None:
    Case.objects.filter(pk__in=[case.pk for case in seven[1::2][:elsewhere]]).update(provider=other_office.provider)
    offices, order = [office.provider.pk, other_office.provider.pk][: elsewhere + 1], Order(column, descending)
    every = narrowed(offices, Narrowed())
    whole = page_of(offices, every, order).cases
    assert len(whole) == len(seven)
    monkeypatch.setattr(lists, "PAGE", 3)
    first = page_of(offices, every, order)
    second = page_of(offices, every, order, after=first.after or "")
    third = page_of(offices, every, order, after=second.after or "")
    assert first.cases + second.cases + third.cases == whole
    assert [(one.before is None, one.after is None) for one in (first, second, third)] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert page_of(offices, every, order, before=third.before or "") == second
    assert page_of(offices, every, order, before=second.before or "") == first


def test_a_page_after_a_case_that_is_not_there_is_the_first_one(
    office: Office, other_office: OtherOffice, seven: list[Case]
) -> None:
    offices = [other_office.provider.pk]
    foreign = page_of(offices, narrowed(offices, Narrowed()), Order(), after=seven[3].code)
    assert foreign == page_of(offices, narrowed(offices, Narrowed()), Order(), after="no such code")
    assert foreign.cases == ()


def test_what_a_list_is_narrowed_to(office: Office) -> None:
    at_counter, to_check, over = office.handed_in(), office.assigned(), office.issued()
    ready = office.result_registered(office.signed(office.refusal_drafted()))
    assert listed(office) == {at_counter, to_check, over, ready}
    assert listed(office, state="open") == {at_counter, to_check, ready}
    assert listed(office, state="open", running=True) == {at_counter, to_check}
    assert listed(office, state="over") == {over}
    assert listed(office, state="over", running=True) == set()
    assert listed(office, state="open", action="examination") == {to_check}
    assert listed(office, end="granted") == {over}
    assert listed(office, holder=office.dauren.pk) == {to_check, over, ready}
    assert listed(office, term="one_day") == {at_counter, to_check, over, ready}
    assert listed(office, term="four_days") == set()


def test_the_term_of_the_service_and_the_day_of_handing_in(office: Office) -> None:
    early, late = office.handed_in("2019-03-19 17:00"), office.handed_in("2019-03-26 10:12")

    def days(first: str | None, last: str | None) -> tuple[datetime | None, datetime | None]:
        return (at(f"{first} 00:00") if first else None, at(f"{last} 00:00") if last else None)

    assert listed(office, handed_in=days("2019-03-26", None)) == {late}
    assert listed(office, handed_in=days(None, "2019-03-26")) == {early}
    assert listed(office, handed_in=days("2019-03-19", "2019-03-27")) == {early, late}
    assert listed(office, due=days("2019-03-20", "2019-03-21")) == {early}


def test_cases_that_were_late(office: Office) -> None:
    in_time = office.issued()
    asked = do("send_inquiry", office.assigned(), by=office.dauren, when="2019-03-26 11:00", inputs=INQUIRY)
    answered = office.answered(asked, "2019-03-29 12:00")
    late = office.result_registered(
        office.signed(office.refusal_drafted(answered, "2019-03-29 12:10"), "2019-03-29 12:20"), "2019-03-29 12:30"
    )
    assert listed(office, was_late=True) == {late}
    assert in_time not in listed(office, was_late=True)


def test_cases_of_other_offices_are_not_listed(office: Office, other_office: OtherOffice) -> None:
    own = office.registered()
    assert set(narrowed([other_office.provider.pk], Narrowed())) == set()
    assert set(narrowed([other_office.provider.pk, office.provider.pk], Narrowed())) == {own}


def test_a_great_many_cases_are_not_counted(office: Office, seven: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    every = narrowed([office.provider.pk], Narrowed())
    assert counted(every) == 7
    monkeypatch.setattr(lists, "COUNTED", 5)
    assert counted(every) == 6
