"""Offices with a great many cases and their officers signed in: pages to be asked for again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.test import Client

from kense.cases.lists import Narrowed, Order, narrowed, page_of
from kense.cases.models import Case
from kense.people.models import Officer, Oversight, Provider
from tests.support.many_cases import People, make_cases
from tests.support.office import at, made_officer, made_provider

WHEN = at("2023-03-15 10:24")
FILTERS: dict[str, dict[str, str]] = {
    "no filter": {},
    "at one action": {"state": "at-examination"},
    "an end, by recipient": {"state": "end-refused", "sort": "recipient_order"},
    "an end nothing came to": {"state": "end-withdrawn"},
    "due today": {"due": "today"},
    "late now": {"due": "late"},
    "was late, by number": {"due": "was_late", "sort": "-number_order"},
    "one term, handed in within a month": {"term": "four_days", "since": "01.03.2021", "until": "31.03.2021"},
    "by recipient": {"sort": "recipient_order"},
    "by number": {"sort": "-number_order"},
    "by due moment": {"sort": "due_at"},
}
SEARCHES = {"the last digits": "147", "a number": "№ 03-14/147", "a name": "сейит айгул", "a surname's beginning": "са"}

Ask = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class BusyDesk:
    """One office with most of the cases; a few small ones beside it that its controller sees too."""

    clerk: Officer
    head: Officer
    executor: Officer
    controller: Officer

    @classmethod
    def made(cls, count: int, *, still_open: int, beside: int = 4, until: datetime = WHEN) -> "BusyDesk":
        """The office with so many cases up to a moment, and as many small ones beside it with a twentieth of that each."""
        with transaction.atomic():
            provider = made_provider("Көкжиек")
            people = _people(provider, "")
            make_cases(provider, people, count, still_open=still_open, until=until)
            controller = made_officer(provider, "tolegen", "Ысқақов Төлеген", "controller")
            for n in range(beside):
                other = made_provider(f"Алтай {n + 1}")
                Oversight.objects.create(officer=controller, provider=other)
                make_cases(other, _people(other, str(n)), count // 20, still_open=still_open // 20, until=until)
        return cls(people.clerk, people.head, people.executors[0], controller)

    def floor(self) -> Ask:
        """A page of the desk without a list."""
        client = Client()
        client.force_login(self.clerk)
        return partial(client.get, "/keys/")

    def asks(self) -> Iterator[tuple[str, Ask]]:
        """Every list of every officer, by what it shows."""
        for who in ("clerk", "head", "executor", "controller"):
            client = Client()
            client.force_login(getattr(self, who))
            yield f"{who}: today", partial(client.get, "/")
            for name, query in FILTERS.items() if who in ("clerk", "controller") else [("no filter", {})]:
                yield f"{who}: cases, {name}", partial(client.get, f"/cases/?{urlencode(query)}")
            yield f"{who}: cases, 20th page", partial(client.get, f"/cases/?after={self._after(19)}")
            for name, words in {**SEARCHES, "an IIN": self._iin()}.items():
                yield f"{who}: search by {name}", partial(client.post, "/cases/", {"q": words})

    def _after(self, pages: int) -> str:
        """The code of the last case on the n-th page."""
        place, office = "", [self.clerk.provider_id]
        for _ in range(pages):
            place = page_of(office, narrowed(office, Narrowed()), Order(), after=place).after or place
        return place

    def _iin(self) -> str:
        return Case.objects.filter(provider=self.clerk.provider).order_by("pk")[0].iin


def _people(provider: Provider, suffix: str) -> People:
    return People(
        made_officer(provider, f"aigul{suffix}", "Сейітова Айгүл", "office"),
        made_officer(provider, f"nurlan{suffix}", "Жақыпов Нұрлан", "head"),
        [made_officer(provider, f"dauren{n}{suffix}", f"Оразбек Дәурен {n}", "executor") for n in "абвгд"],
    )
