"""What the page of a person's rights shows: what is held on them, the extract, blocking and destroying by an order."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from kense.casework import personal_data
from kense.casework.extract import may_extract
from kense.casework.holdings import Holdings
from kense.casework.retention import Kept, kept_too_long, persons_over, terms
from kense.desk.office_page import OfficePage
from kense.desk.officers import Desk
from kense.kernel import Problem
from kense.registry import names
from kense.registry.history import Person


class RightsPage(OfficePage):
    """The page about one person. With `asked` the destroying is shown once more before it is done."""

    labels = personal_data.LABELS
    days = frozenset({"order_date"})

    def __init__(
        self,
        desk: Desk,
        person: Person,
        typed: Mapping[str, str] | None = None,
        problems: Iterable[Problem] = (),
        *,
        asked: bool = False,
    ) -> None:
        super().__init__(desk, typed, problems)
        self.person, self.asked = person, asked

    @property
    def full_name(self) -> str:
        """The person's name as it is written."""
        return names.full_name(self.person.surname, self.person.given_name, self.person.patronymic)

    @property
    def may_extract(self) -> bool:
        """Whether the officer may have the extract made."""
        return may_extract(self.provider, self.desk.officer, self.desk.at)

    @property
    def may_order(self) -> bool:
        """Whether it takes this officer's order to block and to destroy."""
        return personal_data.may_order(self.provider, self.desk.officer, self.desk.at)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much is held, by its kind."""
        return Holdings(self.person).counts


class RetentionPage(OfficePage):
    """What the office has kept for as long as it has to. It is `counted` after the page is there: that takes a while."""

    def __init__(self, desk: Desk, *, counted: bool) -> None:
        super().__init__(desk)
        self.counted = counted

    @cached_property
    def kept(self) -> list[Kept]:
        """Each term with what it is over for."""
        return kept_too_long(self.provider, self.desk.at) if self.counted else terms(self.provider, self.desk.at)

    @cached_property
    def persons(self) -> list[Person]:
        """The first persons for whom every term is over."""
        # Looking for whom nothing is left to wait for takes as long as counting them: not where the count found nobody.
        found = any(one.rule.about == "person" and one.count for one in self.kept)
        return persons_over(self.provider, self.desk.at) if found else []
