"""Which office and which days a question is about."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from ninja import Query

from kense.api.access import Call
from kense.api.problems import Trouble
from kense.casework.perform import ProblemsError
from kense.oversight.period import FIRST, LAST, Period, read_period
from kense.people.selectors import Provider, providers

Office = Annotated[int | None, Query(description="The id of an office the program sees; its own where it is left out")]
From = Annotated[
    str | None, Query(alias="from", max_length=40, description="First day; with `to`, or this month so far")
]
To = Annotated[str | None, Query(alias="to", max_length=40, description="Last day")]


def chosen_office(call: Call, reach: Iterable[int], office: int | None) -> Provider:
    """The office that is asked for, the program's own where none is; 404 for one out of reach."""
    wanted = office or call.desk.provider.pk
    found = providers().filter(pk=wanted).first() if wanted in set(reach) else None
    if found is None:
        raise Trouble(404, "not_found")
    return found


def asked_period(call: Call, first: str | None, last: str | None) -> Period:
    """The days that are asked for. ProblemsError for what is no day, no order or too long."""
    read = read_period({FIRST: first or "", LAST: last or ""}, call.desk.worktime.local(call.at).date())
    if isinstance(read, Period):
        return read
    raise ProblemsError(read)


def edges(period: Period, provider: Provider) -> tuple[datetime, datetime]:
    """The moments of a period, half-open, on the wall of an office."""
    return period.edges(ZoneInfo(provider.zone))
