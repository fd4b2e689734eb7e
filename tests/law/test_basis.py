"""When the act is in force (resolution, paragraph 4, and the repealing act), and what a case stands on."""

from datetime import date

import pytest

from kense.kernel import Refusal
from kense.law import AdoptionOrder, Basis, basis_on, status_on
from kense.law.act import Act
from kense.law.values import PublishedOn
from tests.procedure.office import EDITION

ACT = EDITION.act
ORDER = AdoptionOrder("12-ө", date(2026, 1, 15))


def published(act_on: PublishedOn, repeal_on: PublishedOn, *, repealed: bool = True) -> Act:
    """The act with these days of publication."""
    assert ACT.repealed is not None
    repeal = ACT.repealed.model_copy(update={"published": repeal_on, "confirmed_on": date(2020, 6, 1)})
    return ACT.model_copy(update={"published": act_on, "repealed": repeal if repealed else None})


@pytest.mark.parametrize(
    ("day", "status"),
    [
        # Registered on 12.07.2018: published no earlier, so not in force before ten whole days have passed.
        (date(2018, 7, 22), "not_yet"),
        (date(2018, 7, 23), "unknown"),
        (date(2020, 3, 10), "unknown"),
        (date(2020, 6, 1), "repealed"),
    ],
)
@pytest.mark.para("res 4")
def test_status_while_publication_is_unknown(day: date, status: str) -> None:
    assert status_on(published("unknown", "unknown"), day) == status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        # Published on 01.08.2018: the days 02 to 11 pass, force begins on 12.08.
        (date(2018, 8, 11), "not_yet"),
        (date(2018, 8, 12), "in_force"),
        # The repealing act, published on 20.03.2020: the same, 21 to 30, force on 31.03.
        (date(2020, 3, 30), "in_force"),
        (date(2020, 3, 31), "repealed"),
    ],
)
@pytest.mark.para("res 4")
@pytest.mark.para("res part header")
def test_status_when_both_publications_are_known(day: date, status: str) -> None:
    assert status_on(published(date(2018, 8, 1), date(2020, 3, 20)), day) == status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        # Adopted on 10.03.2020 and published no earlier, it repeals nothing before 21.03.
        (date(2020, 3, 20), "in_force"),
        (date(2020, 3, 21), "unknown"),
        (date(2020, 5, 31), "unknown"),
        (date(2020, 6, 1), "repealed"),
    ],
)
def test_status_when_only_the_act_s_own_publication_is_known(day: date, status: str) -> None:
    assert status_on(published(date(2018, 8, 1), "unknown"), day) == status


def test_an_act_nobody_repealed_stays_in_force() -> None:
    act = published(date(2018, 8, 1), "unknown", repealed=False)
    assert status_on(act, date(2050, 1, 1)) == "in_force"


@pytest.mark.para("res part header")
def test_the_shipped_act_is_repealed_from_the_day_somebody_saw_it() -> None:
    assert ACT.repealed is not None
    assert status_on(ACT, ACT.repealed.confirmed_on) == "repealed"
    assert status_on(ACT, ACT.registered.date) == "not_yet"


def test_a_case_stands_on_the_provider_s_own_order() -> None:
    basis = basis_on(ACT, ORDER.day, ORDER)
    assert isinstance(basis, Basis)
    assert basis.kind == "order"
    assert all("12-ө" in words and "15.01.2026" in words and "181" in words for words in basis.text.as_dict().values())


def test_before_its_day_the_order_is_no_basis() -> None:
    refused = basis_on(ACT, date(2026, 1, 14), ORDER)
    assert isinstance(refused, Refusal)
    assert refused.code == "no_basis"


def test_without_an_order_a_repealed_act_is_no_basis() -> None:
    refused = basis_on(published("unknown", "unknown"), date(2026, 3, 2), None)
    assert isinstance(refused, Refusal)
    assert ACT.repealed is not None
    assert (refused.code, refused.ref) == ("no_basis", ACT.repealed.ref)
    assert all("02.03.2026" in words for words in refused.text.as_dict().values())


def test_where_nothing_repealed_the_act_the_refusal_cites_how_it_comes_into_force() -> None:
    refused = basis_on(published("unknown", "unknown", repealed=False), date(2026, 3, 2), None)
    assert isinstance(refused, Refusal)
    assert refused.ref == ACT.in_force.ref


@pytest.mark.para("res 1")
def test_while_in_force_the_act_is_the_basis() -> None:
    act = published(date(2018, 8, 1), date(2020, 3, 20))
    assert basis_on(act, date(2019, 1, 10), None) == Basis("act", ACT.cited_as)


def test_an_order_given_later_does_not_take_the_act_away() -> None:
    act = published(date(2018, 8, 1), date(2020, 3, 20))
    assert basis_on(act, date(2019, 1, 10), ORDER) == Basis("act", ACT.cited_as)
