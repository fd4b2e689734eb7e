"""A substitution moves a role: the absent officer lacks it, the substitute has it, nobody has it twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kense.people.models import Officer, Substitution
from kense.people.selectors import acting_for, actor_of, officers_in_role, roles_on, stood_in_for, substitute_of
from tests.support.office import Office, OtherOffice

FIRST, LAST = date(2019, 3, 25), date(2019, 3, 29)
TODAY = date(2019, 3, 26)


def away(absent: Officer, substitute: Officer, role: str, **changed: Any) -> Substitution:
    """A substitution of the working week, as it is stored."""
    usual = {"from_day": FIRST, "to_day": LAST, "order_number": "45-Ж", "order_date": FIRST}
    return Substitution.objects.create(absent=absent, substitute=substitute, role=role, **(usual | changed))


@pytest.mark.parametrize(
    ("day", "moved"), [("2019-03-24", False), ("2019-03-25", True), ("2019-03-29", True), ("2019-03-30", False)]
)
def test_the_role_is_with_the_substitute_from_the_first_day_through_the_last(
    office: Office, day: str, moved: bool
) -> None:
    away(office.nurlan, office.dauren, "head")
    on = date.fromisoformat(day)
    assert roles_on(office.nurlan, on) == (frozenset() if moved else {"head"})
    assert roles_on(office.dauren, on) == ({"executor", "head"} if moved else {"executor"})
    assert list(officers_in_role(office.provider, "head", on)) == [office.dauren if moved else office.nurlan]


def test_the_actor_stands_in_for_the_absent_in_that_role_alone(office: Office) -> None:
    away(office.dauren, office.madina, "executor")
    assert actor_of(office.madina, TODAY).stands_in_for == {("executor", str(office.dauren.pk))}
    assert stood_in_for(office.madina, "executor", TODAY) == {office.dauren.pk}
    assert stood_in_for(office.madina, "head", TODAY) == frozenset()
    assert substitute_of(office.dauren, "executor", TODAY) == office.madina
    assert substitute_of(office.madina, "executor", TODAY) is None


def test_with_a_role_of_ones_own_only_the_others_work_is_acting(office: Office) -> None:
    away(office.dauren, office.madina, "executor")
    assert acting_for(office.madina, "executor", TODAY, office.madina.pk) is None
    assert acting_for(office.madina, "executor", TODAY, office.dauren.pk) == office.dauren.pk


def test_without_it_all_work_in_the_role_is(office: Office) -> None:
    away(office.nurlan, office.dauren, "head")
    assert acting_for(office.dauren, "head", TODAY, office.madina.pk) == office.nurlan.pk
    assert acting_for(office.dauren, "executor", TODAY, office.dauren.pk) is None


@pytest.mark.parametrize("reason", ["role ended", "absent closed", "substitute closed", "cancelled"])
def test_a_substitution_without_its_ground_moves_nothing(office: Office, reason: str) -> None:
    row = away(office.nurlan, office.dauren, "head")
    if reason == "role ended":
        office.nurlan.roles.update(to_day="2019-03-25")
    elif reason == "cancelled":
        Substitution.objects.filter(pk=row.pk).update(is_cancelled=True)
    else:
        closed = office.nurlan if reason == "absent closed" else office.dauren
        Officer.objects.filter(pk=closed.pk).update(is_active=False)
    dauren, nurlan = Officer.objects.get(pk=office.dauren.pk), Officer.objects.get(pk=office.nurlan.pk)
    assert "head" not in roles_on(dauren, TODAY)
    assert ("head" in roles_on(nurlan, TODAY)) is (reason in ("substitute closed", "cancelled"))


def test_nobody_of_another_office_stands_in(office: Office, other_office: OtherOffice) -> None:
    away(office.nurlan, other_office.saule, "head")
    assert roles_on(other_office.saule, TODAY) == {"office"}
    assert roles_on(office.nurlan, TODAY) == {"head"}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(
        st.tuples(
            st.sampled_from(["nurlan", "dauren", "madina"]),
            st.sampled_from(["aigul", "bekzat", "tolegen"]),
            st.integers(-3, 3),
            st.integers(0, 3),
        ),
        max_size=4,
    )
)
def test_a_role_is_never_lost_nor_doubled(office: Office, plan: list[tuple[str, str, int, int]]) -> None:
    """As long as each absence is of its own person, each role has as many holders as before."""
    Substitution.objects.all().delete()
    for absent, substitute, start, length in {one[0]: one for one in plan}.values():
        officer: Officer = getattr(office, absent)
        role = officer.roles.get().role
        first = TODAY + timedelta(days=start)
        away(officer, getattr(office, substitute), role, from_day=first, to_day=first + timedelta(days=length))
    everybody = Officer.objects.filter(provider=office.provider)
    assert "head" in frozenset().union(*(roles_on(one, TODAY) for one in everybody))
    heads = list(officers_in_role(office.provider, "head", TODAY))
    assert heads == [one for one in everybody if "head" in roles_on(one, TODAY)]
    assert len(heads) == 1
    cases = [{str(one.pk)} | {absent for _, absent in actor_of(one, TODAY).stands_in_for} for one in everybody]
    for held in (office.dauren, office.madina):
        doing = [
            one
            for one, ids in zip(everybody, cases, strict=True)
            if str(held.pk) in ids and "executor" in roles_on(one, TODAY)
        ]
        assert len(doing) == 1, "the work of an executor is one person's"
