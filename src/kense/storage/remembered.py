"""What an office rarely changes is kept in the memory of the process, under a mark that every change of it replaces.

The mark stands in the database and is replaced by the database itself (`casework.settings_mark`), so whoever reads it knows
whether what is remembered still holds. It is chance and never comes back: what was read in a transaction that was taken
back is never found again. Outside `under` nothing is remembered.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")

MOST = 10_000
"""So many answers are kept of an office: those of some years of days. Then it begins anew."""

_marks: ContextVar[dict[int, str]] = ContextVar("marks")
_kept: dict[int, tuple[str, dict[Hashable, object]]] = {}


@contextmanager
def under(provider_id: int, mark: str) -> Iterator[None]:
    """Within this block the office's settings are as of the mark: whoever opens it has just read it and changes none."""
    token = _marks.set({**_marks.get({}), provider_id: mark})
    try:
        yield
    finally:
        _marks.reset(token)


def remembered(provider_id: int, what: Hashable, read: Callable[[], T]) -> T:
    """What `read` says of the office's settings, asked once for as long as they stand. Do not change what it gives."""
    mark = _marks.get({}).get(provider_id)
    if mark is None:
        return read()
    of_mark, answers = _kept.get(provider_id, ("", {}))
    if of_mark != mark or len(answers) > MOST:
        answers = {}
        _kept[provider_id] = mark, answers
    if what not in answers:
        answers[what] = read()
    return cast(T, answers[what])
