"""Which editions there are and which one governs: those that ship, and those an installation published itself.

Published editions never change, so they stay in memory once read; `refresh` asks the installation for new ones.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from kense.law import shipped
from kense.law.edition import Edition


class Store(Protocol):
    """Where an installation keeps the editions it published."""

    def names(self) -> Iterable[str]:
        """The ids of every edition kept."""
        ...

    def load(self, edition_id: str) -> Edition:
        """The edition with this id. Raises KeyError when it is not kept."""
        ...


_store: Store | None = None
_published: dict[str, Edition] = {}


def keep_in(store: Store | None) -> None:
    """Name the place of the published editions; what was read from another place is forgotten."""
    global _store
    _store = store
    _published.clear()


def published() -> frozenset[str]:
    """The ids of the editions that are published now."""
    return frozenset(_store.names()) if _store else frozenset()


def refresh(names: frozenset[str] | None = None) -> None:
    """Know the editions that are published now: those of these names, where somebody has just asked for them."""
    names = published() if names is None else names
    for gone in _published.keys() - names:
        _published.pop(gone, None)  # another request may have dropped it
    for name in names - _published.keys():
        _read(name)


def editions() -> tuple[Edition, ...]:
    """Every edition known, in order of act, first day and office."""
    return tuple(sorted((*shipped.editions(), *_published.values()), key=lambda one: one.id))


def edition(edition_id: str) -> Edition:
    """The edition with this id. Raises KeyError when it neither ships nor was published here."""
    return _published.get(edition_id) or shipped.edition(edition_id) or _read(edition_id)


def governing(act_id: str, day: date, office: str = "") -> Edition | None:
    """The edition a case handed in on this day is governed by: the office's own before that for all, the later first.

    None where no edition holds on the day.
    """
    return max((one for one in _of(act_id, office) if holds_on(one, day)), key=_rank, default=None)


def newest(act_id: str, office: str = "") -> Edition:
    """The latest edition of an act, begun or not. Raises KeyError, naming the acts there are."""
    if not any(one.act.id == act_id for one in editions()):
        refresh()
    found = _of(act_id, office)
    if not found:
        raise KeyError(f"no act '{act_id}'; known: {', '.join(sorted({one.act.id for one in editions()}))}")
    return max(found, key=_rank)


def holds_on(one: Edition, day: date) -> bool:
    """Whether the day lies in the edition's own dates."""
    last = one.procedure.valid_to
    return one.procedure.valid_from <= day and (last is None or day <= last)


def _of(act_id: str, office: str) -> list[Edition]:
    return [one for one in editions() if one.act.id == act_id and one.procedure.office in ("", office)]


def _rank(one: Edition) -> tuple[date, bool]:
    return one.procedure.valid_from, bool(one.procedure.office)


def _read(edition_id: str) -> Edition:
    if edition_id not in _published:
        if _store is None:
            raise KeyError(edition_id)
        _published[edition_id] = _store.load(edition_id)
    return _published[edition_id]
