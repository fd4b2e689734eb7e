"""The demonstration: an invented college with cases open in every state at the present moment, and a school beside it."""

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from kense import law
from kense.casework import organisations
from kense.law.files import read
from kense.law.values import Datum, Ident, Idents, LawText, Many
from kense.ops import officers
from kense.ops.scenario import Office, play, read_scenario
from kense.ops.tables import columns
from kense.people.models import Officer, Oversight, Provider, WorkSchedule
from kense.people.roles import ADMINISTRATOR, NAMES
from kense.people.selectors import officers_of, roles_on

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


class OrganisationTold(Datum):
    """An education organisation of the office's directory. With `renamed` it has that name from that day on."""

    name_kk: str
    name_ru: str
    first: str = ""
    is_own: bool = False
    renamed: dict[Ident, str] | None = None
    closed: str = ""


class OfficeTold(Datum):
    """An office, its people, the organisations it knows; its administrator enters these on the first day."""

    provider: ProviderTold
    officers: Many[OfficerTold]
    organisations: Many[OrganisationTold] = ()


class CollegeTold(OfficeTold):
    """The file of the college. Its notice, password and hours are the school's as well."""

    notice: LawText
    password: str
    from_day: date
    week: int
    shifts: list[list[str]]


class SchoolTold(OfficeTold):
    """The file of the school. `overseen_by` is the username of an officer of the college."""

    overseen_by: str


@cache
def told() -> CollegeTold:
    """The college as its file tells it."""
    return read(FOLDER / "office.yaml", CollegeTold)


@cache
def told_of_the_school() -> SchoolTold:
    """The school as its file tells it."""
    return read(FOLDER / "school.yaml", SchoolTold)


def create(*, with_passwords: bool) -> Office:
    """The college in the database. Without passwords nobody can sign in: for a scenario that only runs through."""
    return _create(told(), with_passwords=with_passwords)


def _create(office: OfficeTold, *, with_passwords: bool) -> Office:
    usual = told()
    provider = Provider.objects.create(is_demonstration=True, **office.provider.model_dump())
    WorkSchedule.objects.create(provider=provider, from_day=usual.from_day, week=usual.week, shifts=usual.shifts)
    people = {}
    for one in office.officers:
        officer = Officer(**one.model_dump(exclude={"roles"}))
        if with_passwords:
            officer.set_password(usual.password)
        people[one.username] = officers.add(officer, provider, one.roles, usual.from_day)
    _fill_directory(provider, office)
    return Office(provider, people)


def _fill_directory(provider: Provider, office: OfficeTold) -> None:
    at = datetime.combine(told().from_day, time(12), ZoneInfo(provider.zone))
    for one in office.organisations:
        actor = next(who for who in officers_of(provider) if ADMINISTRATOR in roles_on(who, told().from_day))
        fields = {"name_kk": one.name_kk, "name_ru": one.name_ru, "first": one.first}
        row = str(organisations.add(provider, fields, actor=actor, at=at).pk)
        if one.is_own:
            organisations.set_own(provider, row, True, actor=actor, at=at)
        if one.renamed:
            organisations.rename(provider, row, one.renamed, actor=actor, at=at)
        if one.closed:
            organisations.close(provider, row, {"last": one.closed}, actor=actor, at=at)


def open_office(now: datetime) -> Office:
    """Make the college and the school with their cases around the present moment; all or nothing. Returns the college."""
    with transaction.atomic():
        college = create(with_passwords=True)
        _play("present.yaml", college, now)
        school = _create(told_of_the_school(), with_passwords=True)
        _play("school_present.yaml", school, now)
        overseer = college.officers[told_of_the_school().overseen_by]
        Oversight.objects.create(officer=overseer, provider=school.provider)
    return college


def _play(scenario: str, office: Office, now: datetime) -> None:
    play(read_scenario(FOLDER / scenario), office, now.replace(second=0, microsecond=0))


def greeting() -> list[str]:
    """What is printed at the start: that all is invented, and who can sign in."""
    notice = told().notice
    return ["", notice.kk, notice.ru, notice.en, *_accounts(told()), *_accounts(told_of_the_school()), ""]


def _accounts(office: OfficeTold) -> list[str]:
    role_names = {role.id: role.officer for role in law.newest(office.provider.act).procedure.roles} | NAMES
    rows = [
        [one.username, told().password, role_names[role].kk, role_names[role].ru, role_names[role].en]
        for one in office.officers
        for role in one.roles
    ]
    return ["", f"{office.provider.name_kk} · {office.provider.name_ru}", *columns(rows, "  ")]
