"""How a line of the log looks: for a person, or as JSON for a program that gathers logs (KENSE_LOG=json).

A log goes where the trail's rules do not reach, so nobody's data may be in it. Paths, words of a question, names, what
was typed: none of them is ever written. Of an error there are its class and where in the program it happened, but not
its message, which may quote what was typed; of the messages of libraries only the fixed part.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request at hand, in every line that is written for it."""
OURS = "kense"
_PARTS, _LONGEST_CHAIN = 3, 10


class Lines(logging.Formatter):
    """`as_json`: one object a line; else words and, after an error, where it happened."""

    def __init__(self, as_json: bool = False) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """One line; an error of a line for a person takes several."""
        told = _told(record)
        return json.dumps(told, ensure_ascii=False) if self.as_json else _for_a_person(told)


class NotTwice(logging.Filter):
    """Leaves out what Django says of every refused request: the line of the request says it already, without its path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        return record.name != "django.request" or record.exc_info is not None


def _told(record: logging.LogRecord) -> dict[str, Any]:
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    told: dict[str, Any] = {
        "time": at,
        "level": record.levelname.lower(),
        "event": _event(record),
        "request": request_id.get(),
    }
    told |= getattr(record, "fields", {})
    # Where a request that was refused for safety came to grief is no news: strangers send such ones all day.
    if record.exc_info and record.exc_info[1] and not record.name.startswith("django.security"):
        told["error"] = _error(record.exc_info[1])
    return {name: value for name, value in told.items() if value not in ("", None)}


def _event(record: logging.LogRecord) -> str:
    """Our own words; of a library only its name: what its message has in it is not known."""
    return record.getMessage() if record.name.partition(".")[0] == OURS else record.name


def _error(error: BaseException) -> list[dict[str, Any]]:
    """The error and those it came of, the last first."""
    told: list[dict[str, Any]] = []
    one: BaseException | None = error
    while one is not None and len(told) < _LONGEST_CHAIN:
        told.append({"type": _name(one), "at": [_place(frame) for frame in traceback.extract_tb(one.__traceback__)]})
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return told


def _name(error: BaseException) -> str:
    """The class, and the database's own code of the error, which says much and quotes nothing."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{kind} {code}" if code else kind


def _place(frame: traceback.FrameSummary) -> str:
    return f"{'/'.join(Path(frame.filename).parts[-_PARTS:])}:{frame.lineno} {frame.name}"


def _for_a_person(told: dict[str, Any]) -> str:
    errors = told.pop("error", [])
    head = " ".join((told.pop("time"), told.pop("level").upper(), told.pop("event")))
    lines = [" ".join((head, *(f"{name}={value}" for name, value in told.items())))]
    for one in errors:
        lines += [f"  {one['type']}", *(f"    {place}" for place in one["at"])]
    return "\n".join(lines)
