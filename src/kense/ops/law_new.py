"""Making the folder of a new edition."""

import re
from datetime import date
from pathlib import Path

from kense.law import Edition, beginning, editions
from kense.ops import law_diff

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def make(root: Path, act: str, first: date, base: str | None) -> Path:
    """The folder of an edition of the act that begins on this day: a copy of `base`, or of the act's newest edition.

    For an act nobody knows, without a base, it is a regulation to be filled in. Raises KeyError for a base that is not
    there, ValueError for what is no id, FileExistsError for an edition that is there already.
    """
    if not _ID.fullmatch(act):
        raise ValueError(f"--act: an id has small Latin letters, digits, '-' and '_'; got {act!r}.")
    copied = law_diff.named(base) if base else _newest_shipped(act)
    files = beginning.copied(Path(copied.folder), act, first) if copied else beginning.to_fill(act, first)
    return beginning.lay_out(files, root, act, first)


def _newest_shipped(act: str) -> Edition | None:
    return max((one for one in editions() if one.act.id == act), key=lambda one: one.procedure.valid_from, default=None)
