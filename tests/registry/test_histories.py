"""Both histories against a model that keeps every version of everything: any past answer is looked up in it."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kense import law
from kense.registry import merging, reversal, timeline
from kense.registry.history import History
from kense.registry.models import Person, Statement, Update
from kense.registry.proposal import NEW, WHICH, read_proposal
from kense.registry.register import RecordMovedError, apply_changes, represent
from kense.registry.statements import begin
from kense.registry.timeline import Period
from tests.support.iins import made_iin
from tests.support.office import ACT, ADULT_IIN, CHILD_IIN, MOTHER_IIN, Office, at

EDITION = law.newest(ACT)
TODAY = date(2026, 3, 26)
START = at("2019-03-01 09:00")
IINS = (CHILD_IIN, ADULT_IIN, made_iin(date(2003, 5, 6), "male", 23), "")
BORN = {"iin": CHILD_IIN, "given_name": "Іңкәр", "birth_date": "2002-09-14"}

Row = tuple[str, int, tuple[tuple[str, str], ...], str, str]
Version = dict[int, frozenset[Row]]
Deed = tuple[str, tuple[Any, ...]]

surnames = st.sampled_from(["Оспан", "Төлебай", "Сағынтай"])
days = st.dates(date(2015, 1, 1), date(2022, 12, 31)).map(date.isoformat)
ends = st.one_of(st.just(""), days)
who = st.integers(0, len(IINS) - 1)
deeds: st.SearchStrategy[Deed] = st.one_of(
    st.tuples(st.just("correct"), st.tuples(who, surnames, st.sampled_from(["", "+7 700 000 00 01", "+7 700 000 00 02"]))),
    st.tuples(st.just("rename"), st.tuples(who, surnames, days)),
    st.tuples(st.just("ground"), st.tuples(who, st.sampled_from(["26-1-1", "26-1-13"]), days, ends)),
    st.tuples(st.just("move"), st.tuples(who, st.integers(1, 3), days, ends)),
    st.tuples(st.just("document"), st.tuples(who, st.sampled_from(["040000001", "050000002"]), ends)),
    st.tuples(st.just("represent"), st.tuples(who, surnames)),
    st.tuples(st.just("reverse"), st.tuples(who, st.integers(0, 12))),
    st.tuples(st.just("merge"), st.tuples(who, who)),
)  # fmt: skip

GROUND_CUT_AND_ANOTHER_AFTER: list[Deed] = [
    ("ground", (0, "26-1-1", "2016-01-01", "")),
    ("move", (0, 1, "2016-01-01", "2017-01-01")),
    ("ground", (0, "26-1-1", "2018-01-01", "")),
    ("reverse", (0, 2)),
]
EARLIER_NAME_AFTER_A_LATER_ONE: list[Deed] = [
    ("rename", (0, "Оспан", "2015-01-02")),
    ("rename", (0, "Төлебай", "2015-01-01")),
]


class World:
    """A register under deeds, and beside it a copy of all that it said after each of them."""

    def __init__(self, office: Office) -> None:
        self.provider_id, self.at = office.provider.pk, START
        self.people = [self._entered(n) for n in range(len(IINS))]
        self.versions: list[tuple[datetime, Version]] = [(self.at, deepcopy(self.version()))]

    def _entered(self, n: int) -> Person:
        typed = {"iin": IINS[n], "surname": "Ахмет", "given_name": f"Аты{'аәбв'[n]}", "birth_date": "14.09.2002"}
        proposal = read_proposal(EDITION, None, typed, today=TODAY)
        return apply_changes(None, IINS[n], proposal.changes, self.update())

    def update(self, kind: Update.Kind = Update.Kind.DIRECT) -> Update:
        return begin(self.provider_id, kind, at=self.at, ground="№ 7 бұйрық")

    def version(self) -> Version:
        """What is stated of everybody now, in plain values."""
        rows = Statement.objects.filter(known_to=None)
        return {one.pk: frozenset(plain(row) for row in rows if row.person_id == one.pk) for one in self.people}

    def do(self, deed: Deed) -> None:
        """Carry a deed out, as far as the register lets it, and keep a copy of what it says then."""
        self.at += timedelta(minutes=7)
        name, given_by = deed
        DEEDS[name](self, *given_by)
        self.versions.append((self.at, deepcopy(self.version())))

    def standing(self, n: int) -> Person:
        """The person, or whom they were merged into."""
        person = Person.objects.get(pk=self.people[n].pk)
        while person.merged_into:
            person = person.merged_into
        return person

    def propose(self, n: int, **typed: str) -> None:
        """Change the record as an officer does who confirms every warning."""
        person = self.standing(n)
        proposal = read_proposal(EDITION, person, typed, today=TODAY)
        if proposal.changes and all(one.severity == "warning" for one in proposal.problems):
            apply_changes(person, person.iin, proposal.changes, self.update())

    def represent(self, n: int, surname: str) -> None:
        values = {"rep_kind": "туу туралы куәлік", "rep_iin": MOTHER_IIN, "rep_surname": surname}
        represent(self.standing(n), values, self.update())

    def reverse(self, n: int, back: int) -> None:
        """Take one of the person's updates back, a merger from both; not where the same data changed since."""
        person = self.standing(n)
        updates = [one.update for one in History(person).story()]
        update = updates[back % len(updates)] if updates else None
        if update is None or (update.reverses and update.reverses.kind == Update.Kind.MERGE):
            return
        dropped = person.merged.filter(code=update.source).first()
        try:
            with transaction.atomic():
                by = self.update(Update.Kind.REVERSAL)
                by.reverses = update
                by.save()
                for one in (person, dropped):
                    if one:
                        reversal.undo(reversal.undoing(one, update), by)
                if dropped:
                    merging.part(dropped)
        except RecordMovedError:
            return

    def merge(self, one: int, other: int) -> None:
        kept, dropped = self.standing(one), self.standing(other)
        if kept != dropped:
            update = self.update(Update.Kind.MERGE)
            update.source = dropped.code
            update.save()
            merging.merge(merging.merger(kept, dropped), update)


