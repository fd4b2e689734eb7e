"""The extract of personal data: it has all that is held and who looked; only the head and the keeper make it."""

import pytest

from kense.casework.extract import queue_extract
from kense.casework.openings import open_case
from kense.casework.personal_data import erase
from kense.kernel import RefusedError
from kense.papers.models import Paper
from kense.papers.produce import produce
from kense.registry.models import Person
from kense.trail.models import TrailEntry
from tests.support.office import CHILD_IIN, Office, OtherOffice, at
from tests.support.pdf import text_of

WHEN = at("2019-04-01 11:00")


@pytest.fixture
def inkar(office: Office) -> Person:
    """Іңкәр after her case, which Madina has looked at."""
    open_case(office.issued(), officer=office.madina, at=at("2019-03-29 10:00"))
    return Person.objects.get()


@pytest.mark.para("house part extract")
def test_it_has_the_record_the_story_the_cases_and_who_looked(office: Office, inkar: Person) -> None:
    held = queue_extract(inkar, actor=office.nurlan, at=WHEN).data["held"]
    assert {one["label"]["kk"]: one["value"]["kk"] for one in held["record"]}["Тегі"] == "Сағынтай"
    told = {row["field"]["kk"]: (row["before"]["kk"], row["after"]["kk"]) for row in held["story"]}
    assert told["Тегі"] == ("көрсетілмеген", "Сағынтай")
    assert told["Заңды өкіл: Өкілдіктің негізі"] == ("көрсетілмеген", "заңды өкілі")
    assert {row["source"]["kk"] for row in held["story"]} == {"іс № 03-14/1"}
    assert [(row["number"], row["end"]["kk"]) for row in held["cases"]] == [("03-14/1", "Хабарлама берілді")]
    assert [(row["at"], row["who"]) for row in held["openings"]] == [
        ("2019-03-26T12:00", "Жақыпов Н. С."),
        ("2019-03-29T10:00", "Қасымова М."),
        ("2019-04-01T11:00", "Жақыпов Н. С."),
    ]


def test_it_is_a_paper_that_can_be_read(office: Office, inkar: Person) -> None:
    paper = produce(queue_extract(inkar, actor=office.dauren, at=WHEN).pk)
    assert paper.status == Paper.Status.READY, paper.error
    words = text_of(bytes(paper.pdf or b""))
    for expected in (
        "Дербес деректерден үзінді",
        "Выписка о персональных данных",
        CHILD_IIN[:6],
        "Деректерді кім ашты",
    ):
        assert expected in words


def test_making_it_is_an_opening_of_its_own(office: Office, inkar: Person) -> None:
    paper = queue_extract(inkar, actor=office.nurlan, at=WHEN)
    last = TrailEntry.objects.latest("seq")
    assert (last.operation, last.facts) == ("person_extracted", {"person": inkar.code, "code": paper.code})


def test_others_do_not_make_it(office: Office, other_office: OtherOffice, inkar: Person) -> None:
    for officer in (office.aigul, office.tolegen, other_office.zhanna):
        with pytest.raises(RefusedError) as caught:
            queue_extract(inkar, actor=officer, at=WHEN)
        assert str(caught.value.refusal.ref) == "house part extract"
    assert not Paper.objects.filter(kind="personal_extract").exists()


def test_it_is_destroyed_with_the_rest(office: Office, inkar: Person) -> None:
    paper = produce(queue_extract(inkar, actor=office.nurlan, at=WHEN).pk)
    order = {"order_number": "41-Ө", "order_date": "01.04.2019", "why": "өтініш"}
    erase(inkar, order, actor=office.nurlan, at=WHEN)
    paper.refresh_from_db()
    assert (paper.data, paper.pdf, paper.status) == ({}, None, Paper.Status.ERASED)
