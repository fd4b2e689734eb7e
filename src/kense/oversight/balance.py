"""The balance of a period: every case that came is over in one way or still in work."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from kense import law
from kense.cases.figures import Flow, flow
from kense.law import lookup
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
    rows = flow(provider_ids, since, until)
    ended = Counter(dict.fromkeys(KINDS, 0))
    for row in rows:
        if row.ended:
            ended[_kind(row)] += row.ended
    return Balance(
        carried=sum(row.carried for row in rows),
        received=sum(row.received for row in rows),
        ended=dict(ended),
        in_work=sum(row.left for row in rows),
    )


def _kind(row: Flow) -> str:
    return lookup.end(law.edition(row.edition), str(row.end)).kind
