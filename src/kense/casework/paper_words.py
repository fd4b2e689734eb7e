"""How the data of a paper are written: texts as pairs, moments by the office's wall clock."""

from datetime import datetime

from kense.kernel import Text
from kense.worktime import WorkingTime


def pair(text: Text) -> dict[str, str]:
    """A text in the two languages of papers."""
    return {"kk": text.kk, "ru": text.ru}


def moment(worktime: WorkingTime, at: datetime) -> str:
    """`2019-03-26T10:12` in the office's own time."""
    return worktime.local(at).strftime("%Y-%m-%dT%H:%M")
