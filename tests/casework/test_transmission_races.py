"""Two officers who collect the same changes at the same instant, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from kense.casework.transmissions import COLLECTED, collect
from kense.registry.models import Transmission
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import Office, at
from tests.support.transmissions import FUND, many

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 6


def at_once(job: Callable[[], Transmission]) -> list[Transmission]:
    """What came of the job done MANY times, all of them begun in the same instant."""
    start = Barrier(MANY)

    def run(_: int) -> Transmission:
        try:
            start.wait(timeout=20)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(run, range(MANY)))


def test_changes_are_collected_once(office: Office) -> None:
    many(office, 3)
    job = partial(collect, office.provider, FUND.id, after=0, actor=office.dauren, at=at("2019-03-26 12:00"))
    assert len(set(at_once(job))) == 1
    assert Transmission.objects.get().items.count() == 3
    assert TrailEntry.objects.filter(operation=COLLECTED).count() == 1
    assert first_broken(office.provider.pk) is None
