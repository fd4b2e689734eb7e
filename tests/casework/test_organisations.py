"""The directory of education organisations: who keeps it, what a new name or an end leaves behind."""

import pytest

from kense.casework import organisations
from kense.people.models import Officer
from kense.registry.organisations import Organisation, directory_of
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.said import everything_stored, problems_told, refused

NOW = at("2019-03-26 09:30")
SCHOOL = {"name_kk": "№ 12 орта мектеп", "name_ru": "Средняя школа № 12", "first": "01.09.1980"}
LYCEUM = {"new_name_kk": "№ 12 лицей", "new_name_ru": "Лицей № 12", "new_from": "01.09.2017"}


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def added(office: Office, oleg: Officer, **fields: str) -> Organisation:
    return organisations.add(office.provider, SCHOOL | fields, actor=oleg, at=NOW)


def renamed(office: Office, oleg: Officer, one: Organisation, **fields: str) -> Organisation:
    return organisations.rename(office.provider, str(one.pk), LYCEUM | fields, actor=oleg, at=NOW)


def closed(office: Office, oleg: Officer, one: Organisation, **fields: str) -> Organisation:
    return organisations.close(office.provider, str(one.pk), {"last": "31.08.2018"} | fields, actor=oleg, at=NOW)


def test_an_organisation_is_found_by_either_name(office: Office, oleg: Officer) -> None:
    one = added(office, oleg)
    directory = directory_of(office.provider.pk)
    assert [directory.find(name, "2019-03-26") for name in ("№ 12 ОРТА  МЕКТЕП", "средняя школа № 12")] == [one, one]
    assert directory.find("№ 12 орта мектеп", "1980-08-31") is None
    assert directory.find("", "2019-03-26") is None
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.facts) == (
        "organisation_added",
        {"organisation": one.pk, "name_kk": one.name_kk, "name_ru": one.name_ru, "first": "1980-09-01"},
    )


def test_another_name_follows_from_its_day_on(office: Office, oleg: Officer) -> None:
    one = added(office, oleg)
    organisations.set_own(office.provider, str(one.pk), True, actor=oleg, at=NOW)
    new = renamed(office, oleg, one)
    directory = directory_of(office.provider.pk)
    assert directory.find("№ 12 орта мектеп", "2017-08-31") == one
    assert directory.find("№ 12 орта мектеп", "2017-09-01") is None
    assert directory.find("Лицей № 12", "2017-09-01") == new
    assert directory.own("2010-01-01") == one
    assert directory.own("2019-03-26") == new
    assert directory.heirs(one) == [new]


def test_a_correction_leaves_one_entry(office: Office, oleg: Officer) -> None:
    one = added(office, oleg)
    corrected = SCHOOL | {"name_ru": "Средняя школа № 21"}
    organisations.correct(office.provider, str(one.pk), corrected, actor=oleg, at=NOW)
    assert TrailEntry.objects.latest("seq").facts == {
        "organisation": one.pk,
        "before": {"name_ru": "Средняя школа № 12"},
        "after": {"name_ru": "Средняя школа № 21"},
    }
    assert directory_of(office.provider.pk).find("Средняя школа № 21", "2019-03-26") == one
    before = everything_stored()
    organisations.correct(office.provider, str(one.pk), corrected, actor=oleg, at=NOW)
    assert everything_stored() == before


def test_what_was_closed_has_its_successor(office: Office, oleg: Officer) -> None:
    one = added(office, oleg)
    other = added(office, oleg, name_kk="№ 7 орта мектеп", name_ru="Средняя школа № 7")
    closed(office, oleg, one, successor=str(other.pk))
    directory = directory_of(office.provider.pk)
    assert directory.find("№ 12 орта мектеп", "2018-09-01") is None
    assert directory.heirs(directory.by_id[one.pk]) == [other]
    with problems_told() as found:
        closed(office, oleg, other, successor=str(one.pk))
    assert [(p.field, p.code) for p in found] == [("successor", "successor_wrong")]


def test_one_organisation_is_the_offices_own(office: Office, oleg: Officer) -> None:
    one = added(office, oleg)
    other = added(office, oleg, name_kk="№ 7 орта мектеп", name_ru="Средняя школа № 7")
    for chosen in (one, other):
        organisations.set_own(office.provider, str(chosen.pk), True, actor=oleg, at=NOW)
    assert [row for row in directory_of(office.provider.pk).rows if row.is_own] == [other]
    organisations.set_own(office.provider, str(other.pk), False, actor=oleg, at=NOW)
    assert directory_of(office.provider.pk).own("2019-03-26") is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name_kk": " ", "name_ru": "А"}, ("name_kk", "text_empty")),
        ({"name_kk": "А", "name_ru": "x" * 301}, ("name_ru", "text_too_long")),
        ({"name_kk": "№ 7 орта мектеп"}, ("name_ru", "organisation_twice")),
        ({"name_ru": "Средняя школа № 7"}, ("name_kk", "organisation_twice")),
        ({"name_kk": "А", "name_ru": "А", "first": "31.02.1980"}, ("first", "date_nonexistent")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, oleg: Officer, fields: dict[str, str], said: tuple[str, str]
) -> None:
    added(office, oleg)
    with problems_told() as found:
        added(office, oleg, **fields)
    assert [(p.field, p.code) for p in found] == [said]


@pytest.mark.parametrize("day", ["01.09.1980", "31.08.1980", "01.09.2018"])
def test_a_new_name_begins_while_the_organisation_is_there(office: Office, oleg: Officer, day: str) -> None:
    one = closed(office, oleg, added(office, oleg))
    with problems_told() as found:
        renamed(office, oleg, one, new_from=day)
    assert [(p.field, p.code) for p in found] == [("new_from", "organisation_over")]


def test_an_organisation_does_not_end_before_it_began(office: Office, oleg: Officer) -> None:
    one = added(office, oleg)
    with problems_told() as found:
        closed(office, oleg, one, last="31.08.1980")
    assert [(p.field, p.code) for p in found] == [("last", "organisation_over")]


@pytest.mark.parametrize("typed", ["0", "x", "", "9" * 40])
def test_an_organisation_that_is_not_there_is_said(office: Office, oleg: Officer, typed: str) -> None:
    with refused("organisation_not_found"):
        organisations.correct(office.provider, typed, SCHOOL, actor=oleg, at=NOW)


def test_only_the_administrator_of_this_office_keeps_the_directory(
    office: Office, other_office: OtherOffice, oleg: Officer
) -> None:
    one = added(office, oleg)
    for actor in (office.nurlan, office.aigul, office.dauren, other_office.zhanna):
        with refused("wrong_role"):
            added(office, actor, name_kk="№ 7 орта мектеп")
        with refused("wrong_role"):
            renamed(office, actor, one)
        with refused("wrong_role"):
            closed(office, actor, one)
        with refused("wrong_role"):
            organisations.set_own(office.provider, str(one.pk), True, actor=actor, at=NOW)
