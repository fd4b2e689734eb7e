"""The clocks of a case, explained row by row."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from kense.api.schemas import Out, Words
from kense.casework.timesheet import Account


class RowOut(Out):
    """A stretch of time that was counted, or skipped."""

    start: Annotated[datetime, Field(description="Its beginning")]
    end: Annotated[datetime, Field(description="Its end")]
    counted: Annotated[bool, Field(description="Counted, or skipped")]
    minutes: Annotated[int, Field(description="Working minutes counted in it")]
    total: Annotated[int, Field(description="Working minutes counted up to its end")]
    reason: Annotated[Words, Field(description="Why")]
    source: Annotated[Words | None, Field(description="By which act")]


class ExplanationOut(Out):
    """How working time was counted from one moment to another."""

    zone: Annotated[str, Field(description="The office's time zone")]
    start: Annotated[datetime, Field(description="The beginning")]
    end: Annotated[datetime, Field(description="The end")]
    rule: Annotated[Words, Field(description="The rule it was counted by")]
    total: Annotated[int, Field(description="Working minutes in all")]
    provisional: Annotated[list[Words], Field(description="Why the end may still move; empty when it is certain")]
    rows: Annotated[list[RowOut], Field(description="The rows, in order")]


class AccountOut(Out):
    """One clock."""

    title: Annotated[Words, Field(description="What it measures")]
    ref: Annotated[str, Field(description="Its place in the law")]
    action: Annotated[int | None, Field(description="The number of the action; null for the whole service")]
    run: Annotated[int, Field(description="Which run of the action it is, from 1")]
    norm_minutes: Annotated[int | Literal["not_stated"], Field(description="Its norm in working minutes")]
    earlier_minutes: Annotated[int, Field(description="Working minutes used by earlier runs of the action")]
    due: Annotated[ExplanationOut | None, Field(description="The way to the due moment")]
    used_minutes: Annotated[int, Field(description="Working minutes used")]
    late_minutes: Annotated[int | None, Field(description="Working minutes used after the due moment")]
    over: Annotated[bool, Field(description="The clock has stopped")]
    standing: Annotated[Words | None, Field(description="What it stands for now")]
    calendar_changed: Annotated[bool, Field(description="It was over before the calendar changed, and stays as it was")]
    used: Annotated[ExplanationOut, Field(description="How the time used was counted")]


class ClocksOut(Out):
    """The clocks of a case: the service first, then each run of an action in order. Nothing in it names a person."""

    clocks: Annotated[list[AccountOut], Field(description="The clocks")]


def clocks_out(accounts: Iterable[Account]) -> ClocksOut:
    """The clocks as an answer."""
    return ClocksOut(clocks=[AccountOut.model_validate(one.as_dict()) for one in accounts])
