"""An explanation of working time as lines for a terminal, in English."""

from datetime import datetime

from kense.ops.tables import columns
from kense.worktime import Explanation, Row, format_minutes

_HEADER = ("FROM", "TO", "COUNTED", "TOTAL", "WHY", "SOURCE")


def as_text(explanation: Explanation) -> list[str]:
    """The rule, then a line for each stretch that was counted or skipped, by the wall clock of the zone."""
    rows = [_row(explanation, row) for row in explanation.rows]
    return [f"{explanation.rule.en} ({explanation.zone.key})", *columns([_HEADER, *rows])]


def _row(explanation: Explanation, row: Row) -> tuple[str, ...]:
    return (
        _clock(row.start.astimezone(explanation.zone)),
        _clock(row.end.astimezone(explanation.zone)),
        format_minutes(row.minutes).en if row.counted else "–",
        format_minutes(row.total).en,
        row.reason.en,
        row.source.en if row.source else "–",
    )


def _clock(moment: datetime) -> str:
    """Seconds are shown only where there are some."""
    return f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
