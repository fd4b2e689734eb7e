"""Reading many open clocks at one moment: which are soon, late or standing, and by how much."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Literal

from kense import law
from kense.cases.figures import OpenRun
from kense.law import lookup
from kense.people.selectors import Provider, working_times
from kense.worktime import WorkingTime

State = Literal["ok", "soon", "late", "still"]


class ClockReader:
    """The clocks of some offices at a moment, each by the working time of its own office.

    A clock costs a comparison: what is counted in working time is counted once for an office and an action. Whoever
    knows the working times of the offices, by their ids, gives them along.
    """

    def __init__(
        self, offices: Iterable[Provider], at: datetime, worktimes: Mapping[int, WorkingTime] | None = None
    ) -> None:
        self.at = at
        self._offices = {one.pk: one for one in offices}
        self._worktimes = worktimes or working_times(self._offices.values())
        self._norm = cache(_norm)
        self._soon_before = cache(self._count_soon_before)

    def state(self, run: OpenRun) -> State:
        """How the clock of an open action looks, by the same rules as on the desk of its office."""
        if self._stopped_late(run):
            return "late"
        norm = self._norm(run.edition, run.action)
        if run.ready_at or run.waits_since or run.due_at is None or norm is None:
            return "still"
        if self.at > run.due_at:
            return "late"
        return "soon" if run.due_at < self._soon_before(run.provider, norm) else "ok"

    def late_by(self, run: OpenRun) -> int | None:
        """Working minutes by which a late action is late, up to a wait that goes on; None for one that is not late."""
        if run.due_at is None or self.state(run) != "late":
            return None
        return self._worktimes[run.provider].minutes_between(run.due_at, run.waits_since or self.at)

    def service_late_by(self, run: OpenRun) -> int | None:
        """Working minutes by which the service is past its term; None while it is not, or once the result is ready."""
        if run.service_ready_at or self.at <= run.service_due_at:
            return None
        return self._worktimes[run.provider].minutes_between(run.service_due_at, self.at)

    def worktime(self, provider_id: int) -> WorkingTime:
        """The working time of one of the offices."""
        return self._worktimes[provider_id]

    def _stopped_late(self, run: OpenRun) -> bool:
        return bool(run.waits_since and run.due_at and run.waits_since > run.due_at and not run.ready_at)

    def _count_soon_before(self, provider_id: int, norm: int) -> datetime:
        """The earliest due moment that is not soon yet: whole minutes count, as a clock shows them."""
        few = norm * self._offices[provider_id].soon_percent // 100
        return self._worktimes[provider_id].due_after_minutes(self.at, few + 1)


def _norm(edition_id: str, action_id: str) -> int | None:
    return lookup.action(law.edition(edition_id), action_id).minutes
