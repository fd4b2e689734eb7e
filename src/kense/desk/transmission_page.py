"""What the pages of the transmissions show: to whom, what waits, what went out, one of them person by person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from kense.cases.chosen import cases_by_code
from kense.cases.selectors import Case
from kense.casework.transmissions import LABELS
from kense.desk.office_page import Field
from kense.desk.officers import Desk
from kense.kernel import Problem, Text
from kense.kernel.text import joined
from kense.law.edition import Addressee
from kense.registry.facets import BY_NAME
from kense.registry.names import full_name
from kense.registry.transmission_concerned import Concerned, concerned
from kense.registry.transmissions import (
    Transmission,
    TransmissionItem,
    items_of,
    last_of,
    not_rejected,
    returned,
    transmissions_to,
)

NEWEST = 5
"""How many transmissions of an addressee stand on the page of all."""
AT_ONCE = 50
"""Rows of a page: transmissions of an addressee, persons of a transmission."""
LEFT, REJECTED = "left", "rejected"

STATES: Mapping[str, Text] = {
    "to_send": Text("жіберуге дайын", "к отправке", "to send"),
    "sent": Text("жіберілді, жауап күтілуде", "отправлена, ждёт ответа", "sent, waits for the answer"),
    "confirmed": Text("расталды", "подтверждена", "confirmed"),
    "rejected": Text("қайтарылғаны бар", "есть возвращённые", "rejected in part or whole"),
}
KINDS: Mapping[str, Text] = {
    "case": Text("іс", "дело", "case"),
    "roster": Text("тізім", "список", "roster"),
    "direct": Text("тізілімдегі өзгеріс", "изменение в регистре", "change of the register"),
    "merge": Text("жазбаларды біріктіру", "объединение записей", "merger of records"),
    "reversal": Text("өзгерісті кері қайтару", "отмена изменения", "reversal of a change"),
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A person of a transmission: the name and IIN that went out, which fields changed, which case it came from."""

    item: TransmissionItem
    name: str
    iin: str
    changes: Text
    kind: Text
    case: Case | None

    @property
    def is_hidden(self) -> bool:
        """Whether the person's data are not to be seen: held back, blocked or erased."""
        return not self.item.data or bool(self.item.person.blocked_at or self.item.person.erased_at)

    @property
    def is_new(self) -> bool:
        """Whether the addressee is told of the person for the first time: nothing was stated before."""
        data = self.item.data
        told = {one["field"] for one in data["changes"] if not one["before"]}
        return told.issuperset(data["person"].keys() - {"code"})

    @property
    def addressee(self) -> Text:
        """To whom it went, as the files name it."""
        return addressee_of(self.item.transmission)


class AddresseePart:
    """An addressee with what waits for it and what went to it."""

    def __init__(self, desk: Desk, addressee: Addressee) -> None:
        self.desk, self.addressee = desk, addressee
        self.last = last_of(desk.provider.pk, addressee.id)

    @property
    def waiting(self) -> int:
        """How many persons would go out."""
        return self._concerned.waiting

    @property
    def blocked(self) -> int:
        """How many more would, were they not blocked."""
        return self._concerned.blocked

    @cached_property
    def newest(self) -> list[tuple[Transmission, Text]]:
        """The newest transmissions with their states."""
        return with_state(transmissions_to(self.desk.provider.pk, self.addressee.id)[:NEWEST])

    @property
    def more(self) -> bool:
        """Whether there are older ones."""
        return bool(self.last and self.last.n > NEWEST)

    @property
    def fields(self) -> Text:
        """What of a person goes there."""
        return joined([BY_NAME[name].label for name in self.addressee.fields])

    @cached_property
    def _concerned(self) -> Concerned:
        return concerned(self.desk.provider.pk, self.addressee, self.last)


