"""The calendar changes while the counter works: no case is left with a due moment of the old calendar."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connection

from kense.cases.models import Case
from kense.casework.recalendar import apply
from kense.casework.take_in import take_in
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.calendar import declared, made_administrator
from tests.support.office import Office, application, at

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = 6
WHEN = at("2019-03-26 10:20")


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """The papers stay queued: making them takes longer than everything else here."""
    with patch("kense.casework.papers.produce"):
        yield


def test_every_case_ends_with_the_new_due_moment(office: Office) -> None:
    oleg = made_administrator(office)
    fields = application(handed_in="2019-03-26T10:12:00+06:00")
    taking = [partial(take_in, fields, "register", key=f"take-{n}", actor=office.aigul, at=WHEN) for n in range(CLERKS)]
    changing = [
        partial(apply, office.provider, declared("2019-03-27"), actor=oleg, at=WHEN),
        partial(apply, office.provider, declared("2019-03-28"), actor=oleg, at=WHEN),
    ]
    start = Barrier(CLERKS + len(changing))

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS + len(changing)) as pool:
        list(pool.map(run, [*taking[:3], *changing, *taking[3:]]))
    assert list(Case.objects.values_list("due_at", flat=True)) == [at("2019-03-29 10:12")] * CLERKS
    assert TrailEntry.objects.filter(operation="calendar_changed").count() == len(changing)
    assert first_broken(office.provider.pk) is None
