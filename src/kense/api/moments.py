"""Moments in requests: with an offset, and of this office's time."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field

from kense.api.problems import Trouble
from kense.api.texts import FIELDS
from kense.kernel import Problem

_FORM = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$"
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

Moment = Annotated[str, Field(pattern=_FORM, examples=["2019-03-26T10:12:00+06:00"])]
"""A moment, ISO 8601 with an offset."""


def moment_in(written: str, field: str) -> datetime:
    """The moment. Trouble at its field for one that is not in the calendar, or lies far outside this office's time."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = _LATEST
    if not _EARLIEST <= moment < _LATEST:
        raise Trouble(422, "invalid_fields", problems=[Problem(field, "wrong_form", FIELDS["wrong_form"])])
    return moment
