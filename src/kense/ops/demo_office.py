"""The demonstration office: an invented college, its officers, and cases open in every state at the present moment."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db import transaction

from kense import law
from kense.law.files import read
from kense.law.values import Datum, Ident, Idents, LawText, Many
from kense.ops import officers
from kense.ops.scenario import Office, play, read_scenario
from kense.ops.tables import columns
from kense.people.models import Officer, Provider, WorkSchedule
from kense.people.roles import NAMES

FOLDER = Path(__file__).parent / "demo"


class OfficerTold(Datum):
    """An invented officer."""

    username: str
    roles: Idents
    surname: str
    given_name: str
    patronymic: str
    position_kk: str
    position_ru: str
    phone: str = ""


class ProviderTold(Datum):
    """The invented provider."""

    name_kk: str
    name_ru: str
    address_kk: str
    address_ru: str
    place_kk: str
    place_ru: str
    phone: str
    zone: str
    act: Ident
    order_number: str
    order_date: date


class OfficeTold(Datum):
    """The file of the office."""

    notice: LawText
    password: str
    from_day: date
    week: int
    shifts: list[list[str]]
    provider: ProviderTold
    officers: Many[OfficerTold]


@cache
def told() -> OfficeTold:
    """The office as its file tells it."""
    return read(FOLDER / "office.yaml", OfficeTold)


def create(*, with_passwords: bool) -> Office:
    """The invented office in the database. Without passwords nobody can sign in: for a scenario that only runs through."""
    data = told()
    provider = Provider.objects.create(is_demonstration=True, **data.provider.model_dump())
    WorkSchedule.objects.create(provider=provider, from_day=data.from_day, week=data.week, shifts=data.shifts)
    people = {}
    for one in data.officers:
        officer = Officer(**one.model_dump(exclude={"roles"}))
        if with_passwords:
            officer.set_password(data.password)
        people[one.username] = officers.add(officer, provider, one.roles, data.from_day)
    return Office(provider, people)


def open_office(now: datetime) -> Office:
    """Make the office with its cases around the present moment; all or nothing."""
    with transaction.atomic():
        office = create(with_passwords=True)
        play(read_scenario(FOLDER / "present.yaml"), office, now.replace(second=0, microsecond=0))
    return office


def greeting() -> list[str]:
    """What is printed at the start: that all is invented, and who can sign in."""
    data = told()
    role_names = {role.id: role.officer for role in law.newest(data.provider.act).procedure.roles} | NAMES
    rows = [
        [one.username, data.password, role_names[role].kk, role_names[role].ru, role_names[role].en]
        for one in data.officers
        for role in one.roles
    ]
    return ["", data.notice.kk, data.notice.ru, data.notice.en, "", *columns(rows, "  "), ""]
