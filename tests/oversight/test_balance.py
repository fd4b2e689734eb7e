"""The balance of a period: what came is over or in work, whatever came when."""

from collections import Counter
from copy import copy
from datetime import datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kense.cases.models import Case
from kense.law import edition
from kense.law.lookup import end
from kense.oversight.balance import KINDS, balance
from tests.support.office import Office, OtherOffice, at

START = at("2019-03-01 00:00")
HOURS = st.integers(0, 31 * 24)
ENDS = ("granted", "refused", "not_accepted", "withdrawn")
CASES = st.lists(st.tuples(HOURS, st.none() | st.tuples(HOURS, st.sampled_from(ENDS)), st.booleans()), max_size=12)


def made(office: Office, other: OtherOffice, told: list[tuple[int, tuple[int, str] | None, bool]]) -> list[Case]:
    """Cases handed in at an hour and over so many hours later, in this office or the other one."""
    pattern = Case.objects.filter(provider=office.provider).latest("pk")
    cases = []
    for place, (hour, over, elsewhere) in enumerate(told):
        case = copy(pattern)
        case.pk, case.code = None, f"B-{place}"
        case.provider = other.provider if elsewhere else office.provider
        case.handed_in_at = START + timedelta(hours=hour)
        if over:
            case.action, case.end, case.ended_at = None, over[1], case.handed_in_at + timedelta(hours=over[0])
        cases.append(case)
    return Case.objects.bulk_create(cases)


def recounted(cases: list[Case], since: datetime, until: datetime) -> tuple[int, int, Counter[str], int]:
    """The same figures case by case."""
    carried = received = in_work = 0
    ended: Counter[str] = Counter()
    for case in cases:
        if case.handed_in_at >= until or (case.ended_at and case.ended_at < since):
            continue
        carried += case.handed_in_at < since
        received += case.handed_in_at >= since
        if case.ended_at and case.ended_at < until:
            ended[end(edition(case.edition), str(case.end)).kind] += 1
        else:
            in_work += 1
    return carried, received, ended, in_work


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=CASES, first=HOURS, length=HOURS)
@example(told=[(0, (5, "granted"), False), (0, (8, "refused"), False)], first=5, length=3)  # over at the very edges
def test_it_always_balances_and_counts_each_case_once(
    office: Office,
    other_office: OtherOffice,
    told: list[tuple[int, tuple[int, str] | None, bool]],
    first: int,
    length: int,
) -> None:
    if not Case.objects.exists():
        office.registered(office.handed_in("2019-01-10 10:00"), "2019-01-10 10:10")
    Case.objects.filter(code__startswith="B-").delete()
    own = [case for case in made(office, other_office, told) if case.provider == office.provider]
    since = START + timedelta(hours=first)
    until = since + timedelta(hours=length)
    found = balance([office.provider.pk], since, until)
    assert found.carried + found.received == sum(found.ended.values()) + found.in_work
    pattern = Case.objects.exclude(code__startswith="B-").filter(provider=office.provider)
    carried, received, ended, in_work = recounted([*own, *pattern], since, until)
    assert (found.carried, found.received, found.in_work) == (carried, received, in_work)
    assert {kind: n for kind, n in found.ended.items() if n} == dict(ended)
    both = balance([office.provider.pk, other_office.provider.pk], since, until)
    assert both.carried + both.received == sum(both.ended.values()) + both.in_work


def test_every_kind_is_told_even_when_there_is_none(office: Office) -> None:
    found = balance([office.provider.pk], START, START + timedelta(days=1))
    assert found.ended == dict.fromkeys(KINDS, 0)


def test_the_end_of_a_period_is_the_beginning_of_the_next(office: Office) -> None:
    office.issued()
    office.assigned()
    before = balance([office.provider.pk], START, at("2019-03-26 11:00"))
    after = balance([office.provider.pk], at("2019-03-26 11:00"), at("2019-03-27 00:00"))
    assert (before.received, before.in_work) == (2, 2)
    assert (after.carried, after.received, after.ended["granted"], after.in_work) == (2, 0, 1, 1)
