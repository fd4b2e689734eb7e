"""Lateness over a period: by action against its norm, and the working time that whole cases took."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kense import law
from kense.cases.figures import DoneRuns, done_runs, ended_cases
from kense.law import Edition, lookup
from kense.law.edition import Action

GIVEN = ("granted", "refused")
"""The kinds of ends with which a result was given: only such cases went the whole way."""


@dataclass(frozen=True, slots=True)
class ActionFigures:
    """The finished runs of an action in a period; `median` and `worst` in working minutes, beside the action's norm."""

    action: Action
    count: int
    late: int
    median: int
    worst: int

    @property
    def share(self) -> float:
        """How much of them was late, from 0 to 1."""
        return self.late / self.count


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """The results given in a period: how many, how many after the term, how many by the working minutes they took."""

    count: int
    late: int
    minutes: Mapping[int, int]

    @property
    def in_time(self) -> int:
        """Results that lay ready within the term."""
        return self.count - self.late


def by_action(provider_ids: Collection[int], since: datetime, until: datetime) -> list[ActionFigures]:
    """The figures of each action with a run finished in the period, in the order of the procedure."""
    rows: dict[Action, list[DoneRuns]] = defaultdict(list)
    for row in done_runs(provider_ids, since, until):
        rows[lookup.action(law.edition(row.edition), row.action)].append(row)
    return sorted((_figures(*one) for one in rows.items()), key=lambda one: one.action.number)


def of_service(provider_ids: Collection[int], since: datetime, until: datetime) -> ServiceFigures:
    """The figures of the results given in the period."""
    given = [
        row
        for row in ended_cases(provider_ids, since, until)
        if lookup.end(law.edition(row.edition), str(row.end)).kind in GIVEN
    ]
    minutes = Counter(row.minutes or 0 for row in given)
    return ServiceFigures(len(given), sum(row.late for row in given), minutes)


def norms_sum(edition: Edition) -> int:
    """The working minutes of all actions that have a norm: what a case may take when nothing is repeated."""
    return sum(action.minutes or 0 for action in edition.procedure.actions)


def median(counted: Mapping[int, int]) -> int:
    """The middle one of values given with their counts; of two in the middle, the lower."""
    middle, passed = (sum(counted.values()) + 1) // 2, 0
    for value in sorted(counted):
        passed += counted[value]
        if passed >= middle:
            return value
    raise ValueError("there is no middle of nothing")


def _figures(action: Action, rows: Iterable[DoneRuns]) -> ActionFigures:
    counted: Counter[int] = Counter()
    late = 0
    for row in rows:
        counted[row.minutes] += row.runs
        late += row.runs if row.late else 0
    return ActionFigures(action, counted.total(), late, median(counted), max(counted))
