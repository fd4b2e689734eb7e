"""What a controller's program watches: late now, the board, the figures of a period; nobody else's does."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.people.models import Oversight
from tests.api.conftest import Api
from tests.support.office import Office, OtherOffice


@pytest.fixture
def late(office: Office, api_at: Callable[[str], None]) -> Office:
    """A case that waits for its registration since the day before, and one that is over."""
    office.handed_in()
    office.issued()
    api_at("2019-03-27 12:00")
    return office


def test_what_is_late_is_told_with_its_office_and_action(late: Office, controller_api: Api) -> None:
    (case,) = controller_api.get("/oversight/late").json()["items"]
    assert (case["office"], case["number"], case["at_action"] > 0) == (late.provider.pk, "", True)
    board = controller_api.get("/oversight/board").json()
    (cell,) = board["cells"]
    assert (cell["waiting"], cell["late"], cell["worst"]) == (1, 1, case["at_action"])
    assert [one["id"] for one in board["offices"]] == [late.provider.pk]


def test_a_period_balances(late: Office, controller_api: Api) -> None:
    told = controller_api.get("/oversight/figures?from=2019-03-01&to=2019-03-27").json()
    assert (told["carried"], told["received"], told["in_work"], sum(told["ended"].values())) == (0, 2, 1, 1)
    assert (told["results"], len(told["actions"]) > 3) == (1, True)
    assert controller_api.get("/oversight/figures?from=2019-03-02&to=2019-03-01").status_code == 422


def test_offices_out_of_reach_are_not_there(late: Office, other_office: OtherOffice, controller_api: Api) -> None:
    where = f"/oversight/board?office={other_office.provider.pk}"
    assert controller_api.get(where).status_code == 404
    Oversight.objects.create(officer=controller_api.program, provider=other_office.provider)
    assert controller_api.get(where).json()["cells"] == []


def test_nobody_else_watches(late: Office, clerk_api: Api, head_api: Api, lawyer_api: Api) -> None:
    for api in (clerk_api, head_api, lawyer_api):
        assert {api.get(f"/oversight/{one}").status_code for one in ("board", "late", "figures")} == {403}


def test_what_is_late_asks_the_database_as_often_however_much_it_is(late: Office, controller_api: Api) -> None:
    counts = []
    for count in (1, 7):
        while len(controller_api.get("/oversight/late").json()["items"]) < count:
            late.handed_in()
        with CaptureQueriesContext(connection) as queries:
            controller_api.get("/oversight/late")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    page = controller_api.get("/oversight/late?limit=5").json()
    rest = controller_api.get(page["next"].removeprefix("/api/v1")).json()
    assert len({one["case"] for one in page["items"] + rest["items"]}) == 7
