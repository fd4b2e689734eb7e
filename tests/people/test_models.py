"""Providers and officers: how they are named, what the tables do not take."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kense.law import AdoptionOrder
from kense.people.models import Officer, Provider, WorkSchedule
from tests.support.office import PASSWORD, Office, made_officer


def test_a_password_is_stored_hashed(office: Office) -> None:
    stored = Officer.objects.values_list("password", flat=True).get(pk=office.aigul.pk)
    assert PASSWORD not in stored
    assert office.aigul.check_password(PASSWORD)
    assert not office.aigul.check_password(PASSWORD.upper())


@pytest.mark.parametrize(
    ("full_name", "short"),
    [("Сейітова Айгүл Маратқызы", "Сейітова А. М."), ("Әбенов Бекзат", "Әбенов Б."), ("Іңкәр", "Іңкәр")],
)
def test_an_officer_is_named_by_surname_and_initials(full_name: str, short: str) -> None:
    surname, given_name, patronymic = (*full_name.split(), "", "")[:3]
    officer = Officer(surname=surname, given_name=given_name, patronymic=patronymic)
    assert officer.short_name == short == str(officer)


def test_two_officers_do_not_share_a_name_to_sign_in_with(office: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        made_officer(office.provider, "aigul", "Сейітова Айгүл")


def test_english_readers_see_the_russian_name() -> None:
    provider = Provider(name_kk="«Көкжиек» колледжі", name_ru="Колледж «Көкжиек»")
    assert (provider.name.kk, provider.name.en) == ("«Көкжиек» колледжі", "Колледж «Көкжиек»")


@pytest.mark.parametrize(
    ("number", "day", "order"),
    [
        ("12-Н", date(2018, 8, 1), AdoptionOrder("12-Н", date(2018, 8, 1))),
        ("", date(2018, 8, 1), None),
        ("12-Н", None, None),
    ],
)
def test_an_order_has_a_number_and_a_day(number: str, day: date | None, order: AdoptionOrder | None) -> None:
    assert Provider(order_number=number, order_date=day).order == order


@pytest.mark.parametrize("schedule", [{"week": 7}, {"from_day": date(2018, 1, 1)}])
def test_a_schedule_is_of_five_or_six_days_and_one_begins_on_a_day(schedule: dict[str, Any], office: Office) -> None:
    fields: dict[str, Any] = {"from_day": date(2019, 1, 1), "week": 5, "shifts": [["09:00", "13:00"]], **schedule}
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkSchedule.objects.create(provider=office.provider, **fields)


def test_a_provider_with_cases_cannot_be_deleted(office: Office) -> None:
    office.registered()
    with pytest.raises(IntegrityError):
        office.provider.delete()
