"""Any past answer: what the register said at a moment about some days of a person, and by which update."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.registry.facets import GROUND
from kense.registry.history import History, Period, Step, gaps_of, merged_into
from kense.registry.merging import merge, merger
from kense.registry.models import Person, Update
from kense.registry.record import Change
from kense.registry.register import apply_changes, person_by_iin
from kense.registry.statements import begin
from tests.support.office import ADULT_IIN, CHILD_IIN, Office, at
from tests.support.register import FILLED, enter

SCHOOL = {"iin": CHILD_IIN, "surname": "Сагынтай", "category": "26-1-1", "ground_from": "2008-09-14"}
SCHOOL |= {"ground_to": "2018-06-30"}
MAY_2018 = Period("2018-05-01", "2018-05-31")


def changed(office: Office, person: Person, when: str, source: str, *changes: Change) -> None:
    update = begin(office.provider.pk, Update.Kind.CASE, at=at(when), source=source)
    apply_changes(person, person.iin, changes, update)


def two_grounds(office: Office) -> Person:
    """A girl who left school in June 2018 and was stated in March 2019 to study at the college since September."""
    person = enter(office.provider.pk, SCHOOL)
    new = {"category": "26-1-13", "ground_from": "2018-09-01"}
    changes = (Change(name, "", value, line=0) for name, value in new.items())
    changed(office, person, "2019-03-26 12:10", "K7M2-9QXF", *changes)
    return person


def grounds(told: Any) -> list[tuple[str, str, str]]:
    return [(one.statement.first, one.statement.last, one.update.source) for one in told if one.facet is GROUND]


def of_ground(step: Step) -> dict[str, tuple[str, str]]:
    return {one.field: (one.before, one.after) for turn in step.turns if turn.facet is GROUND for one in turn.changes}


def test_what_was_said_then_is_said_again(office: Office) -> None:
    person = enter(office.provider.pk, SCHOOL)
    changed(office, person, "2019-03-26 12:10", "K7M2-9QXF", Change("ground_to", "2018-06-30", "2018-04-30"))
    history = History(person)
    assert grounds(history.known(at("2019-03-03 10:00"), MAY_2018)) == [("2008-09-14", "2018-06-30", "")]
    assert grounds(history.known(at("2019-03-26 12:10"), MAY_2018)) == []
    assert grounds(history.known(at("2019-03-26 12:10"))) == [("2008-09-14", "2018-04-30", "K7M2-9QXF")]


@pytest.mark.parametrize(
    ("within", "found"),
    [
        (Period("2018-05-01", "2018-05-31"), []),
        (Period("2018-07-05", "2018-07-31"), [Period("2018-07-05", "2018-07-31")]),
        (Period("2008-09-01", "2018-12-31"), [Period("2008-09-01", "2008-09-13"), Period("2018-07-01", "2018-08-31")]),
        (Period("", "2000-01-01"), [Period("", "2000-01-01")]),
        (Period("2018-07-05", ""), [Period("2018-07-05", "2018-08-31")]),
    ],
)
def test_of_a_period_asked_about_every_day_without_a_ground_is_told(
    office: Office, within: Period, found: list[Period]
) -> None:
    assert gaps_of(History(two_grounds(office)).standing(), within) == found


def test_before_anything_was_known_nothing_is_said(office: Office) -> None:
    assert History(enter(office.provider.pk, SCHOOL)).known(at("2018-01-01 10:00")) == []


def test_the_days_between_two_grounds_are_a_gap(office: Office) -> None:
    history = History(two_grounds(office))
    assert gaps_of(history.standing()) == [Period("2018-07-01", "2018-08-31")]
    assert gaps_of(history.known(FILLED)) == []


def test_the_story_tells_each_update_with_before_and_after(office: Office) -> None:
    person = two_grounds(office)
    changed(office, person, "2019-04-02 10:00", "AB34-CD56", Change("ground_to", "", "2021-06-30", line=2))
    _, came, ended = History(person).story()
    assert of_ground(came) == {"category": ("", "26-1-13"), "ground_from": ("", "2018-09-01")}
    assert of_ground(ended) == {"ground_to": ("", "2021-06-30")}
    assert [one.update.source for one in (came, ended)] == ["K7M2-9QXF", "AB34-CD56"]


def test_new_names_are_told_beside_the_old_ones(office: Office) -> None:
    person = enter(office.provider.pk, SCHOOL)
    names = (Change("surname", "Сагынтай", "Сағынтай"), Change("personal_from", "", "2019-02-14"))
    changed(office, person, "2019-03-26 12:10", "K7M2-9QXF", *names)
    (turn,) = History(person).story()[-1].turns
    assert [(one.field, one.before, one.after) for one in turn.changes] == [
        ("surname", "Сагынтай", "Сағынтай"),
        ("personal_from", "", "2019-02-14"),
    ]
    assert next(one.values["surname"] for one in History(person).known(at("2019-03-26 12:10"), MAY_2018)) == "Сагынтай"


def test_histories_of_the_merged_are_reached_and_told_apart(office: Office) -> None:
    kept, second, third = (
        enter(office.provider.pk, {"iin": iin, "surname": "Оспан"}) for iin in (CHILD_IIN, ADULT_IIN, "")
    )
    for into, dropped in ((second, third), (kept, second)):
        merge(merger(into, dropped), begin(office.provider.pk, Update.Kind.MERGE, at=at("2019-03-26 12:10")))
    assert merged_into(kept) == [second, third]
    assert History(kept).standing()
    assert [History(one).standing() for one in merged_into(kept)] == [[], []]
    assert all(History(one).known(FILLED) for one in merged_into(kept))
    assert person_by_iin(office.provider.pk, ADULT_IIN) == kept


def test_the_mark_changes_with_every_update(office: Office) -> None:
    person = enter(office.provider.pk, SCHOOL)
    before = History(person).mark
    changed(office, person, "2019-03-26 12:10", "K7M2-9QXF", Change("surname", "Сагынтай", "Сағынтай"))
    assert History(person).mark > before > 0


def test_queries_do_not_grow_with_what_is_stated(office: Office) -> None:
    person = enter(office.provider.pk, SCHOOL)
    assert queries(person) == 1
    for n in range(1, 21):
        before, after = (f"+7 700 000 00 {one:02}" if one else "" for one in (n - 1, n))
        changed(office, person, f"2019-04-{n:02} 10:00", "K7M2-9QXF", Change("phone", before, after))
    assert queries(person) == 1


def queries(person: Person) -> int:
    with CaptureQueriesContext(connection) as captured:
        history = History(person)
        told = [*history.standing(), *history.known(FILLED)]
        told_by = [(one.update.officer, one.update.source) for one in told]
        steps = [(step.update.officer, step.turns) for step in history.story()]
    assert told_by
    assert steps
    return len(captured)