class TransmissionsPage:
    """Every addressee of the edition."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.parts = [AddresseePart(desk, one) for one in desk.edition.procedure.transmissions]


class AddresseePage:
    """All transmissions to an addressee, page by page."""

    def __init__(self, desk: Desk, addressee: Addressee, number: str) -> None:
        self.desk, self.addressee = desk, addressee
        rows = transmissions_to(desk.provider.pk, addressee.id)
        self.page: Page[Transmission] = Paginator(rows, AT_ONCE).get_page(number)
        self.rows = with_state(self.page.object_list)


class TransmissionPage:
    """One transmission: where it stands, its persons page by page, `only` those rejected or left to settle.

    `typed` and `problems` are those of a form that was sent and not taken, `place` the one it was about.
    """

    def __init__(
        self,
        desk: Desk,
        found: Transmission,
        query: Mapping[str, str],
        typed: Mapping[str, str] | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.desk, self.found, self.typed = desk, found, typed or {}
        self.only = query.get("only", "") if query.get("only") in (LEFT, REJECTED) else ""
        self.problems = {problem.field: problem for problem in reversed(list(problems))}
        self.page: Page[TransmissionItem] = Paginator(self._items(), AT_ONCE).get_page(query.get("page"))

    @property
    def state(self) -> Text:
        """Where it stands."""
        return STATES[self.found.state]

    @property
    def addressee(self) -> Text:
        """To whom it goes."""
        return addressee_of(self.found)

    @property
    def place(self) -> str:
        """The person a form that was not taken is about."""
        return self.typed.get("place", "")

    @cached_property
    def persons(self) -> int:
        """How many went out."""
        return int(self.found.heading["persons"])

    @cached_property
    def rejected(self) -> int:
        """How many of them were rejected."""
        return self.found.items.filter(is_rejected=True).count()

    @cached_property
    def left(self) -> int:
        """How many of these are not settled yet."""
        return self.found.items.filter(is_rejected=True, settled_at=None).count()

    @property
    def to_reject(self) -> int:
        """How many could be marked as rejected still."""
        return not_rejected(self.found).count()

    @cached_property
    def rows(self) -> list[ItemRow]:
        """The persons of the page."""
        return rows_of(self.desk, list(self.page.object_list))

    @property
    def confirmation(self) -> Field:
        """The number of the answer."""
        return self._field("confirmation")

    @property
    def reason(self) -> Field:
        """Why the chosen ones were rejected."""
        return self._field("reason")

    @property
    def places(self) -> Field:
        """More of those who were rejected, by their places."""
        return self._field("places")

    @property
    def note(self) -> Field:
        """Why the data are right."""
        return self._field("note")

    def _field(self, name: str) -> Field:
        return Field(name, LABELS[name], self.typed.get(name, ""), self.problems.get(name))

    def _items(self) -> QuerySet[TransmissionItem]:
        items = items_of(self.found)
        if self.only:
            items = items.filter(is_rejected=True)
        return items.filter(settled_at=None) if self.only == LEFT else items


def addressee_of(transmission: Transmission) -> Text:
    """To whom a transmission goes, as its files name it; an addressee may leave the edition."""
    names = transmission.heading["addressee"]
    return Text(names["kk"], names["ru"], names["ru"])


def with_state(rows: Iterable[Transmission]) -> list[tuple[Transmission, Text]]:
    """Transmissions with where they stand."""
    return [(one, STATES[one.state]) for one in rows]


def rows_of(desk: Desk, items: Sequence[TransmissionItem]) -> list[ItemRow]:
    """Items as rows, with the cases they came from."""
    codes = {one.update.source for one in items if one.update.kind == "case"}
    cases = cases_by_code(desk.provider.pk, codes) if codes else {}
    return [_row(one, cases.get(one.update.source)) for one in items]


def returned_to(desk: Desk, most: int) -> tuple[list[ItemRow], int]:
    """What the databases rejected and nobody settled yet, at most so many, and how many there are in all."""
    items = returned(desk.provider.pk)
    shown = list(items[:most])
    return rows_of(desk, shown), len(shown) if len(shown) < most else items.count()


def _row(item: TransmissionItem, case: Case | None) -> ItemRow:
    person = item.data.get("person", {})
    name = full_name(person.get("surname", ""), person.get("given_name", ""), person.get("patronymic", ""))
    fields = dict.fromkeys(one["field"] for one in item.data.get("changes", ()))
    changes = joined([BY_NAME[one].label for one in fields])
    return ItemRow(item, name, person.get("iin", ""), changes, KINDS[item.update.kind], case)
