"""What a new installation is asked, and making it of the answers."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

from django.db import transaction

from kense import law
from kense.casework.accounts import is_usable
from kense.casework.editions import publish_folder
from kense.kernel import Problem, Text, clock
from kense.law.act import Act
from kense.ops import officers
from kense.ops.answers import Question
from kense.people.models import Officer, Provider, WorkSchedule
from kense.people.roles import ADMINISTRATOR, NAMES
from kense.registry.dates import parse_date
from kense.worktime import FIRST_DAY, Schedule, ScheduleError, UnknownZoneError
from kense.worktime.moments import zone_named

USUAL_HOURS = "09:00-13:00, 14:30-18:30"


def questions(act: Act, today: date) -> list[Question]:
    """Everything a real installation has to know about the provider, its basis, its hours and its first administrator."""
    return [
        Question("name_kk", "Provider's official name in Kazakh"),
        Question("name_ru", "Provider's official name in Russian"),
        Question("address_kk", "Postal address in Kazakh"),
        Question("address_ru", "Postal address in Russian"),
        Question("place_kk", "Town, for the papers, in Kazakh"),
        Question("place_ru", "Town, for the papers, in Russian"),
        Question("phone", "Phone", required=False),
        Question("zone", "Time zone", default="Asia/Almaty", check=_zone),
        *_about_order(act, today),
        Question("week", "Working days a week, 5 or 6", default="5", check=_week),
        Question("hours", "Working hours of a day", default=USUAL_HOURS, check=_hours),
        Question(
            "sole_officer_order",
            "Number and date of an order that lets one officer do everything, if there is one",
            required=False,
        ),
        Question("username", "Username of the first administrator", check=_username),
        Question("surname", "Administrator's surname"),
        Question("given_name", "Administrator's given name"),
        Question("patronymic", "Administrator's patronymic", required=False),
    ]


def create(
    act: Act, answers: Mapping[str, str], administrator: Officer, today: date, regulation: Path | None = None
) -> Provider:
    """The provider with its basis and hours, and its first administrator; all or nothing.

    `regulation` is the folder of the edition to work by where the act does not ship: it is published here first.
    """
    own = ("name_kk", "name_ru", "address_kk", "address_ru", "place_kk", "place_ru", "phone", "zone")
    with transaction.atomic():
        if regulation:
            publish_folder(regulation, None, today=today, at=clock.now())
        provider = Provider.objects.create(
            act=act.id,
            order_number=answers["order_number"],
            order_date=answers["order_date"] or None,
            sole_officer_order=answers["sole_officer_order"],
            **{name: answers[name] for name in own},
        )
        WorkSchedule.objects.create(
            provider=provider,
            from_day=FIRST_DAY,
            week=int(answers["week"]),
            shifts=[list(shift) for shift in _shifts(answers["hours"])],
        )
        officers.add(administrator, provider, [ADMINISTRATOR], today)
    return provider


def administrator_of(answers: Mapping[str, str]) -> Officer:
    """The first administrator, not stored yet."""
    position = NAMES[ADMINISTRATOR]
    return Officer(
        username=answers["username"],
        surname=answers["surname"],
        given_name=answers["given_name"],
        patronymic=answers["patronymic"],
        position_kk=position.kk,
        position_ru=position.ru,
    )


def _about_order(act: Act, today: date) -> list[Question]:
    needed = law.status_on(act, today) != "in_force"
    why = _why(act, today) if needed else ""
    return [
        Question("order_number", "Number of your own order that adopts the procedure", required=needed, why=why),
        Question("order_date", "Date of that order", required=needed, check=lambda text: _order_date(act, text)),
    ]


def _why(act: Act, today: date) -> str:
    """Why an order is needed: resolution 181 was repealed by No. 69 of 10.03.2020."""
    status = law.status_on(act, today).replace("_", " ")
    repeal = f", repealed by No. {act.repealed.by_number} of {act.repealed.adopted:%d.%m.%Y}" if act.repealed else ""
    return (
        f"The {act.cited_as.en} is not known to be in force today (status: {status}{repeal}), so it is no basis by "
        "itself: a provider may work by this procedure only under an order of its own that adopts it."
    )


def _order_date(act: Act, text: str) -> str:
    day = read_day(text)
    if day < act.adopted:
        raise ValueError(f"an order cannot adopt the procedure before the act was adopted, on {act.adopted:%d.%m.%Y}")
    return day.isoformat()


def read_day(text: str) -> date:
    """A date typed as 26.03.2019 or 2019-03-26. ValueError says what is wrong."""
    day = parse_date(text, field="", label=Text.same("date"))
    if isinstance(day, Problem):
        raise ValueError(day.text.en)
    return day


def _zone(text: str) -> str:
    try:
        return zone_named(text).key
    except UnknownZoneError as error:
        raise ValueError(str(error)) from None


def _week(text: str) -> str:
    if text not in ("5", "6"):
        raise ValueError("write 5 or 6")
    return text


def _username(text: str) -> str:
    if not is_usable(text):
        raise ValueError("use letters, digits and . @ + - _ without spaces")
    return text


def _hours(text: str) -> str:
    try:
        shifts = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in _shifts(text))
        Schedule(FIRST_DAY, shifts)
    except (ValueError, ScheduleError) as error:
        raise ValueError(f"write the hours like '{USUAL_HOURS}' ({error})") from None
    return text


def _shifts(text: str) -> list[tuple[str, str]]:
    found = []
    for shift in text.split(","):
        start, _, end = shift.strip().replace("–", "-").partition("-")
        found.append((start.strip(), end.strip()))
    return found
