"""The directory of education organisations as an office keeps it: which of them was where when, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kense.kernel.alphabet import search_key
from kense.registry.models import Organisation
from kense.registry.timeline import Period
from kense.storage.remembered import remembered

__all__ = ["Directory", "Organisation", "directory_of", "period_of"]


@dataclass(frozen=True)
class Directory:
    """The organisations one office knows, ordered by their Kazakh names, each with its successor at hand."""

    rows: tuple[Organisation, ...]

    @cached_property
    def by_id(self) -> dict[int, Organisation]:
        """The organisations by their ids."""
        return {one.pk: one for one in self.rows}

    def named(self, name: str) -> list[Organisation]:
        """Those with this name, in Kazakh or in Russian, however its letters are cased and spaced."""
        key = search_key(name)
        return [one for one in self.rows if key and key in (one.key_kk, one.key_ru)]

    def find(self, name: str, day: str) -> Organisation | None:
        """The one of this name that exists on the ISO day."""
        return next((one for one in self.named(name) if period_of(one).meets(Period(day, day))), None)

    def existing(self, day: str) -> list[Organisation]:
        """Those that exist on the ISO day."""
        return [one for one in self.rows if period_of(one).meets(Period(day, day))]

    def own(self, day: str) -> Organisation | None:
        """The organisation to which the office itself belongs on the ISO day; none for an office that is of no such one."""
        return next((one for one in self.existing(day) if one.is_own), None)

    def heirs(self, organisation: Organisation) -> list[Organisation]:
        """What it went into, and what that went into, to the last one."""
        found: list[Organisation] = []
        here = self._successor(organisation)
        while here and here not in found:
            found.append(here)
            here = self._successor(here)
        return found

    def _successor(self, organisation: Organisation) -> Organisation | None:
        return self.by_id.get(self.by_id[organisation.pk].successor_id or 0)

    def is_own(self, organisations: Iterable[Organisation]) -> bool:
        """Whether one of these is the office's own, or went into it."""
        return any(one.is_own or any(heir.is_own for heir in self.heirs(one)) for one in organisations)


def directory_of(provider_id: int) -> Directory:
    """The directory of an office, in one query."""
    rows = Organisation.objects.filter(provider_id=provider_id)
    return remembered(provider_id, "directory", lambda: Directory(tuple(rows)))


def period_of(organisation: Organisation) -> Period:
    """The days on which it exists."""
    return Period(organisation.first, organisation.last)
