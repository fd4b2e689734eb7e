"""The controller's page: who may open it, what it shows of which offices, how it takes what is typed, what it costs."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.people.models import Oversight
from tests.desk.conftest import AtDesk
from tests.support.office import PERSONAL, Office, OtherOffice, made_officer

WHEN = "2019-03-26 13:00"


def page_of(client: Client, query: str = "") -> str:
    """The page as text."""
    answer = client.get(f"/oversight/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def figures(page: str) -> list[int]:
    """The numbers of the balance: carried over, received, the ends, in work."""
    part = page[page.index('class="sum"') : page.index('class="apart"')]
    return [int(one) for one in re.findall(r"<dd>(\d+)</dd>", part)]


@pytest.mark.parametrize("who", ["aigul", "nurlan", "dauren"])
def test_only_a_controller_comes_in(office: Office, at_desk: AtDesk, who: str) -> None:
    case = office.registered()
    answer = at_desk(getattr(office, who)).get("/oversight/")
    assert answer.status_code == 403
    assert "бақылаушы ғана" in answer.content.decode()
    assert case.number not in answer.content.decode()
    assert 'href="/oversight/"' not in answer.content.decode()


def test_the_menu_leads_a_controller_there(office: Office, at_desk: AtDesk) -> None:
    assert 'href="/oversight/" data-go="KeyO"' in at_desk(office.tolegen).get("/").content.decode()


def test_what_is_late_is_named_with_who_has_it(office: Office, at_desk: AtDesk) -> None:
    late = office.registered(when="2019-03-26 10:20")
    in_order = office.assigned(when="2019-03-26 10:30")
    page = page_of(at_desk(office.tolegen, "2019-03-26 10:55"))
    rows = page[page.index('id="late"') :]
    assert f">{late.number}<" in rows
    assert f">{in_order.number}<" not in rows
    assert "басшы" in rows
    assert "15 мин" in rows
    assert "Кешіккен істер: 1." in page


def test_an_executor_is_named_when_theirs_is_late(office: Office, at_desk: AtDesk) -> None:
    office.assigned(when="2019-03-26 10:30")
    rows = page_of(at_desk(office.tolegen, "2019-03-26 17:10")).partition('id="late"')[2]
    assert office.dauren.short_name in rows


def test_nothing_late_is_said_in_words(office: Office, at_desk: AtDesk) -> None:
    assert "Кешіккен іс жоқ." in page_of(at_desk(office.tolegen))


def test_offices_overseen_are_there_and_others_are_not(
    office: Office, other_office: OtherOffice, at_desk: AtDesk
) -> None:
    case = office.registered()
    stranger = made_officer(other_office.provider, "rakhymzhan", "Рахымжан Тұрсын", "controller")
    assert case.number not in page_of(at_desk(stranger, WHEN))
    Oversight.objects.create(officer=stranger, provider=office.provider)
    page = page_of(at_desk(stranger, WHEN))
    assert case.number in page
    assert page.count("<option") == 3
    assert figures(page_of(at_desk(stranger, WHEN), f"?provider={other_office.provider.pk}"))[1] == 0
    assert figures(page_of(at_desk(stranger, WHEN), f"?provider={office.provider.pk}"))[1] == 1


@pytest.mark.parametrize("asked", ["0", "x", "٣", "99999999999999999999"])
def test_an_office_out_of_reach_is_not_there(
    office: Office, other_office: OtherOffice, at_desk: AtDesk, asked: str
) -> None:
    client = at_desk(office.tolegen)
    assert client.get("/oversight/", {"provider": asked}).status_code == 404
    assert client.get("/oversight/", {"provider": other_office.provider.pk}).status_code == 404


def test_the_balance_of_this_month_and_of_a_day(office: Office, at_desk: AtDesk) -> None:
    office.issued(when="2019-03-26 12:30")
    office.issued(office.result_registered(office.signed(office.refusal_drafted())))
    office.handed_in()
    page = page_of(at_desk(office.tolegen))
    assert figures(page) == [0, 3, 1, 1, 0, 0, 1]
    assert "2 <small>/ 2</small>" in page
    assert figures(page_of(at_desk(office.tolegen), "?from=01.03.2019&to=25.03.2019")) == [0, 0, 0, 0, 0, 0, 0]
    assert figures(page_of(at_desk(office.tolegen, "2019-03-27 10:00"), "?from=27.03.2019&to=27.03.2019"))[:2] == [1, 0]


def test_the_chart_has_a_title_and_the_same_figures_in_a_table(office: Office, at_desk: AtDesk) -> None:
    office.issued()
    page = page_of(at_desk(office.tolegen, WHEN))
    assert "Нәтижелер: 1. Ең көбі, жұмыс минутымен: 101–120. Нормалар жиынынан асқаны: 0." in page
    table = page.partition("Осы көрсеткіштер кестеде")[2]
    assert ">101–120</th>" in table
    assert "style=" not in page


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("бір", "26.03.2019", "күн ретінде оқылмады"),
        ("", "26.03.2019", "күн енгізілмеген"),
        ("26.03.2019", "25.03.2019", "Кезеңнің соңы басынан ерте"),
        ("01.01.2018", "01.01.2019", ""),
        ("01.01.2018", "02.01.2019", "Кезең бір жылдан ұзақ"),
        ("01.01.0001", "26.03.2019", "күнтізбеден тыс"),
        ("26.03.2019", "31.12.9999", "күнтізбеден тыс"),
        ("31.02.2019", "26.03.2019", "мұндай күн жоқ"),
    ],
)
def test_a_period_that_cannot_be_is_explained_and_kept(
    office: Office, at_desk: AtDesk, first: str, last: str, said: str
) -> None:
    answer = at_desk(office.tolegen).get("/oversight/", {"from": first, "to": last})
    page = answer.content.decode()
    assert answer.status_code == (422 if said else 200)
    assert said in page
    assert f'value="{first}"' in page
    assert f'value="{last}"' in page


def test_the_live_part_comes_alone(office: Office, at_desk: AtDesk) -> None:
    case = office.registered()
    answer = at_desk(office.tolegen, WHEN).get("/oversight/", headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert case.number in part
    assert "<html" not in part
    assert 'class="sum"' not in part


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_nobody_is_named_on_the_page_or_in_its_addresses(office: Office, at_desk: AtDesk, lang: str) -> None:
    office.registered()
    office.issued()
    page = page_of(at_desk(office.tolegen, "2019-03-28 13:00", lang))
    assert not [word for word in PERSONAL if word in page]


def test_more_cases_cost_no_more_queries(office: Office, at_desk: AtDesk) -> None:
    def queries() -> int:
        client = at_desk(office.tolegen, "2019-03-28 13:00")
        with CaptureQueriesContext(connection) as caught:
            page_of(client)
        return len(caught)

    def few() -> None:
        office.issued(office.result_registered(office.signed(office.refusal_drafted())))
        office.registered()
        office.assigned()

    few()
    queries()
    before = queries()
    for _ in range(6):
        few()
    assert queries() == before
