"""The balance of a period: every case that came is over in one way or still in work."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from kense import law
from kense.cases.figures import flow
from kense.law.edition import End

KINDS: tuple[str, ...] = get_args(End.model_fields["kind"].annotation)
"""The kinds of ends a case can have, in the order of the editions."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Cases of a period: `carried` + `received` = all of `ended` + `in_work`.

    `carried` were handed in before the period and open at its beginning, `received` were handed in during it; `ended`
    tells by kind how many were over in it, `in_work` how many were open at its end.
    """

    carried: int
    received: int
    ended: Mapping[str, int]
    in_work: int


def balance(provider_ids: Collection[int], since: datetime, until: datetime) -> Balance:
    """The balance of the offices from `since` up to, and without, `until`."""
    found = flow(provider_ids, since, until, {kind: _ends(kind) for kind in KINDS})
    return Balance(carried=found.carried, received=found.received, ended=found.ended, in_work=found.left)


def _ends(kind: str) -> list[tuple[str, str]]:
    return [(edition.id, end.id) for edition in law.editions() for end in edition.procedure.ends if end.kind == kind]
