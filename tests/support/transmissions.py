"""An office whose register has somebody to tell the databases of, and what happens to a transmission, step by step."""

from datetime import date

from kense.casework import transmissions
from kense.law import newest
from kense.law.edition import Addressee
from kense.people.models import Officer
from kense.registry.models import Person, Statement, Transmission, Update
from kense.registry.record import Change
from kense.registry.register import apply_changes
from kense.registry.statements import begin
from tests.support.iins import made_iin
from tests.support.office import ACT, Office, at
from tests.support.register import enter

DATABASE, FUND = newest(ACT).procedure.transmissions
ASSEL = {
    "iin": made_iin(date(2005, 3, 16), "female", 41),
    "surname": "Оспан",
    "given_name": "Әсел",
    "birth_date": "2005-03-16",
    "category": "26-1-13",
    "organisation": "«Көкжиек» колледжі",
    "ground_from": "2018-09-01",
    "ground_to": "2021-06-30",
}
"""A student, invented like everybody."""


def many(office: Office, count: int) -> list[Person]:
    """So many students in the register of the office, told apart by their names."""
    return [enter(office.provider.pk, {**ASSEL, "iin": "", "surname": f"Оспан{chr(1072 + n)}"}) for n in range(count)]


def changed(person: Person, field: str, before: str, after: str, when: str = "2019-03-26 11:00") -> None:
    """The register changes a field of the person, nobody having rejected anything."""
    update = begin(person.provider_id, Update.Kind.DIRECT, at=at(when), ground="бұйрық № 5")
    apply_changes(person, person.iin, [Change(field, before, after)], update)


def collected(
    office: Office, addressee: Addressee = FUND, *, by: Officer | None = None, when: str = "2019-03-26 12:00"
) -> Transmission:
    """Dauren collects what is to be sent, with the last transmission before his eyes."""
    last = Transmission.objects.filter(provider=office.provider, addressee=addressee.id).order_by("n").last()
    return transmissions.collect(
        office.provider, addressee.id, after=last.n if last else 0, actor=by or office.dauren, at=at(when)
    )


def sent(office: Office, addressee: Addressee = FUND, when: str = "2019-03-26 12:10") -> Transmission:
    """Dauren collects and sends it."""
    found = collected(office, addressee)
    return transmissions.mark_sent(office.provider, found.code, actor=office.dauren, at=at(when))


def rejected(office: Office, *places: str, addressee: Addressee = FUND, reason: str = "ЖСН табылмады") -> Transmission:
    """The addressee rejects those in these places, the first one where none is named."""
    found = sent(office, addressee)
    fields = {"reason": reason}
    transmissions.reject(
        office.provider, found.code, places or ("1",), fields, actor=office.dauren, at=at("2019-03-27 10:00")
    )
    found.refresh_from_db()
    return found


def a_whole_college(office: Office, count: int) -> None:
    """So many students at once, as a roster brings them."""
    update = begin(office.provider.pk, Update.Kind.ROSTER, at=at("2018-09-03 09:00"))
    Person.objects.bulk_create(
        Person(provider=office.provider, surname=f"Оспан{n}", given_name="Әсел", name_key=f"{n:09}")
        for n in range(count)
    )
    Statement.objects.bulk_create(
        Statement(person=person, facet=facet, line=1, data=data, first=first, known_from=update.at, since=update)
        for person in Person.objects.iterator()
        for facet, data, first in (
            ("personal", {"surname": person.surname, "given_name": "Әсел", "birth_date": "2005-03-16"}, ""),
            ("ground", {"category": "26-1-13", "organisation": "«Көкжиек» колледжі"}, "2018-09-01"),
        )
    )
