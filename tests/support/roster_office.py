"""Rosters on their way through an office: taken in by Dauren, read, applied."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from kense.casework.roster_intake import take_in
from kense.casework.roster_reading import read_on
from kense.casework.rosters import apply
from kense.kernel import RefusedError
from kense.people.models import Officer
from kense.registry.models import Roster
from tests.support.office import Office, at
from tests.support.rosters import csv_of

WHEN = at("2019-03-26 10:00")
LATER = at("2019-03-27 10:00")


def taken_in(office: Office, data: bytes, name: str = "list.csv", by: Officer | None = None) -> Roster:
    """The file taken in by Dauren."""
    return take_in(office.provider, name, io.BytesIO(data), actor=by or office.dauren, at=WHEN)


def read(office: Office, rows: Iterable[Mapping[str, str]], **how: Any) -> Roster:
    """A CSV of the rows, taken in and read to its end."""
    return read_whole(taken_in(office, csv_of(rows, **how)))


def read_whole(roster: Roster) -> Roster:
    """The roster read to its end, page by page."""
    while roster.state == Roster.State.READING:
        read_on(roster)
    return roster


def applied(office: Office, rows: Iterable[Mapping[str, str]], when: str = "2019-03-26 11:00") -> Roster:
    """The rows in the register."""
    return apply(read(office, rows), accepted=True, actor=office.dauren, at=at(when))


def problems(roster: Roster) -> list[tuple[int, str, str, str]]:
    """What was found: row, column, value, code."""
    return [(one.row, one.column, one.value, one.code) for one in roster.problems.all()]


def counts(roster: Roster) -> tuple[int, int, int]:
    """New, changed, unchanged."""
    beside = roster.facts["beside"]
    return beside["new"], beside["changed"], beside["unchanged"]


def refused(roster: Roster, office: Office, *, accepted: bool = True) -> str:
    """Why the roster is not applied."""
    with pytest.raises(RefusedError) as caught:
        apply(roster, accepted=accepted, actor=office.dauren, at=LATER)
    return caught.value.refusal.code
