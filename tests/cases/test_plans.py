"""How SQLite answers the queries of the lists: by an index that leads past the cases that are over, however many."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.cases.lists import Narrowed, Order, counted, narrowed, page_of
from kense.cases.selectors import due_before, due_moments, found, numbers_given, queued, waiting
from tests.support.office import Office, OtherOffice, at

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the plans are those of SQLite")
MOMENT = at("2019-03-26 10:24")
BY_NAME = Order("recipient_order", descending=False)
COLUMNS = ("handed_in_at", "due_at", "number_order", "recipient_order")
NARROWED = {
    "all": Narrowed(),
    "an end": Narrowed(end="granted"),
    "a term": Narrowed(term="four_days"),
    "an officer": Narrowed(holder=7),
    "a month": Narrowed(handed_in=(at("2019-03-01 00:00"), at("2019-04-01 00:00"))),
    "over": Narrowed(state="over"),
    "were late": Narrowed(was_late=True),
}


def plan(ask: Callable[[], object]) -> str:
    """How each query that is made will be answered, line by line."""
    with CaptureQueriesContext(connection) as caught:
        ask()
    lines = []
    with connection.cursor() as cursor:
        for query in caught.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            lines += [str(row[3]) for row in cursor.fetchall()]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda: list(waiting(1, ["intake", "issue"])), "open_cases_by_due"),
        (lambda: list(waiting([1, 2], ["examination"], [3, 4])), "open_cases_by_due"),
        (lambda: queued(1, ["intake", "issue"]), "open_cases_by_due"),
        (lambda: due_moments(1, ["issue"], MOMENT), "open_cases_by_due"),
        (lambda: list(due_before([1, 2], MOMENT)), "open_cases_by_due"),
        (lambda: numbers_given([1, 2], MOMENT), "numbers_by_moment"),
        (
            lambda: page_of([1], found(1, "Сағ"), BY_NAME, picked=True),
            "cases_by_name (provider_id=? AND recipient_key>?",
        ),
        (
            lambda: page_of([1], found(1, "Сағ Іңк"), BY_NAME, picked=True),
            "cases_by_name (provider_id=? AND recipient_key>?",
        ),
        (
            lambda: page_of([1, 2], found([1, 2], "с і"), BY_NAME, picked=True),
            "cases_by_name (provider_id=? AND recipient_key>?",
        ),
        (lambda: page_of([1, 2], found([1, 2], "020914600418"), Order()), "cases_by_iin (provider_id=? AND iin=?"),
    ],
)
def test_the_lists_of_the_day_and_the_search_go_by_their_index(db: None, ask: Callable[[], Any], index: str) -> None:
    found_out = plan(ask)
    assert index in found_out
    assert "SCAN cases_" not in found_out
    assert "cases_newest" not in found_out


def test_a_number_is_found_by_its_place_in_the_journal(office: Office) -> None:
    office.registered()
    found_out = plan(lambda: list(found(office.provider.pk, "03-14/1")))
    assert "(series_id=? AND n=?)" in found_out
    assert "SCAN" not in found_out


@pytest.mark.parametrize("column", ["number", "iin"])
def test_what_a_number_or_an_iin_has_found_is_not_looked_for_again(office: Office, column: str) -> None:
    offices, words = [office.provider.pk], getattr(office.registered(), column)
    assert "cases_newest" not in plan(lambda: page_of(offices, found(offices, words), Order(), picked=True))


@pytest.mark.parametrize("column", COLUMNS)
def test_of_several_offices_only_what_can_be_on_the_page_is_sorted(
    office: Office, other_office: OtherOffice, column: Any
) -> None:
    offices = [office.provider.pk, other_office.provider.pk]
    for _ in range(2):
        office.handed_in()
    page = plan(lambda: page_of(offices, narrowed(offices, Narrowed()), Order(column), size=1))
    assert f"(provider_id=? AND {column}>?)" in page


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("wanted", NARROWED.values(), ids=NARROWED)
def test_a_page_is_found_in_one_index_and_needs_no_sorting(office: Office, wanted: Narrowed, column: Any) -> None:
    offices, case = [office.provider.pk], office.registered()
    page = plan(lambda: page_of(offices, narrowed(offices, wanted), Order(column), after=case.code))
    assert "SEARCH cases_case USING COVERING INDEX cases_" in page
    assert not {"SCAN", "B-TREE"} & set(page.replace("\n", " ").split())


@pytest.mark.parametrize("wanted", NARROWED.values(), ids=NARROWED)
def test_counting_and_several_offices_read_an_index_too(db: None, wanted: Narrowed) -> None:
    every = narrowed([1, 2], wanted)
    assert "SCAN cases_" not in plan(lambda: (counted(every), page_of([1, 2], every, Order())))
