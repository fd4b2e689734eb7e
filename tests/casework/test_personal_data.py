"""A person's data blocked or destroyed by an order of the head: what goes, what stays, who may order it."""

import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection

from kense.cases.models import Case
from kense.casework.holdings import Holdings
from kense.casework.known import known_person
from kense.casework.perform import ProblemsError
from kense.casework.personal_data import block, erase, may_order, unblock
from kense.kernel import RefusedError
from kense.papers.models import Paper
from kense.people.models import Officer
from kense.registry.models import Person, Statement, Update
from kense.registry.record import Change
from kense.registry.register import apply_changes
from kense.registry.statements import begin
from kense.trail.chain import first_broken
from kense.trail.models import PersonalPart, TrailEntry
from tests.support.office import ADULT_IIN, CHILD_IIN, MOTHER_IIN, PERSONAL, Office, OtherOffice, adult_application, at
from tests.support.register import enter

ORDER = {"order_number": "41-Ө", "order_date": "02.09.2024", "why": "өкілінің өтініші"}
WHEN = at("2024-09-02 11:00")
Way = Callable[..., None]


def whole_database() -> str:
    """Everything that stands in any table, as one text; JSON has its letters as numbers there."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("kense.")]
    with connection.cursor() as cursor:
        rows = [repr(cursor.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables]
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), "\n".join(rows))


@pytest.fixture
def inkar(office: Office) -> Person:
    """Іңкәр after her case: she is in the register, her papers are printed, somebody has looked her up."""
    office.issued()
    return Person.objects.get()


def ordered(way: Way, person: Person, by: Officer, **fields: str) -> None:
    way(person, ORDER | fields, actor=by, at=WHEN)


@pytest.mark.para("house part privacy")
def test_destroyed_data_are_nowhere_any_more(office: Office, inkar: Person) -> None:
    assert all(word in whole_database() for word in ("Сағынтай", CHILD_IIN))
    ordered(erase, inkar, office.nurlan)
    left = whole_database()
    assert [word for word in PERSONAL if word in left] == []
    assert not Paper.objects.filter(pdf__isnull=False).exists()


def test_what_does_not_name_anybody_stays(office: Office, inkar: Person) -> None:
    before = Case.objects.values("number", "result_number", "handed_in_at", "ended_at", "end", "due_at").get()
    hashes = set(Paper.objects.values_list("code", "sha256"))
    ordered(erase, inkar, office.nurlan)
    assert Case.objects.values(*before).get() == before
    assert set(Paper.objects.values_list("code", "sha256")) == hashes


@pytest.mark.para("house part privacy")
def test_the_trail_is_whole_afterwards_and_tells_of_the_order(office: Office, inkar: Person) -> None:
    entries = TrailEntry.objects.count()
    ordered(erase, inkar, office.nurlan)
    assert first_broken(office.provider.pk) is None
    last = TrailEntry.objects.latest("seq")
    assert (TrailEntry.objects.count(), last.operation, last.officer) == (entries + 1, "person_erased", office.nurlan)
    assert last.facts == {
        "person": inkar.code,
        "order": "41-Ө",
        "of": "2024-09-02",
        "cases": 1,
        "statements": Statement.objects.count(),
        "papers": Paper.objects.count(),
        "represents": 0,
        "applied_for": 0,
    }
    assert PersonalPart.objects.get().data == {"why": "өкілінің өтініші"}


def test_somebody_else_keeps_their_data(office: Office, inkar: Person) -> None:
    other = enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Төлебай", "given_name": "Ерлан"})
    ordered(erase, inkar, office.nurlan)
    other.refresh_from_db()
    assert (other.surname, other.erased_at) == ("Төлебай", None)
    assert Holdings(other).statements.get().data["given_name"] == "Ерлан"


def test_data_of_an_open_case_are_not_destroyed(office: Office) -> None:
    person = enter(office.provider.pk, {"iin": CHILD_IIN, "surname": "Сағынтай"})
    office.registered()
    with pytest.raises(RefusedError) as caught:
        ordered(erase, person, office.nurlan)
    assert caught.value.refusal.code == "person_has_open_case"
    assert "03-14/1" in caught.value.refusal.text.kk


@pytest.mark.parametrize("way", [block, unblock, erase])
@pytest.mark.para("house part privacy")
def test_only_the_head_of_the_same_office_orders_it(
    way: Way, office: Office, other_office: OtherOffice, inkar: Person
) -> None:
    for officer in (office.aigul, office.dauren, other_office.zhanna):
        assert not may_order(office.provider, officer, WHEN)
        with pytest.raises(RefusedError) as caught:
            ordered(way, inkar, officer)
        assert (caught.value.refusal.code, str(caught.value.refusal.ref)) == ("wrong_role", "house part privacy")


@pytest.mark.parametrize("field", ["order_number", "order_date", "why"])
@pytest.mark.parametrize("way", [block, erase])
def test_without_an_order_nothing_is_done(way: Way, field: str, office: Office, inkar: Person) -> None:
    with pytest.raises(ProblemsError) as caught:
        ordered(way, inkar, office.nurlan, **{field: " "})
    assert [problem.field for problem in caught.value.problems] == [field]
    inkar.refresh_from_db()
    assert (inkar.blocked_at, inkar.erased_at) == (None, None)


def test_nothing_is_done_twice(office: Office, inkar: Person) -> None:
    ordered(block, inkar, office.nurlan)
    for way, code in ((block, "person_blocked"), (erase, ""), (erase, "person_erased"), (unblock, "person_erased")):
        if code:
            with pytest.raises(RefusedError) as caught:
                ordered(way, inkar, office.nurlan)
            assert caught.value.refusal.code == code
        else:
            ordered(way, inkar, office.nurlan)


def test_blocked_data_are_neither_filled_in_nor_changed_until_unblocked(office: Office) -> None:
    person = enter(office.provider.pk, {"iin": CHILD_IIN, "surname": "Сагынтай"})
    case = office.assigned()
    ordered(block, person, office.nurlan)
    assert known_person(office.provider, CHILD_IIN) is None
    with pytest.raises(ProblemsError) as caught:
        office.drafted(case)
    assert [problem.code for problem in caught.value.problems] == ["person_blocked"]
    ordered(unblock, person, office.nurlan)
    assert known_person(office.provider, CHILD_IIN)
    assert office.drafted(case).changes


def test_what_is_held_on_a_person_is_found_with_who_looked(office: Office, inkar: Person) -> None:
    held = Holdings(inkar)
    assert held.iins == [CHILD_IIN]
    assert [case.number for case in held.cases] == ["03-14/1"]
    assert {one.kind for one in held.papers} == {"talon", "notification"}
    assert held.entries.count() == TrailEntry.objects.count()


def test_a_case_under_an_iin_that_was_theirs_by_mistake_stays_another_persons(office: Office, inkar: Person) -> None:
    mistaken = enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Төлебай", "given_name": "Ерлан"})
    update = begin(office.provider.pk, Update.Kind.DIRECT, at=at("2019-04-01 10:00"), ground="жеке куәлік")
    apply_changes(mistaken, ADULT_IIN, [Change("iin", ADULT_IIN, MOTHER_IIN)], update)
    owner = enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Оспан", "given_name": "Әли"})
    theirs = office.handed_in(**adult_application())
    mistaken.refresh_from_db()
    ordered(erase, mistaken, office.nurlan)
    theirs.refresh_from_db()
    owner.refresh_from_db()
    assert (theirs.iin, owner.surname) == (ADULT_IIN, "Оспан")
