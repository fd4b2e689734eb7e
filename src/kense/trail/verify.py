"""Checking the trail where it lies, in the tables."""

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple, Protocol

import django
from django.db.models import Subquery
from django.db.models.functions import Coalesce

from kense.trail.export import End, Spell, as_hashed, as_stored, content, entries, rows
from kense.trail.models import TrailEntry, TrailHead
from kense.trail.verifier import BrokenError, Chain, Entry, Finding, committed, follow

STRETCH = 50_000
"""How many entries are checked in one go."""


class Stretch(NamedTuple):
    """Places behind one up to another."""

    after: int
    until: int


class Whole(NamedTuple):
    """A stretch in order: the hash of the entry before it, and its last entry."""

    previous: bytes
    last: Entry


class Map(Protocol):
    """`map`, or one that has several processes work for it."""

    def __call__(self, work: "partial[Whole | None]", over: Iterable[Stretch], /) -> Iterator[Whole | None]: ...


@contextmanager
def in_processes(count: int) -> Iterator[Map]:
    """A `map` that works in so many processes, each with a connection of its own."""
    with ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), django.setup) as pool:
        yield pool.map
        pool.shutdown(cancel_futures=True)


def verify(office: int, end: End, printed: Mapping[int, bytes], work: Map = map) -> Chain:
    """Check the chain of an office up to its `end` and against printed heads. BrokenError with the first bad entry.

    Others may go on writing. Stretches are checked apart and fitted together; where one is bad, entry after entry is.
    """
    chain = Chain(office, end, dict(printed))
    stretches = _stretches(end, printed)
    for stretch, whole in zip(stretches, work(partial(check, office), stretches), strict=True):
        if whole is None or whole.previous != chain.last:
            break
        chain.place, chain.last, chain.latest = stretch.until, whole.last.hash, whole.last
        chain.compare()
    follow([chain], partial(entries, office, end.seq, chain.place or -1))
    _nothing_behind(chain)
    return chain


def check(office: int, stretch: Stretch) -> Whole | None:
    """Whether a stretch is in order by itself; None when it is not."""
    return _checked(office, stretch, as_stored) or _checked(office, stretch, as_hashed)


def _checked(office: int, stretch: Stretch, spell: Spell) -> Whole | None:
    """Quick, and only whether: what is wrong is found out by `follow`."""
    first = last = latest = None
    place = stretch.after
    for row in rows(office, stretch.until, stretch.after or -1):
        _, _, commitment, facts, _, _, previous, seq, hashed, salt, personal = row
        place += 1
        first, latest = first or previous, content(office, row, spell(facts))
        if seq != place or previous != (last or first) or sha256(latest).hexdigest() != hashed:
            return None
        if salt is not None and sha256(committed(salt, spell(personal))).hexdigest() != commitment:
            return None
        last = hashed
    if first is None or last is None or latest is None or place != stretch.until:
        return None
    return Whole(first.encode(), Entry(latest, last.encode()))


def _stretches(end: End, printed: Mapping[int, bytes]) -> list[Stretch]:
    """The chain in stretches; each printed place ends one, so that it can be compared."""
    cuts = {*range(0, end.seq, STRETCH), end.seq, *(place for place in printed if place < end.seq)}
    return [Stretch(*two) for two in pairwise(sorted(cuts))]


def _nothing_behind(chain: Chain) -> None:
    """Whoever writes moves the end with the entry, in one transaction, so one question sees both."""
    end = TrailHead.objects.filter(provider_id=chain.office).values("seq")
    behind = TrailEntry.objects.filter(provider_id=chain.office, seq__gt=Coalesce(Subquery(end), 0))
    if found := behind.order_by("seq").first():
        words = f"the end that was kept of the chain is at place {chain.place}, and this is behind it"
        raise BrokenError(Finding(chain.office, found.seq, found.at.isoformat(), "inserted", words))
