"""The page of cases: the search, the filter, the pages of a long list, and what all of it costs."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.cases import lists
from kense.cases.models import Case
from kense.papers.models import Paper
from kense.people.models import Oversight
from kense.trail.models import TrailEntry
from tests.desk.conftest import AtDesk
from tests.support.office import Office, OtherOffice, adult_application, do


def sought(client: Client, words: str, **place: str) -> str:
    """What the search shows, or where it leads."""
    answer = client.post("/cases/", {"q": words, **place})
    return answer.headers["Location"] if answer.status_code == 302 else answer.content.decode()


def numbers(page: str) -> list[str]:
    """What the rows are called, in their order."""
    return re.findall(r'<th scope="row"><a class="num" href="[^"]+">([^<]+)</a>', page)


def of_an_adult(office: Office, surname: str = "Төлебай") -> Case:
    fields = adult_application(person_surname=surname)
    return office.registered(do("hand_in", by=office.aigul, when="2019-03-26 10:14", inputs=fields))


def test_one_match_opens_at_once(office: Office, at_desk: AtDesk) -> None:
    case, _other = office.registered(), of_an_adult(office)
    client, paper = at_desk(office.aigul), Paper.objects.earliest("pk")
    scanned = f"https://kense.example.kz/status/?number=03-14%2F1&code={case.public_code}"
    for words in ("03-14/1", "№ 1", case.code.lower(), case.public_code, paper.code, scanned, case.iin, "сағ іңк"):
        assert sought(client, words) == f"/cases/{case.code}/", words


def test_several_matches_are_listed_in_the_order_of_the_alphabet(office: Office, at_desk: AtDesk) -> None:
    for surname in ("Қасым", "Қанат", "Кенже"):
        of_an_adult(office, surname)
    page = sought(at_desk(office.nurlan), "к")
    assert re.findall(r">(К\w+|Қ\w+) Ерлан\s*<", page) == ["Кенже", "Қанат", "Қасым"]


def test_words_are_kept_in_the_field_and_nowhere_else(office: Office, at_desk: AtDesk) -> None:
    page = sought(at_desk(office.aigul), "Жоқ Адам")
    assert page.count("Жоқ Адам") == 1
    assert 'name="q" type="search" value="Жоқ Адам"' in page
    assert "Мұндай іс жоқ." in page


@pytest.mark.parametrize("words", ["020914600418", "020914 6 0041 8", "Сағынтай", "С", "5550147999999"])
def test_a_person_is_not_searched_for_by_an_address(office: Office, at_desk: AtDesk, words: str) -> None:
    office.registered()
    answer = at_desk(office.aigul).get("/cases/", {"q": words})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/cases/")


def test_a_number_may_stand_in_an_address(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    for words in ("03-14/1", case.code):
        assert at_desk(office.aigul).get("/cases/", {"q": words}).headers["Location"] == f"/cases/{case.code}/"


def test_pages_of_a_search_are_asked_for_by_a_form(
    office: Office, at_desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    for surname in ("Қасым", "Қанат", "Қожа"):
        of_an_adult(office, surname)
    client = at_desk(office.nurlan)
    first = sought(client, "Қ")
    button = re.search(r'<button class="btn" name="after" value="([^"]+)"', first)
    assert button
    second = sought(client, "Қ", after=button[1])
    assert (len(numbers(first)), len(numbers(second))) == (2, 1)
    assert not {*numbers(first)} & {*numbers(second)}
    assert 'name="before"' in second
    assert "href" not in first.split('class="btns pages"')[1].split("</form>")[0]


def test_looking_for_a_person_is_written_down(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    client = at_desk(office.nurlan)
    before = TrailEntry.objects.count()
    sought(client, "03-14/1")
    assert TrailEntry.objects.count() == before
    sought(client, "Сағынтай")
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id, entry.provider_id) == (
        "person_searched",
        office.nurlan.pk,
        office.provider.pk,
    )
    assert "Сағынтай" not in str(entry.facts)


def test_another_office_finds_nothing(office: Office, other_office: OtherOffice, at_desk: AtDesk) -> None:
    case = office.registered()
    paper = Paper.objects.get()
    client = at_desk(other_office.saule)
    for words in ("1", case.number, case.code, case.public_code, paper.code, case.iin, case.recipient):
        assert "Мұндай іс жоқ." in sought(client, words), words
    for query in ("", "?sort=recipient_order", f"?provider={office.provider.pk}", f"?after={case.code}"):
        assert numbers(client.get(f"/cases/{query}").content.decode()) == []


def test_the_controller_lists_and_searches_the_offices_they_oversee(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    case = do("hand_in", by=other_office.saule, when="2019-03-26 10:14", inputs=adult_application())
    client = at_desk(office.tolegen)
    assert case.code not in client.get("/cases/").content.decode()
    assert "Мұндай іс жоқ." in sought(client, case.code)
    Oversight.objects.create(officer=office.tolegen, provider=other_office.provider)
    own = office.registered()
    page = client.get("/cases/").content.decode()
    assert numbers(page) == [case.code, own.number]
    assert page.count("«Алтай» колледжі</td>") == page.count("«Көкжиек» колледжі</td>") == 1
    assert numbers(client.get(f"/cases/?provider={other_office.provider.pk}").content.decode()) == [case.code]
    assert sought(client, case.code) == f"/cases/{case.code}/"


def test_the_filter_narrows_the_list(office: Office, at_desk: AtDesk) -> None:
    office.registered()
    office.issued()
    office.assigned(of_an_adult(office))
    client = at_desk(office.aigul, "2019-03-26 13:00")

    def listed(query: str) -> list[str]:
        return numbers(client.get(f"/cases/?{query}").content.decode())

    assert listed("") == ["03-14/3", "03-14/2", "03-14/1"]
    assert listed("sort=number_order") == ["03-14/1", "03-14/2", "03-14/3"]
    assert listed("sort=recipient_order")[-1] == "03-14/3"
    assert listed("state=over") == listed("state=end-granted") == ["03-14/2"]
    assert listed("state=open") == ["03-14/3", "03-14/1"]
    assert listed("state=at-examination") == ["03-14/3"]
    assert listed(f"officer={office.dauren.pk}") == ["03-14/3", "03-14/2"]
    assert listed("due=today") == listed("due=late") == listed("due=was_late") == listed("term=four_days") == []
    assert len(listed("since=26.03.2019&until=26.03.2019")) == 3
    assert listed("since=27.03.2019") == listed("until=25.03.2019") == []
    tomorrow = at_desk(office.aigul, "2019-03-27 09:00")
    assert len(numbers(tomorrow.get("/cases/?due=today").content.decode())) == 2
    late = at_desk(office.aigul, "2019-03-28 09:00")
    assert len(numbers(late.get("/cases/?due=late").content.decode())) == 2


JUNK = ("state=nonsense", "state=at-", "officer=x", "officer=999999", "provider=x", "sort=iin", "sort=-", "after=x%00y")


@pytest.mark.parametrize("query", [*JUNK, "due=x", "term=%F0%9F%98%80", "before=1&after=2", "since=01.01.0001"])
def test_what_nobody_offered_narrows_nothing(office: Office, at_desk: AtDesk, query: str) -> None:
    case = office.registered()
    answer = at_desk(office.aigul).get(f"/cases/?{query}")
    assert answer.status_code == 200
    assert numbers(answer.content.decode()) == [case.number]


def test_a_day_that_cannot_be_read_is_said_at_its_field(office: Office, at_desk: AtDesk) -> None:
    page = at_desk(office.aigul).get("/cases/?since=кеше&until=31.02.2019").content.decode()
    assert page.count('aria-invalid="true"') == 2
    assert 'value="кеше"' in page
    assert "31.02.2019" in page


@pytest.mark.parametrize("words", ["\x00", "%", "'", "1" * 5000, "\U0001f600", "א", "٣", "03-14/²"])
def test_odd_words_find_nothing(office: Office, at_desk: AtDesk, words: str) -> None:
    office.registered()
    assert at_desk(office.aigul).post("/cases/", {"q": words}).status_code == 200


def test_links_of_sorting_turn_the_list_round(office: Office, at_desk: AtDesk) -> None:
    page = at_desk(office.aigul).get("/cases/?sort=recipient_order&state=&after=").content.decode()
    office.registered()
    page = at_desk(office.aigul).get("/cases/?sort=recipient_order&state=open").content.decode()
    assert '<th scope="col" aria-sort="ascending"><a href="?sort=-recipient_order&amp;state=open">' in page
    assert page.count("aria-sort") == 1


@pytest.mark.parametrize("who", ["aigul", "nurlan", "dauren", "tolegen"])
def test_a_longer_list_costs_no_more_queries(office: Office, at_desk: AtDesk, who: str) -> None:
    client = at_desk(getattr(office, who), "2019-03-26 11:00")
    asks: list[Callable[[], object]] = [
        *(partial(client.get, path) for path in ("/", "/cases/", "/cases/?state=open&sort=recipient_order")),
        partial(client.post, "/cases/", {"q": "Сағ"}),
    ]

    def queries() -> list[int]:
        found = []
        for ask in asks:
            with CaptureQueriesContext(connection) as caught:
                ask()
            found.append(len(caught))
        return found

    for _ in range(2):
        office.registered(), office.assigned()
    queries()
    few = queries()
    for _ in range(8):
        office.registered(), office.assigned()
    assert queries() == few
