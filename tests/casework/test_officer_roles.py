"""Roles of officers: given from a day on, ended on a day; what was held on days that have passed stays."""

from datetime import date

import pytest

from kense.casework.roles import end_role, give_role
from kense.people.models import Officer, OfficerRole
from kense.people.selectors import roles_on
from kense.trail.models import TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.said import problems_told, refused

NOW = at("2019-03-26 09:30")
TODAY = date(2019, 3, 26)


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def give(office: Office, oleg: Officer, role: str, from_day: str = "26.03.2019", to_day: str = "") -> OfficerRole:
    """Dauren is given a role."""
    form = {"role": role, "from_day": from_day, "to_day": to_day}
    return give_role(office.provider, str(office.dauren.pk), form, actor=oleg, at=NOW)


def end(office: Office, actor: Officer, officer: Officer, last_day: str, row: str = "") -> OfficerRole:
    """An officer's role, the only one unless `row` is named, is ended."""
    row = row or str(officer.roles.get().pk)
    return end_role(office.provider, str(officer.pk), row, {"last_day": last_day}, actor=actor, at=NOW)


@pytest.mark.parametrize("role", ["head", "controller", "administrator"])
def test_a_role_is_held_from_its_first_day(office: Office, oleg: Officer, role: str) -> None:
    row = give(office, oleg, role, "27.03.2019", "29.03.2019")
    held = [day for day in range(25, 31) if role in roles_on(office.dauren, date(2019, 3, day))]
    assert held == [27, 28, 29]
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.officer_id) == ("role_given", oleg.pk)
    assert entry.facts == {
        "officer": office.dauren.pk,
        "role": role,
        "from_day": "2019-03-27",
        "to_day": "2019-03-29",
    }
    assert row.role == role


@pytest.mark.parametrize(
    ("role", "from_day", "to_day", "said"),
    [
        ("wizard", "26.03.2019", "", ("role", "role_unknown")),
        ("", "26.03.2019", "", ("role", "role_unknown")),
        ("head", "25.03.2019", "", ("from_day", "begins_before_today")),
        ("head", "", "", ("from_day", "date_empty")),
        ("head", "26.03.2019", "30.02.2019", ("to_day", "date_nonexistent")),
        ("head", "26.03.2019", "25.03.2019", ("to_day", "dates_order")),
        ("executor", "26.03.2019", "", ("from_day", "role_held")),
        ("executor", "26.03.2030", "26.03.2031", ("from_day", "role_held")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, oleg: Officer, role: str, from_day: str, to_day: str, said: tuple[str, str]
) -> None:
    with problems_told() as found:
        give(office, oleg, role, from_day, to_day)
    assert [(one.field, one.code) for one in found] == [said]


def test_taken_away_at_once_and_given_back_the_same_day(office: Office, oleg: Officer) -> None:
    end(office, oleg, office.dauren, "25.03.2019")
    assert roles_on(office.dauren, TODAY) == frozenset()
    assert roles_on(office.dauren, date(2019, 3, 25)) == {"executor"}
    assert TrailEntry.objects.latest("seq").facts == {
        "officer": office.dauren.pk,
        "role": "executor",
        "from_day": "2018-08-01",
        "to_day": "2019-03-25",
        "before": None,
    }
    give(office, oleg, "executor")
    assert roles_on(office.dauren, TODAY) == {"executor"}


def test_a_role_yet_to_begin_is_called_off(office: Office, oleg: Officer) -> None:
    row = give(office, oleg, "head", "01.04.2019")
    end(office, oleg, office.dauren, "31.03.2019", str(row.pk))
    assert "head" not in roles_on(office.dauren, date(2019, 4, 1))


@pytest.mark.parametrize(
    ("last_day", "code"),
    [("24.03.2019", "ends_too_early"), ("", "date_empty"), ("01.01.2020", "ends_too_late"), ("x", "date_unreadable")],
)
def test_days_that_have_passed_do_not_change(office: Office, oleg: Officer, last_day: str, code: str) -> None:
    office.dauren.roles.update(to_day="2019-12-31")
    with problems_told() as found:
        end(office, oleg, office.dauren, last_day)
    assert [(one.field, one.code) for one in found] == [("last_day", code)]


def test_the_last_administrator_stays_one(office: Office, oleg: Officer) -> None:
    with refused("last_administrator"):
        end(office, oleg, oleg, "25.03.2019")
    made_administrator(office, "second")
    end(office, oleg, oleg, "25.03.2019")
    assert roles_on(oleg, TODAY) == frozenset()


def test_only_the_administrator_of_this_office_may(office: Office, other_office: OtherOffice) -> None:
    for actor in (office.nurlan, office.tolegen, made_administrator(other_office)):
        with refused("wrong_role"):
            give(office, actor, "head")
        with refused("wrong_role"):
            end(office, actor, office.dauren, "25.03.2019")


def test_roles_of_others_are_not_reached(office: Office, other_office: OtherOffice, oleg: Officer) -> None:
    foreign = str(other_office.saule.roles.get().pk)
    for row in (foreign, "9" * 30, "x", str(office.aigul.roles.get().pk)):
        with refused("officer_unknown"):
            end(office, oleg, office.dauren, "25.03.2019", row)
    with refused("officer_unknown"):
        end(office, oleg, other_office.saule, "25.03.2019")
