"""The letterhead: what papers made from now on say of the office, and the orders it works under."""

import pytest

from kense.casework.letterhead import mark_of, set_letterhead, values_of
from kense.papers.models import Paper
from kense.people.models import Officer
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.said import everything_stored, problems_told, refused

NOW = at("2019-03-26 09:30")


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def form(office: Office, **changed: str) -> dict[str, str]:
    """The letterhead as its form has it, with some of it different."""
    as_it_is = {name: str(value or "") for name, value in values_of(office.provider).items()}
    return as_it_is | changed


def test_papers_say_it_from_then_on(office: Office, oleg: Officer) -> None:
    above = {"above_name_kk": "Өскемен қаласының білім бөлімі", "above_name_ru": "Отдел образования Усть-Каменогорска"}
    set_letterhead(office.provider, form(office, **above, email="kense@kokzhiek.example"), actor=oleg, at=NOW)
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id) == ("letterhead_set", oleg.pk)
    assert entry.facts == {
        "before": {"above_name_kk": "", "above_name_ru": "", "email": ""},
        "after": {**above, "email": "kense@kokzhiek.example"},
    }
    office.registered()
    said = Paper.objects.get(kind="talon").data["provider"]
    assert said["above_name"] == {"kk": above["above_name_kk"], "ru": above["above_name_ru"]}
    assert said["email"] == "kense@kokzhiek.example"
    before = everything_stored()
    set_letterhead(office.provider, form(office), actor=oleg, at=NOW)
    assert everything_stored() == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name_kk": " "}, ("name_kk", "text_empty")),
        ({"name_ru": "x" * 301}, ("name_ru", "text_too_long")),
        ({"address_kk": ""}, ("address_kk", "text_empty")),
        ({"phone": "1" * 41}, ("phone", "text_too_long")),
        ({"email": "kense"}, ("email", "email_wrong")),
        ({"order_number": ""}, ("order_number", "order_halved")),
        ({"order_date": ""}, ("order_date", "order_halved")),
        ({"order_date": "01.02.2018"}, ("order_date", "order_before_act")),
        ({"order_date": "32.02.2018"}, ("order_date", "date_nonexistent")),
        ({"order_date": "27.03.2019"}, ("order_number", "no_basis")),
        ({"order_number": "", "order_date": ""}, ("order_number", "no_basis")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, oleg: Officer, changed: dict[str, str], said: tuple[str, str]
) -> None:
    with problems_told() as found:
        set_letterhead(office.provider, form(office, **changed), actor=oleg, at=NOW)
    assert [(one.field, one.code) for one in found] == [said]


def test_a_form_opened_before_anothers_change_is_not_taken(office: Office, oleg: Officer) -> None:
    seen = mark_of(office.provider)
    set_letterhead(office.provider, form(office, phone="1", seen=seen), actor=oleg, at=NOW)
    with refused("changed_meanwhile"):
        set_letterhead(office.provider, form(office, phone="2", seen=seen), actor=oleg, at=NOW)


def test_only_the_administrator_of_this_office_may(office: Office, other_office: OtherOffice) -> None:
    for actor in (office.nurlan, office.aigul, made_administrator(other_office)):
        with refused("wrong_role"):
            set_letterhead(office.provider, form(office, phone="1"), actor=actor, at=NOW)
