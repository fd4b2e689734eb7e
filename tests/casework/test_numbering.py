"""Numbering is set before the first number of a year and stays after it."""

import pytest

from kense.casework.numbering import numberings, set_numbering
from kense.casework.numbers import is_pattern
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


def set_up(office: Office, actor: Officer, journal: str = "registrations", year: str = "2019", **changed: str) -> None:
    """The journal goes on after 146."""
    form = {"pattern": "{n}/{year}", "last": "146"} | changed
    set_numbering(office.provider, journal, year, form, actor=actor, at=NOW)


def test_the_journal_goes_on_after_the_paper_one(office: Office, oleg: Officer) -> None:
    set_up(office, oleg)
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id) == ("numbering_set", oleg.pk)
    assert entry.facts == {
        "journal": "registrations",
        "year": 2019,
        "before": {"pattern": "03-14/{n}", "last": 0},
        "after": {"pattern": "{n}/{year}", "last": 146},
    }
    before = everything_stored()
    set_up(office, oleg)
    assert everything_stored() == before
    assert [one.next for one in numberings(office.provider, NOW)] == ["147/2019", "Б-1", "03-15/1", "03-16/1"]
    assert office.registered().number == "147/2019"


def test_once_a_number_is_given_it_stays(office: Office, oleg: Officer) -> None:
    office.registered()
    with refused("numbers_given"):
        set_up(office, oleg)
    with refused("numbers_given"):
        set_up(office, oleg, pattern="03-14/{n}", last="1")


def test_the_pattern_goes_over_to_the_next_year(office: Office, oleg: Officer) -> None:
    set_up(office, oleg)
    december = numberings(office.provider, at("2019-12-30 10:00"))
    assert [(one.journal.id, one.year, one.next) for one in december if one.journal.id == "registrations"] == [
        ("registrations", 2019, "147/2019"),
        ("registrations", 2020, "1/2020"),
    ]
    case = office.handed_in("2020-01-06 10:00", doc_study_certificate_expires="31.12.2025")
    assert office.registered(case, when="2020-01-06 10:05").number == "1/2020"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"pattern": ""}, "pattern"),
        ({"pattern": "03-14/"}, "pattern"),
        ({"pattern": "{n}{n}"}, "pattern"),
        ({"pattern": "{n" + "x" * 60}, "pattern"),
        ({"last": "-1"}, "last"),
        ({"last": ""}, "last"),
        ({"last": "9" * 40}, "last"),
        ({"last": "²"}, "last"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(office: Office, oleg: Officer, changed: dict[str, str], field: str) -> None:
    with problems_told() as found:
        set_up(office, oleg, **changed)
    assert [one.field for one in found] == [field]


@pytest.mark.parametrize(
    ("pattern", "good"),
    [
        ("03-14/{n}", True),
        ("{year}/{n:05}", True),
        ("Ө-{n}", True),
        ("{n}" + "x" * 33, True),
        ("{n}" + "x" * 34, False),
        ("{n!r}", False),
        ("{n.real}", False),
        ("{n:99999999}", False),
        ("{m}{n}", False),
        ("{{n}}", False),
        ("{n", False),
        ("{n}\n", False),
        ("{}", False),
    ],
)
def test_a_pattern_spells_numbers(pattern: str, good: bool) -> None:
    assert is_pattern(pattern) is good


@pytest.mark.parametrize(("journal", "year"), [("diary", "2019"), ("registrations", "2018"), ("registrations", "x")])
def test_what_is_not_on_the_list_is_not_set(office: Office, oleg: Officer, journal: str, year: str) -> None:
    with refused("journal_unknown"):
        set_up(office, oleg, journal, year)


def test_only_the_administrator_of_this_office_may(office: Office, other_office: OtherOffice) -> None:
    for actor in (office.nurlan, office.aigul, made_administrator(other_office)):
        with refused("wrong_role"):
            set_up(office, actor)
