"""What the pages of the directory of organisations show: the list with the form of a new one, and one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kense.casework import organisations
from kense.desk.office_page import OfficePage
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.kernel.alphabet import sort_key
from kense.registry.dates import shown
from kense.registry.grounds import shown_period
from kense.registry.organisations import Directory, Organisation, directory_of, period_of


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation of the list: the days of its existence, what it went into."""

    row: Organisation
    days: Text
    successor: Organisation | None


class OrganisationsPage(OfficePage):
    """The directory."""

    labels = organisations.LABELS
    days = frozenset({"first"})

    @cached_property
    def directory(self) -> Directory:
        """The directory as it stands."""
        return directory_of(self.provider.pk)

    @cached_property
    def rows(self) -> list[OrganisationRow]:
        """All of it, in the order of the Kazakh alphabet."""
        found = sorted(self.directory.rows, key=lambda one: (sort_key(one.name_kk), one.first))
        return [self._row(one) for one in found]

    def _row(self, one: Organisation) -> OrganisationRow:
        return OrganisationRow(one, shown_period(period_of(one)), self.directory.by_id.get(one.successor_id or 0))


class OrganisationPage(OrganisationsPage):
    """One organisation and what can be said of it: what was written wrong, another name, its end, that it is the own one."""

    labels = organisations.LABELS | organisations.RENAME_LABELS | organisations.CLOSE_LABELS
    days = frozenset({"first", "new_from", "last"})

    def __init__(
        self,
        desk: Desk,
        organisation_id: int,
        typed: Mapping[str, str] | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        super().__init__(desk, typed, problems)
        self.organisation = self.directory.by_id[organisation_id]

    @property
    def usual(self) -> Mapping[str, str]:
        """The entry as it stands."""
        one = self.organisation
        days = {name: _written(getattr(one, name)) for name in ("first", "last")}
        return {"name_kk": one.name_kk, "name_ru": one.name_ru, "successor": str(one.successor_id or ""), **days}

    @property
    def choices(self) -> Mapping[str, tuple[tuple[str, Text], ...]]:
        """What it may have gone into."""
        others = (row.row for row in self.rows if row.row != self.organisation)
        return {"successor": tuple((str(one.pk), one.name) for one in others)}

    @property
    def row(self) -> OrganisationRow:
        """The organisation as the list has it."""
        return self._row(self.organisation)


def _written(day: str) -> str:
    return shown(date.fromisoformat(day)) if day else ""
