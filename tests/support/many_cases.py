"""A great many invented cases, put into the tables at once: for lists that must stay fast. Nothing was performed on them."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Max, Model

from kense.cases.models import ActionRun, Case, GivenNumber, NumberSeries
from kense.casework.numbers import order_of
from kense.kernel.alphabet import search_key, sort_key
from kense.kernel.codes import SIGNS, new_code
from kense.law import Edition, newest
from kense.people.models import Officer, Provider
from tests.support.iins import made_iin
from tests.support.office import ACT

SURNAMES = (
    *("Ахметов", "Әбенов", "Байжан", "Бекенов", "Ғабитов", "Досжан", "Ермек", "Жұмабаев", "Ибраев", "Кенжебек"),
    *("Қасымова", "Мұратбек", "Нұрғали", "Омаров", "Өтегенова", "Петрова", "Рахимов", "Сағынтай", "Сейітова"),
    *("Төлегенова", "Ұзақбай", "Үмбетова", "Хамитов", "Шәкір", "Ысқақов", "Іңкәрбек", "Юсупов", "Яковлев"),
)
GIVEN_NAMES = (
    *("Айгүл", "Әлия", "Бауыржан", "Ғалия", "Гүлнәр", "Дана", "Ерлан", "Жанар", "Қайрат", "Мадина", "Нұрлан"),
    *("Өркен", "Сәуле", "Томирис", "Ұлпан", "Шолпан", "Ілияс", "Виктория", "Олег"),
)

Row = tuple[Any, ...]
_COLUMNS = [one.attname for one in Case._meta.concrete_fields]
_RUN_COLUMNS = [one.attname for one in ActionRun._meta.concrete_fields if not one.primary_key]
_NUMBER_COLUMNS = [one.attname for one in GivenNumber._meta.concrete_fields if not one.primary_key]
# What each action finds, by its place in the procedure; the last line is a case that is over.
PRODUCTS = (
    "handed_documents",
    "registered_documents",
    "resolved_documents",
    "draft_result",
    "signed_result",
    "registered_result",
    "issued_result",
)
JOURNALS = ("registrations", "acceptance_refusals", "results")
MINUTES = (8, 15, 120, 12, 25)


@dataclass(frozen=True, slots=True)
class People:
    """Who works in the office."""

    clerk: Officer
    head: Officer
    executors: Sequence[Officer]


def make_cases(
    provider: Provider, people: People, count: int, *, still_open: int, until: datetime, days: int = 1450
) -> None:
    """So many cases handed in over so many days, the newest of them still open. The same every time but for the codes."""
    maker = _Maker(provider, people, newest(ACT), until)
    first = (Case.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    ages = ((n, _age(n, count, still_open, days)) for n in range(count))
    while batch := [maker.case(n, age, is_open=n >= count - still_open) for n, age in islice(ages, 2000)]:
        for case in batch:
            case.pk, case.code, first = first, _code(first), first + 1
        _insert(Case, _COLUMNS, [[getattr(case, name) for name in _COLUMNS] for case in batch])
        _insert(ActionRun, _RUN_COLUMNS, [run for case in batch for run in maker.runs(case)])
        _insert(GivenNumber, _NUMBER_COLUMNS, [given for case in batch for given in maker.numbers(case)])
    maker.close_series()


def _insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """`bulk_create` without the care it takes of whole objects: far faster."""
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[_stored(value) for value in row] for row in rows])


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _age(n: int, count: int, still_open: int, days: int) -> timedelta:
    """How long ago the n-th case was handed in: the open ones within the last hours, the others over so many days."""
    left = count - 1 - n
    return timedelta(minutes=7 * left) if left < still_open else timedelta(days=5 + days * left / count)


class _Maker:
    def __init__(self, provider: Provider, people: People, edition: Edition, until: datetime) -> None:
        self.provider, self.people, self.edition, self.until = provider, people, edition, until
        self.chance = random.Random(181)
        self.series: dict[tuple[str, int], NumberSeries] = {}

    def case(self, n: int, age: timedelta, *, is_open: bool) -> Case:
        """The n-th case, handed in so long ago."""
        handed_in = self.until - age
        stage = self.chance.choices(range(6), (1, 3, 12, 3, 2, 3))[0] if is_open else 6
        days = self.chance.choice((1, 1, 4))
        case = Case(
            provider=self.provider,
            public_code=new_code(),
            edition=self.edition.id,
            edition_hash=self.edition.content_hash,
            basis_kind="act",
            basis={"kk": "Қаулы", "ru": "Постановление", "en": "Act"},
            term="one_day" if days == 1 else "four_days",
            handed_in_at=handed_in,
            due_at=handed_in + timedelta(days=days),
            products=list(PRODUCTS[: stage + 1]),
            **self._person(n),
        )
        self._number(case, n, stage)
        self._bring_to(case, stage, handed_in)
        return case

    def _person(self, n: int) -> dict[str, Any]:
        surname, given = self.chance.choice(SURNAMES), self.chance.choice(GIVEN_NAMES)
        name = f"{surname} {given} {self.chance.choice(GIVEN_NAMES)}ұлы"
        iin = _iin(date(1995, 1, 1) + timedelta(days=n % 6000), n // 6000)
        person = {"iin": iin, "surname": surname, "given_name": given, "patronymic": "", "birth_date": "2002-09-14"}
        return {
            "iin": iin,
            "recipient": name,
            "recipient_key": search_key(name),
            "recipient_order": sort_key(name),
            "application": {**_APPLICATION, "person": {**person, **_NOT_SAID, "address": "Өскемен қ."}},
        }

    def _number(self, case: Case, n: int, stage: int) -> None:
        if n % 50 == 7 and stage == 6:
            case.end, case.refusal_number = "not_accepted", self._next("acceptance_refusals", case)
        elif stage:
            case.number = self._next("registrations", case)
            case.number_order = order_of(*self._last("registrations", case))

    def _bring_to(self, case: Case, stage: int, start: datetime) -> None:
        people, late = self.people, self.chance.random() < 0.05
        case.last_at = start + timedelta(hours=3)
        case.performers = {"office": [str(people.clerk.pk)]}
        if stage >= 2 and not case.end:
            case.holder = self.chance.choice(people.executors)
            case.performers |= {"head": [str(people.head.pk)], "executor": [str(case.holder.pk)]}
        if stage >= 3 and not case.end:
            case.result = "reasoned_refusal" if self.chance.random() < 0.1 else "notification"
        if stage >= 5 and not case.end:
            case.result_number = self._next("results", case)
            case.ready_at = case.due_at + timedelta(hours=2) if late else start + timedelta(hours=6)
        if stage == 6:
            case.end = case.end or ("granted" if case.result == "notification" else "refused")
            case.ended_at = max(case.last_at, case.ready_at or case.last_at) + timedelta(hours=1)
        else:
            case.action = self.edition.procedure.actions[min(stage, 4)].id

    def _next(self, journal: str, case: Case) -> str:
        year = case.handed_in_at.year
        if (journal, year) not in self.series:
            pattern = next(one.pattern for one in self.edition.procedure.journals if one.id == journal)
            row = NumberSeries.objects.create(provider=self.provider, journal=journal, year=year, pattern=pattern)
            self.series[journal, year] = row
        self.series[journal, year].last += 1
        return self.series[journal, year].pattern.format(n=self.series[journal, year].last)

    def _last(self, journal: str, case: Case) -> tuple[int, int]:
        return case.handed_in_at.year, self.series[journal, case.handed_in_at.year].last

    def runs(self, case: Case) -> Iterator[Row]:
        """A run of each action up to the one the case stands at."""
        at = case.handed_in_at
        for action, used in zip(self.edition.procedure.actions, MINUTES, strict=True):
            start, due = at, at + timedelta(minutes=action.minutes or 0)
            if action.id == case.action:
                yield (case.pk, action.id, start, due, case.ready_at, None, None, None, "")
                return
            at += timedelta(minutes=used)
            yield (case.pk, action.id, start, due, None, at, used, self.people.clerk.pk, "")
            if case.end == "not_accepted":
                return

    def numbers(self, case: Case) -> Iterator[Row]:
        """The rows of the numbers the case got."""
        texts = (case.number, case.refusal_number, case.result_number)
        for journal, text in zip(JOURNALS, texts, strict=True):
            if text:
                series = self.series[journal, case.handed_in_at.year]
                yield (series.pk, _n(text), text, case.pk, case.ready_at or case.last_at)

    def close_series(self) -> None:
        """The last numbers given."""
        NumberSeries.objects.bulk_update(self.series.values(), ["last"])


def _code(n: int) -> str:
    """The n-th code. Drawn by chance, one of a hundred thousand might come twice."""
    signs = [SIGNS[n // len(SIGNS) ** place % len(SIGNS)] for place in range(8)]
    return f"{''.join(signs[:4])}-{''.join(signs[4:])}"


def _n(text: str) -> int:
    return int(text.replace("-", "/").rpartition("/")[2])


def _iin(born: date, serial: int) -> str:
    for shift in range(100):
        try:
            return made_iin(born, "female", 50 * shift + serial)
        except ValueError:  # no IIN is issued with this serial
            continue
    raise AssertionError("no serial is free")


_NOT_SAID = dict.fromkeys(("sex", "phone", "document_kind", "document_number"), "")
_APPLICATION = {
    "record": "",
    "facts": {"applicant": "self", "minor": False, "term": "one_day", "reason": "enrolled"},
    "handed_in": "2019-03-26T10:12:00+06:00",
    "representative": None,
    "documents": [
        {"document": name, "sheets": 1, "number": "044 512 907", "issued_on": "", "expires_on": "2035-06-11"}
        for name in ("application_form", "own_identity_document", "study_certificate")
    ],
    "confirmed": [],
}
