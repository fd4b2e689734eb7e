"""The life of an act and its duties, as a text for people and as JSON for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kense.law import Edition
from kense.law.act import Act, Duty
from kense.law.duties import Done, DutyRow, duties_on
from kense.law.life import Change, Period, life


@dataclass(frozen=True, slots=True)
class Known:
    """An edition whose act has the days entered in this installation, and the duties marked as done in it."""

    edition: Edition
    marks: Mapping[str, Done] = field(default_factory=dict)


def known_here(edition: Edition) -> Known:
    """The edition with what the installation in the data folder knows of its act; as it is where there is none."""
    from kense.acts.selectors import done_in, known, latest_marks

    if not is_installed():
        return Known(edition)
    act = known(edition.act)
    return Known(edition.model_copy(update={"act": act}), done_in(latest_marks(act.id)))


def is_installed() -> bool:
    """Whether there is an installation that can be asked."""
    from kense.ops import installation

    return installation.state() != "none" and not installation.is_behind()


def life_json(act: Act) -> dict[str, Any]:
    """The periods in order and the days of change; a day that lies open or is unknown is null."""
    found = life(act)
    return {
        "periods": [_period(one) for one in found.periods],
        "begins": _change(found.begins),
        "ends": _change(found.ends) if found.ends else None,
    }


def duties_json(found: Known, day: date) -> list[dict[str, Any]]:
    """Every duty as it stands on a day."""
    return [_duty(row) for row in duties_on(found.edition.act, found.marks, day)]


def life_rows(act: Act) -> Iterator[list[str]]:
    """The periods as rows."""
    for one in life(act).periods:
        days = f"{_shown(one.first, 'the beginning')} – {_shown(one.last, 'on')}"
        yield [days, one.status.replace("_", " "), str(one.ref), one.why.en]


def duty_rows(found: Known, day: date) -> Iterator[list[str]]:
    """The duties as rows: by when, state, place, name."""
    for row in duties_on(found.edition.act, found.marks, day):
        due = f"by {row.due:%a %d.%m.%Y}" if row.due else _no_day(row)
        yield [row.duty.id, due, _state(row), str(row.duty.ref), row.duty.name.en]


def _no_day(row: DutyRow) -> str:
    return f"not before {row.earliest_due:%d.%m.%Y}" if row.earliest_due else "term not stated"


def _state(row: DutyRow) -> str:
    late = f", {row.late_days} day(s) late" if row.late_days else ""
    return f"done {row.done.day:%d.%m.%Y}{late}" if row.done else f"not marked as done{late}"


def _period(one: Period) -> dict[str, Any]:
    return {
        "first": _iso(one.first),
        "last": _iso(one.last),
        "status": one.status,
        "why": one.why.as_dict(),
        "ref": str(one.ref),
    }


def _change(one: Change) -> dict[str, Any]:
    return {"earliest": _iso(one.earliest), "latest": _iso(one.latest), "ref": str(one.ref)}


def _duty(row: DutyRow) -> dict[str, Any]:
    duty: Duty = row.duty
    done = {"day": _iso(row.done.day), "evidence": row.done.evidence} if row.done else None
    told = duty.model_dump(mode="json", exclude={"shown_by"})
    return told | {"due": _iso(row.due), "state": row.state, "late_days": row.late_days, "done": done}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _shown(day: date | None, otherwise: str) -> str:
    return f"{day:%d.%m.%Y}" if day else otherwise
