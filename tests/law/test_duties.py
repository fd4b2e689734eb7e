"""The duties of an act (resolution, paragraph 2): by when, done or not, how late; and those of an act made up here."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kense.kernel import LegalRef, Text
from kense.law.act import Act, Duty, DutyTerm
from kense.law.duties import Done, DutyRow, duties_on, overdue
from kense.law.life import Facts, with_facts
from tests.procedure.office import EDITION

ACT = EDITION.act
TODAY = date(2018, 7, 20)
REGISTERED = date(2018, 7, 12)


def rows(act: Act = ACT, marks: dict[str, Done] | None = None, today: date = TODAY) -> dict[str, DutyRow]:
    """The duties by the place that orders them."""
    return {str(row.duty.ref): row for row in duties_on(act, marks or {}, today)}


@pytest.mark.para("res 2 sub 1")
@pytest.mark.para("res 2 sub 2")
@pytest.mark.para("res 2 sub 3")
@pytest.mark.para("res 2 sub 4")
def test_the_duties_the_resolution_orders() -> None:
    assert [(str(one.ref), one.term) for one in ACT.duties] == [
        ("res 2 sub 1", "not_stated"),
        ("res 2 sub 2", DutyTerm(after="registration", calendar_days=10)),
        ("res 2 sub 3", DutyTerm(after="registration", calendar_days=10)),
        ("res 2 sub 4", DutyTerm(after="publication", calendar_days="not_stated")),
    ]


@pytest.mark.para("res 2 sub 2")
@pytest.mark.para("res 2 sub 3")
def test_ten_days_from_registration_end_on_a_sunday_and_stay_there() -> None:
    for sub in ("res 2 sub 2", "res 2 sub 3"):
        row = rows()[sub]
        assert (row.due, row.falls_on_weekend, row.state) == (date(2018, 7, 22), True, "open")
        assert date(2018, 7, 22).isoweekday() == 7


@pytest.mark.parametrize(
    ("today", "state", "late"),
    [(date(2018, 7, 22), "open", 0), (date(2018, 7, 23), "overdue", 1), (date(2018, 8, 22), "overdue", 31)],
)
@pytest.mark.para("res 2 sub 2")
def test_a_duty_is_overdue_from_the_day_after_its_last(today: date, state: str, late: int) -> None:
    row = rows(today=today)["res 2 sub 2"]
    assert (row.state, row.late_days) == (state, late)
    assert overdue(duties_on(ACT, {}, today)) == (2 if late else 0)


@pytest.mark.parametrize(("done", "late"), [(date(2018, 7, 22), 0), (date(2018, 7, 25), 3)])
def test_what_was_done_late_stays_late(done: date, late: int) -> None:
    duty = next(one for one in ACT.duties if str(one.ref) == "res 2 sub 2")
    row = rows(marks={duty.id: Done(done, "шығыс № 12")}, today=date(2026, 1, 1))["res 2 sub 2"]
    assert (row.state, row.late_days) == ("done", late)


def test_registration_is_shown_done_by_the_act_itself() -> None:
    row = rows()["res 2 sub 1"]
    assert (row.state, row.done, row.late_days) == ("done", Done(REGISTERED, "№ 5657"), None)


@pytest.mark.para("res 2 sub 4")
def test_where_no_number_of_days_is_stated_nobody_is_late() -> None:
    row = rows(with_facts(ACT, Facts(date(2018, 8, 1))), today=date(2026, 1, 1))["res 2 sub 4"]
    assert (row.due, row.late_days, row.state) == (None, None, "not_stated")


def invented(after: str, days: int, published: date | str) -> Act:
    """A later act with one duty of another kind."""
    term = DutyTerm.model_validate({"after": after, "calendar_days": days})
    name = Text("хабарлау", "сообщить", "tell")
    duty = Duty(id="tell", ref=LegalRef.parse("res 1"), owner=name, name=name, term=term)
    return ACT.model_copy(update={"duties": (duty,), "published": published})


@given(st.integers(0, 20), st.one_of(st.just("unknown"), st.integers(0, 9)), st.integers(0, 60), st.booleans())
def test_a_term_after_publication_of_any_act(days: int, published: int | str, day: int, is_done: bool) -> None:
    """Lateness counted day by day, in every way the publication could have fallen."""
    now = REGISTERED + timedelta(days=day)
    known = isinstance(published, int)
    act = invented(
        "publication", days, REGISTERED + timedelta(days=published) if isinstance(published, int) else "unknown"
    )
    (row,) = duties_on(act, {"tell": Done(now, "хат")} if is_done else {}, now if not is_done else date(2030, 1, 1))
    ways = [published] if isinstance(published, int) else range(61)
    lateness = {sum(1 for passed in range(1, day + 1) if passed - start > days) for start in ways}
    assert row.late_days == (lateness.pop() if len(lateness) == 1 else None)
    assert (row.due is not None) == known
    assert row.state == ("done" if is_done else {None: "unknown", 0: "open"}.get(row.late_days, "overdue"))
