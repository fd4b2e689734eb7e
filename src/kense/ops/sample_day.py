"""The sample day: a scenario of March 2019 that shows every end and the difficult moments, with its papers."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from kense.cases.selectors import Case
from kense.ops import demo_office
from kense.ops.errors import StopError
from kense.ops.scenario import CaseTold, Scenario, play, read_scenario
from kense.ops.tables import columns
from kense.people.selectors import working_time

FILE = demo_office.FOLDER / "sample_day.yaml"


@dataclass(frozen=True, slots=True)
class Row:
    """What came of a case. Moments are local ISO; `late` is working minutes from due to the result lying ready, 0 in time."""

    key: str
    number: str
    end: str | None
    handed_in: str
    registered: str | None
    due: str
    issued: str | None
    late: int
    papers: list[str]
    shows: str


def run(folder: Path) -> list[Row]:
    """Play the sample day in the present database, which must be empty, and leave its papers in the folder."""
    scenario = read_scenario(FILE)
    with transaction.atomic():
        cases = play(scenario, demo_office.create(with_passwords=False))
    # The papers are made when the transaction is over.
    return rows(scenario, cases, folder)


def rows(scenario: Scenario, cases: dict[str, Case], folder: Path) -> list[Row]:
    """What came of each case, in the order of the scenario; papers that are ready are written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _row(told, cases[told.key], _write_papers(cases[told.key], f"{place:02}-{told.key}", folder))
        for place, told in enumerate(scenario.cases, start=1)
    ]


def as_json(found: list[Row]) -> list[dict[str, Any]]:
    """The rows as plain data."""
    return [asdict(row) for row in found]


def as_text(found: list[Row]) -> list[str]:
    """The rows as a table for a terminal."""
    head = ["case", "number", "end", "handed in", "due", "issued", "late", "papers"]
    body = [
        [
            *(row.key, row.number, row.end or "open", _short(row.handed_in), _short(row.due), _short(row.issued)),
            *(f"{row.late} min" if row.late else "", str(len(row.papers))),
        ]
        for row in found
    ]
    return columns([head, *body])


def _row(told: CaseTold, case: Case, papers: list[str]) -> Row:
    worktime = working_time(case.provider)
    stopped = case.ready_at or case.ended_at
    late = worktime.minutes_between(case.due_at, stopped) if stopped and stopped > case.due_at else 0
    given = case.numbers.filter(text=case.number).first() if case.number else None
    return Row(
        key=told.key,
        number=case.number or case.refusal_number,
        end=case.end,
        handed_in=_local(case, case.handed_in_at) or "",
        registered=_local(case, given.at if given else None),
        due=_local(case, case.due_at) or "",
        issued=_local(case, case.ended_at if case.ready_at else None),
        late=late,
        papers=papers,
        shows=told.shows,
    )


def _write_papers(case: Case, stem: str, folder: Path) -> list[str]:
    names = []
    for place, paper in enumerate(case.papers.all(), start=1):
        if paper.status != paper.Status.READY or paper.pdf is None:
            why = paper.error["en"] if paper.error else "it is still queued"
            raise StopError(f"the paper '{paper.kind}' of case '{stem}' was not made: {why}")
        number = paper.number.replace("/", "-")
        names.append(f"{stem}-{place}-{paper.kind}-{number}.pdf")
        (folder / names[-1]).write_bytes(paper.pdf)
    return names


def _local(case: Case, moment: Any) -> str | None:
    return working_time(case.provider).local(moment).isoformat(timespec="minutes") if moment else None


def _short(moment: str | None) -> str:
    return f"{moment[8:10]}.{moment[5:7]} {moment[11:16]}" if moment else ""
