"""Journals of days on which some were registered at the desk and some on paper, and entered or voided afterwards."""

from unittest.mock import patch

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kense.cases.models import Case, NumberSeries, ReservedNumber
from kense.casework import blocks
from kense.oversight.balance import balance
from kense.oversight.journals import JournalBook, journals_of
from tests.casework.test_blocks import AFTER, BEFORE, desk_case, entered, reserved
from tests.support.office import Office, at

STEPS = st.tuples(st.sampled_from(["desk", "block", "enter", "void"]), st.integers(1, 4))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(STEPS, min_size=2, max_size=8))
@example(plan=[("block", 4), ("desk", 1), ("void", 1), ("enter", 2), ("block", 2), ("enter", 1)])
def test_whatever_came_from_paper_the_journal_has_every_number_once_and_the_totals_balance(
    plan: list[tuple[str, int]], office: Office
) -> None:
    with transaction.atomic(), patch("kense.casework.papers.produce"):
        for what, n in plan:
            take(office, what, n)
        registrations = next(one for one in journals_of(office.provider) if one.numbers == "case")
        whole = JournalBook(office.provider, registrations, BEFORE, at("2019-04-01 00:00"), AFTER)
        places = [line.entry.n for line in whole.lines()]
        waiting = [one.n for one in free()]
        lasts = list(NumberSeries.objects.filter(journal=registrations.id).values_list("last", flat=True))
        assert sorted(places + waiting) == list(range(1, sum(lasts) + 1))
        assert len(places) == whole.count
        total_of_paper_day(office)
        transaction.set_rollback(True)


def take(office: Office, what: str, n: int) -> None:
    """A step: at the desk, or with a number that was set aside."""
    if what == "desk":
        desk_case(office)
    elif what == "block":
        reserved(office, n)
    elif waiting := free():
        one = waiting[n % len(waiting)]
        if what == "enter":
            entered(office, one)
        else:
            blocks.void(office.provider, one.block_id, [str(one.pk)], "Бүлінді", actor=office.aigul, at=AFTER)


def free() -> list[ReservedNumber]:
    """The numbers that wait for their sheet."""
    return list(ReservedNumber.objects.filter(case__isnull=True, voided_at__isnull=True))


def total_of_paper_day(office: Office) -> None:
    """The day on which it was on paper counts what was entered from paper, and nothing of the day of the entry."""
    since, until = at("2019-03-26 00:00"), at("2019-03-27 00:00")
    found = balance([office.provider.pk], since, until)
    assert found.received == Case.objects.filter(late_entry__isnull=False).count()
    assert found.carried + found.received == sum(found.ended.values()) + found.in_work
