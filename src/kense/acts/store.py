"""The editions published here: kept in the database, read from a folder made of their files."""

import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from kense.acts.models import PublishedEdition
from kense.law import Edition, LawError, load
from kense.law.beginning import lay_out


class EditionStore:
    """The store of `kense.law.library`."""

    def names(self) -> Iterable[str]:
        """The ids of every edition published here."""
        return PublishedEdition.objects.values_list("edition", flat=True)

    def load(self, edition_id: str) -> Edition:
        """The edition, the same in content as when it was published; KeyError when it was not published here.

        Raises LawError where the database gives other content than what was published.
        """
        row = PublishedEdition.objects.filter(edition=edition_id).first()
        if row is None:
            raise KeyError(edition_id)
        found = load(laid_out(row.files, edition_id))
        if found.content_hash != row.content_hash:
            raise LawError([f"{edition_id}: the content is no longer what was published; restore it from a backup"])
        return found


def laid_out(files: Mapping[str, str], edition_id: str) -> Path:
    """The folder of an edition with these files, made anew for this process. Keys are paths under the act's folder."""
    act, day, *office = edition_id.split("/")
    root = Path(tempfile.mkdtemp(dir=_scratch().name))
    return lay_out(files, root, act, date.fromisoformat(day), "".join(office))


@cache
def _scratch() -> "tempfile.TemporaryDirectory[str]":
    """Removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="kense-editions-")