def plain(row: Statement) -> Row:
    return row.facet, row.line, tuple(sorted(row.data.items())), row.first, row.last


DEEDS: dict[str, Callable[..., None]] = {
    "correct": lambda world, n, surname, phone: world.propose(n, surname=surname, phone=phone),
    "rename": lambda world, n, surname, day: world.propose(n, surname=surname, personal_from=day),
    "ground": lambda world, n, category, first, last: world.propose(
        n, **{WHICH: NEW, "category": category, "ground_from": first, "ground_to": last}
    ),
    "move": lambda world, n, line, first, last: world.propose(
        n, **{WHICH: str(line), "ground_from": first, "ground_to": last}
    ),
    "document": lambda world, n, number, expires: world.propose(n, document_number=number, document_expires_on=expires),
    "represent": World.represent,
    "reverse": World.reverse,
    "merge": World.merge,
}


def told(history: History, moment: datetime, period: Period) -> frozenset[Row]:
    return frozenset(plain(one.statement) for one in history.known(moment, period))


def speaks_of(row: Row, period: Period) -> bool:
    """Day by day apart from the product: whether a day of the period lies in the row's."""
    first, last = row[3] or "0001-01-01", row[4] or "9999-12-31"
    return not (last < (period.first or "0001-01-01") or first > (period.last or "9999-12-31"))


@pytest.fixture
def world(office: Office) -> Callable[[], World]:
    """A new register for every example: nothing of the example before is left."""

    def fresh() -> World:
        Statement.objects.all().delete()
        Person.objects.update(merged_into=None)
        Person.objects.all().delete()
        Update.objects.update(reverses=None)
        Update.objects.all().delete()
        return World(office)

    return fresh


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.lists(deeds, max_size=12), first=days, last=ends)
@example(done=GROUND_CUT_AND_ANOTHER_AFTER, first="2017-06-01", last="")
@example(done=EARLIER_NAME_AFTER_A_LATER_ONE, first="2015-01-01", last="2015-01-03")
def test_both_histories(world: Callable[[], World], done: list[Deed], first: str, last: str) -> None:
    now, watch = world(), Watch()
    for deed in done:
        now.do(deed)
        watch.nothing_is_overwritten()
    for person in now.people:
        history = History(person)
        every_past_answer_is_given_again(now, history, Period(first, last if last >= first else ""))
        what_is_known_agrees_with_itself(now, history)
        the_story_is_whole(history)


class Watch:
    """Remembers every statement as it was first seen, and how it ended."""

    def __init__(self) -> None:
        self.begun: dict[int, tuple[Any, ...]] = {}
        self.over: dict[int, tuple[Any, ...]] = {}

    def nothing_is_overwritten(self) -> None:
        rows = {one.pk: one for one in Statement.objects.all()}
        assert self.begun.keys() <= rows.keys()
        for pk, one in rows.items():
            stays = (plain(one), one.person_id, one.known_from, one.since_id)
            assert self.begun.setdefault(pk, stays) == stays
            if pk in self.over or one.known_to is not None:
                end = (one.known_to, one.until_id)
                assert self.over.setdefault(pk, end) == end


def every_past_answer_is_given_again(now: World, history: History, period: Period) -> None:
    pk = history.person.pk
    for moment, version in now.versions:
        for later in (timedelta(0), timedelta(minutes=3)):
            assert told(history, moment + later, Period()) == version[pk]
        assert told(history, moment, period) == {row for row in version[pk] if speaks_of(row, period)}
    assert told(history, START - timedelta(minutes=1), Period()) == frozenset()


def what_is_known_agrees_with_itself(now: World, history: History) -> None:
    """No day has two statements of one line, nor two grounds of one category."""
    for moment, _ in now.versions:
        known = [one.statement for one in history.known(moment)]
        assert not overlapping((one.facet, one.line, one) for one in known)
        assert not overlapping((one.facet, one.data["category"], one) for one in known if one.facet == "ground")


def the_story_is_whole(history: History) -> None:
    """Every update in its order, each with what it changed; and the columns say what is stated last."""
    updates = [step.update.pk for step in history.story()]
    assert updates == sorted(set(updates))
    assert all(turn.changes for step in history.story() for turn in step.turns)
    newest = timeline.newest(one.statement for one in history.standing() if one.facet.name == "personal")
    assert newest is None or newest.data.get("surname", "") == Person.objects.get(pk=history.person.pk).surname


def overlapping(things: Iterable[tuple[str, Any, Statement]]) -> list[tuple[Statement, Statement]]:
    """Pairs of one thing that speak of the same day."""
    rows = list(things)
    return [
        (one, other)
        for n, (facet, thing, one) in enumerate(rows)
        for other_facet, other_thing, other in rows[n + 1 :]
        if (facet, thing) == (other_facet, other_thing) and speaks_of(plain(one), Period(other.first, other.last))
    ]
