"""Changes of an office's calendar, and the administrator who makes them. The decrees are invented."""

from datetime import date, time

from kense.casework.recalendar import CalendarChange
from kense.kernel import Text
from kense.people.models import Officer
from kense.worktime import Override, OverrideKind, Shift
from tests.support.office import Office, OtherOffice, made_officer

DECREE = "ҚР Үкіметінің 25.03.2019 № 111 қаулысы"
NOTE = Text("Төтенше жағдай", "Чрезвычайное положение", "State of emergency")
MORNING: tuple[Shift, ...] = ((time(9), time(13)),)


def declared(
    day: str, kind: OverrideKind = "off", shifts: tuple[Shift, ...] = (), decree: str = DECREE
) -> CalendarChange:
    """One day declared to be something."""
    return CalendarChange(declared=(Override(date.fromisoformat(day), kind, decree, NOTE, shifts),))


def made_administrator(office: Office | OtherOffice, username: str = "oleg") -> Officer:
    """The office's administrator."""
    return made_officer(office.provider, username, "Беляев Олег Викторович", "administrator")
