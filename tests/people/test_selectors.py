"""Who may act on a day, in which office, in whose working time."""

from datetime import date

import pytest

from kense.people.models import Officer, OfficerRole, WorkSchedule
from kense.people.selectors import (
    actor_of,
    officer_by_id,
    officers_by_id,
    officers_in_role,
    providers,
    roles_on,
    working_time,
)
from tests.support.office import Office, OtherOffice, at, made_officer, made_provider

TODAY = date(2019, 3, 26)


@pytest.mark.parametrize(
    ("from_day", "to_day", "held"),
    [
        ("2019-03-26", None, True),
        ("2019-03-27", None, False),
        ("2019-03-01", "2019-03-26", True),
        ("2019-03-01", "2019-03-25", False),
    ],
)
def test_a_role_is_held_from_its_first_day_through_its_last(
    from_day: str, to_day: str | None, held: bool, office: Office
) -> None:
    OfficerRole.objects.create(officer=office.madina, role="head", from_day=from_day, to_day=to_day)
    assert ("head" in roles_on(office.madina, TODAY)) is held
    assert (office.madina in officers_in_role(office.provider, "head", TODAY)) is held


def test_several_roles_are_held_at_once(office: Office) -> None:
    OfficerRole.objects.create(officer=office.dauren, role="head", from_day=TODAY)
    assert roles_on(office.dauren, TODAY) == {"executor", "head"}


def test_a_closed_account_holds_no_role(office: Office) -> None:
    Officer.objects.filter(pk=office.aigul.pk).update(is_active=False)
    office.aigul.refresh_from_db()
    assert roles_on(office.aigul, TODAY) == frozenset()
    assert list(officers_in_role(office.provider, "office", TODAY)) == [office.bekzat]


def test_the_actor_is_the_officer_in_the_office_with_the_roles(office: Office) -> None:
    actor = actor_of(office.nurlan, TODAY)
    assert (actor.id, actor.provider) == (str(office.nurlan.pk), str(office.provider.pk))
    assert actor.roles == {"head"}


def test_officers_of_a_role_come_by_name_and_once(office: Office, other_office: OtherOffice) -> None:
    OfficerRole.objects.create(officer=office.madina, role="executor", from_day=TODAY)
    made_officer(other_office.provider, "erik", "Абай Ерік", "executor")
    asan = made_officer(office.provider, "asan", "Баймен Асан", "executor")
    found = list(officers_in_role(office.provider, "executor", TODAY))
    assert found[0] == asan
    assert sorted(officer.pk for officer in found) == sorted([asan.pk, office.madina.pk, office.dauren.pk])


def test_an_officer_is_found_by_id(office: Office) -> None:
    assert officer_by_id(office.aigul.pk) == officer_by_id(str(office.aigul.pk)) == office.aigul
    assert officers_by_id([office.aigul.pk, office.aigul.pk, 9_000_000]) == {office.aigul.pk: office.aigul}


@pytest.mark.django_db
@pytest.mark.parametrize("junk", ["", "-1", "1.0", "aigul", "²", "9" * 18, "9" * 19, "9" * 6000, "1\x00"])
def test_what_is_no_id_finds_nobody(junk: str) -> None:
    assert officer_by_id(junk) is None


def test_providers_come_in_the_order_they_were_entered(office: Office, other_office: OtherOffice) -> None:
    assert list(providers()) == [office.provider, other_office.provider]


def test_working_time_follows_the_schedules_of_the_provider(office: Office) -> None:
    WorkSchedule.objects.create(provider=office.provider, from_day="2019-04-01", week=6, shifts=[["08:00", "12:00"]])
    time = working_time(office.provider)
    assert time.due_after_minutes(at("2019-03-29 18:20"), 20) == at("2019-04-01 08:10")
    assert time.is_working(at("2019-04-06 09:00"))


@pytest.mark.django_db
def test_working_time_is_in_the_zone_of_the_provider() -> None:
    west = made_provider("Каспий", zone="Asia/Aqtau")
    assert working_time(west).local(at("2019-03-26 10:12")).strftime("%H:%M") == "09:12"


def test_a_changed_schedule_counts_at_once(office: Office) -> None:
    before = working_time(office.provider).due_after_minutes(at("2019-03-26 12:50"), 20)
    WorkSchedule.objects.filter(provider=office.provider).update(shifts=[["09:00", "18:00"]])
    after = working_time(office.provider).due_after_minutes(at("2019-03-26 12:50"), 20)
    assert (before, after) == (at("2019-03-26 14:40"), at("2019-03-26 13:10"))
