"""The live board: what waits at each action of each office, how much of it is soon or late, and what is late now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kense.cases.figures import OpenRun
from kense.kernel import Refusal, Text
from kense.oversight.clocks import ClockReader

CONTROLLER_ONLY = Refusal(
    "wrong_role",
    Text(
        "Бұл бетті бақылаушы ғана көреді. Сізде бұл рөл жоқ. Қажет болса, әкімшіге жүгініңіз.",
        "Эту страницу видит только контролирующий. У вас нет этой роли. При необходимости обратитесь к администратору.",
        "Only a controller sees this page. You do not hold this role. Ask the administrator if you need it.",
    ),
)


@dataclass(slots=True)
class Cell:
    """What waits at an action in an office. Of `waiting`, some are `soon` or `late`, some stand (`standing`).

    `worst` is the lateness of the latest one in working minutes, 0 when nothing is late; `next_due` the earliest due
    moment still to come.
    """

    waiting: int = 0
    soon: int = 0
    late: int = 0
    standing: int = 0
    worst: int = 0
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A case that is late now, in working minutes: at its open action, with the whole service, or with both."""

    run: OpenRun
    at_action: int | None
    of_service: int | None

    @property
    def most(self) -> int:
        """The greater of the two."""
        return max(self.at_action or 0, self.of_service or 0)


def board(runs: Iterable[OpenRun], clocks: ClockReader) -> dict[tuple[int, str], Cell]:
    """The cells by office and action; an action at which nothing waits has none."""
    cells: dict[tuple[int, str], Cell] = defaultdict(Cell)
    for run in runs:
        _count(cells[run.provider, run.action], run, clocks)
    return dict(cells)


def late_now(runs: Iterable[OpenRun], clocks: ClockReader) -> list[Late]:
    """What is late, the latest first."""
    rows = (Late(run, clocks.late_by(run), clocks.service_late_by(run)) for run in runs)
    late = [row for row in rows if row.at_action is not None or row.of_service is not None]
    return sorted(late, key=lambda row: (-row.most, row.run.case))


def _count(cell: Cell, run: OpenRun, clocks: ClockReader) -> None:
    state = clocks.state(run)
    cell.waiting += 1
    cell.soon += state == "soon"
    cell.late += state == "late"
    cell.standing += state == "still"
    if state == "late":
        cell.worst = max(cell.worst, clocks.late_by(run) or 0)
    elif state != "still" and run.due_at:
        cell.next_due = min(cell.next_due or run.due_at, run.due_at)
