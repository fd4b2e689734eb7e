"""A roster from the file to the register: read in pieces, all or nothing, the same as person by person."""

from collections.abc import Iterable, Mapping
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.casework.roster_intake import SameFileError
from kense.casework.roster_trail import APPLIED
from kense.casework.rosters import apply, drop, open_roster
from kense.kernel import RefusedError
from kense.registry import register, statements
from kense.registry.facets import FACET_OF, GROUND
from kense.registry.grounds import Ground, ended_before
from kense.registry.models import Person, Roster, RosterFile, RosterPiece, RosterProblem, Statement, Update
from kense.registry.record import Change
from kense.registry.roster_bulk import Writer
from kense.registry.roster_lines import unpacked
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.office import Office, OtherOffice, at
from tests.support.roster_office import LATER, WHEN, applied, counts, problems, read, read_whole, refused, taken_in
from tests.support.rosters import HEADERS, Row, csv_of, student, students


def everything() -> list[tuple[object, ...]]:
    """All statements there are, by the IIN of their person."""
    fields = ("person__iin", "facet", "line", "first", "last", "known_from", "known_to")
    found = [
        (*row, tuple(sorted(data.items()))) for *row, data in Statement.objects.order_by().values_list(*fields, "data")
    ]
    return sorted(found, key=repr)


def columns() -> list[tuple[object, ...]]:
    """The columns of all persons."""
    return sorted(Person.objects.order_by().values_list(*statements.COLUMNS, "name_key"))


def test_new_persons_come_into_the_register(office: Office) -> None:
    roster = applied(office, students(5))
    assert counts(roster) == (5, 0, 0)
    person = register.person_by_iin(office.provider.pk, student(0)["iin"])
    assert person
    record = register.record_of(person)
    assert (record["surname"], record["category"], record["ground_from"]) == ("Сағынтай", "26-1-13", "2018-09-01")
    assert roster.update
    assert (roster.update.kind, roster.update.source) == (Update.Kind.ROSTER, roster.code)
    assert Update.objects.count() == 1


def test_what_is_over_leaves_no_persons_behind(office: Office) -> None:
    applied(office, students(3))
    drop(read(office, students(3, 50)), actor=office.dauren, at=WHEN)
    assert not RosterFile.objects.exists()
    assert not RosterPiece.objects.exists()
    assert not RosterProblem.objects.exists()


def test_the_trail_counts_and_names_nobody(office: Office) -> None:
    roster = applied(office, students(3))
    entry = TrailEntry.objects.get(operation=APPLIED)
    assert entry.facts["sha256"] == roster.sha256
    assert (entry.facts["rows"], entry.facts["new"]) == (3, 3)
    assert student(0)["iin"] not in str(list(TrailEntry.objects.values_list("facts", flat=True)))
    assert first_broken(office.provider.pk) is None


def test_the_same_file_again_is_the_first_one(office: Office) -> None:
    data = csv_of(students(3))
    first = apply(read_whole(taken_in(office, data)), accepted=True, actor=office.dauren, at=LATER)
    with pytest.raises(SameFileError) as caught:
        taken_in(office, data, "other-name.csv")
    assert caught.value.roster == first
    assert Roster.objects.count() == 1


def test_a_dropped_file_may_come_again(office: Office) -> None:
    data = csv_of(students(3))
    drop(taken_in(office, data), actor=office.dauren, at=WHEN)
    assert taken_in(office, data).state == Roster.State.READING


def test_equal_rows_state_nothing_new(office: Office) -> None:
    applied(office, students(5))
    before = everything()
    roster = read(office, [*students(5), {}, {}])
    assert counts(roster) == (0, 0, 5)
    roster = apply(roster, accepted=False, actor=office.dauren, at=LATER)
    assert roster.state == Roster.State.APPLIED
    assert roster.update is None
    assert Update.objects.count() == 1
    assert everything() == before


def test_an_empty_cell_says_nothing(office: Office) -> None:
    applied(office, students(1))
    roster = read(office, [student(0, address="", phone="", patronymic="", ground_to="", category="", **NO_GROUND)])
    assert counts(roster) == (0, 0, 1)


NO_GROUND = {spec.name: "" for spec in GROUND.fields if spec.name not in ("category", "ground_to")}

CHANGES: list[dict[str, str]] = [
    {"surname": "Бөлекова"},
    {"phone": "+77001112233", "address": "Семей қ., Абай к-сі, 1"},
    {"document_number": "777000777", "document_issued_on": "02.03.2019"},
    {"document_expires_on": "01.09.2028"},
    {"course": "3", "ground_to": "30.06.2023"},
    {"ground_from": "01.02.2019", "course": "2", "order_kind": "transfer"},
    {"category": "26-1-12", "ground_from": "01.02.2019"},
    {"surname": "Бөлекова", "sex": "", "ground_from": "15.01.2019", "phone": ""},
    {},
]


def person_by_person(office: Office, rows: Iterable[Row], update: Update) -> None:
    """The rows stated by the register's own way: the changes of one person after another."""
    for line in lines_of(office, rows):
        values = {name: value for name, value in line.items() if value}
        person = register.person_by_iin(office.provider.pk, values["iin"])
        held = register.grounds_of(person)
        ground = next((one for one in held if (one.data["category"], one.first) == _ground(values)), None)
        which = ground.line if ground else 0
        current = register.record_of(person, which)
        changes = [
            Change(name, current[name], value, which if FACET_OF[name] is GROUND else None)
            for name, value in values.items()
            if value != current[name]
        ]
        if not ground and values.get("ground_from"):
            changes += _ended(held, values)
        if changes:
            register.apply_changes(person, values["iin"], changes, update)


def _ground(values: Mapping[str, str]) -> tuple[str, str]:
    return values.get("category", ""), values.get("ground_from", "")


def _ended(held: Iterable[Statement], values: Mapping[str, str]) -> list[Change]:
    others = [Ground(one.line, statements.values_of(one)) for one in held]
    return ended_before(Ground(0, values), others)


def lines_of(office: Office, rows: Iterable[Row]) -> list[dict[str, str]]:
    """The rows as canonical values."""
    roster = taken_in(office, csv_of([*rows, {}, {}, {}]))
    read_whole(roster)
    pieces = [unpacked(piece.lines) for piece in roster.pieces.all()]
    found = [lines.values(n) for lines in pieces for n in range(len(lines))]
    drop(roster, actor=office.dauren, at=WHEN)
    return found


def test_it_states_what_the_register_states_person_by_person(office: Office) -> None:
    first = list(students(len(CHANGES)))
    second = [{**row, **change} for row, change in zip(first, CHANGES, strict=True)] + list(students(2, 500))
    for n, rows in enumerate((first, second), start=1):
        update = statements.begin(office.provider.pk, Update.Kind.ROSTER, at=at(f"2019-03-26 12:0{n}"))
        person_by_person(office, rows, update)
    slow, slow_columns = everything(), columns()
    Statement.objects.all().delete()
    Person.objects.all().delete()
    for n, rows in enumerate((first, second), start=1):
        applied(office, rows, when=f"2019-03-26 12:0{n}")
    assert everything() == slow
    assert columns() == slow_columns


def test_the_preview_counts_what_is_applied(office: Office) -> None:
    first = list(students(len(CHANGES)))
    applied(office, first)
    rows = [{**row, **change} for row, change in zip(first, CHANGES, strict=True)] + list(students(2, 500))
    roster = read(office, rows)
    assert counts(roster) == (2, 8, 1)
    assert counts(apply(roster, accepted=True, actor=office.dauren, at=LATER)) == (2, 8, 1)
    assert counts(read(office, [*rows, {}])) == (0, 0, 11)


def test_an_old_document_is_known_again(office: Office) -> None:
    applied(office, [student(0)])
    applied(office, [student(0, document_number="777000777", document_issued_on="02.03.2019")])
    assert counts(read(office, [student(0), {}])) == (0, 0, 1)


def test_a_number_of_a_line_is_never_given_again(office: Office) -> None:
    applied(office, students(2))
    update = statements.begin(office.provider.pk, Update.Kind.DIRECT, at=at("2019-03-26 11:30"))
    for one in Statement.objects.filter(facet__in=("ground", "document")):
        statements.end(one, update)
    applied(office, students(3), "2019-03-26 12:00")
    begun = Statement.objects.filter(known_to=None, facet__in=("ground", "document")).order_by("person", "facet")
    assert list(begun.values_list("facet", "line")) == [
        (facet, n) for n in (2, 2, 1) for facet in ("document", "ground")
    ]


def test_a_ground_that_overlaps_is_an_error_beside_the_register(office: Office) -> None:
    applied(office, [student(0)])
    roster = read(office, [student(0, ground_from="01.05.2018")])
    [(row, column, value, code)] = problems(roster)
    assert (row, column, value, code) == (2, HEADERS["ground_from"], "01.05.2018", "register_ground_overlaps")
    assert refused(roster, office) == "roster_has_errors"


def test_a_ground_that_ends_another_is_a_warning_to_be_accepted(office: Office) -> None:
    applied(office, [student(0)])
    roster = read(office, [student(0, ground_from="01.02.2019")])
    assert [code for *_, code in problems(roster)] == ["register_ground_ends_another"]
    assert refused(roster, office, accepted=False) == "input_missing"
    apply(roster, accepted=True, actor=office.dauren, at=LATER)
    person = register.person_by_iin(office.provider.pk, student(0)["iin"])
    assert [(one.first, one.last) for one in register.grounds_of(person)] == [
        ("2018-09-01", "2019-01-31"),
        ("2019-02-01", "2022-06-30"),
    ]


def test_a_pupil_past_the_age_of_the_category_is_a_warning(office: Office) -> None:
    roster = read(office, [student(0, category="26-1-1")])
    assert [code for *_, code in problems(roster)] == ["register_category_age"]


def test_stopped_while_applying_nothing_is_applied(office: Office) -> None:
    roster = read(office, students(9))
    with (
        patch.object(Writer, "write", autospec=True, side_effect=_writes_then_stops()),
        pytest.raises(KeyboardInterrupt),
    ):
        apply(roster, accepted=True, actor=office.dauren, at=LATER)
    assert not Person.objects.exists()
    assert not Update.objects.exists()
    assert Roster.objects.get().state == Roster.State.READ
    assert counts(apply(roster, accepted=True, actor=office.dauren, at=LATER)) == (9, 0, 0)


def _writes_then_stops() -> Any:
    write = Writer.write

    def stopped(*args: Any) -> None:
        write(*args)
        raise KeyboardInterrupt

    return stopped


def test_a_register_that_moved_is_compared_anew(office: Office) -> None:
    roster = read(office, [student(0, ground_from="01.02.2019")])
    assert counts(roster) == (1, 0, 0)
    applied(office, [student(0)])
    assert refused(roster, office) == "roster_moved"
    roster.refresh_from_db()
    assert counts(roster) == (0, 1, 0)
    assert [code for *_, code in problems(roster)] == ["register_ground_ends_another"]
    apply(roster, accepted=True, actor=office.dauren, at=LATER)
    assert Person.objects.count() == 1


def test_blocked_and_merged_persons_are_not_changed(office: Office) -> None:
    applied(office, students(3))
    one, other, third = Person.objects.order_by("pk")
    Person.objects.filter(pk=one.pk).update(blocked_at=WHEN)
    Person.objects.filter(pk=other.pk).update(merged_into=third)
    roster = read(office, [{**row, "phone": "+77000000000"} for row in students(3)])
    assert [code for *_, code in problems(roster)] == ["register_blocked", "register_merged"]


def test_only_the_keeper_of_the_office(office: Office, other_office: OtherOffice) -> None:
    roster = read(office, students(2))
    for stranger in (office.aigul, office.nurlan, office.tolegen, other_office.saule):
        for act in (
            lambda by=stranger: taken_in(office, csv_of(students(1)), by=by),
            lambda by=stranger: apply(roster, accepted=True, actor=by, at=LATER),
            lambda by=stranger: drop(roster, actor=by, at=LATER),
            lambda by=stranger: open_roster(roster, officer=by, at=LATER),
        ):
            with pytest.raises(RefusedError) as caught:
                act()
            assert caught.value.refusal.code == "wrong_role"


def test_it_is_over_once(office: Office) -> None:
    roster = applied(office, students(2))
    assert refused(roster, office) == "roster_over"
    with pytest.raises(RefusedError):
        drop(roster, actor=office.dauren, at=LATER)
    waiting = taken_in(office, csv_of(students(2, 100)))
    assert refused(waiting, office) == "roster_not_read"


def asked(office: Office, rows: Iterable[Row]) -> tuple[int, int]:
    """How many commands put rows into the tables of the register, and how many others a roster takes."""
    with CaptureQueriesContext(connection) as caught:
        applied(office, rows)
    puts = [one for one in caught if one["sql"].startswith(('INSERT INTO "registry_p', 'INSERT INTO "registry_s'))]
    return len(puts), len(caught) - len(puts)


def test_questions_to_the_database_do_not_grow_with_rows(office: Office) -> None:
    applied(office, students(1))
    few, many = asked(office, students(2, 100)), asked(office, students(400, 1000))
    assert few[1] == many[1]
    assert many[0] <= 400 / 20
    new = {"phone": "+77000000000", "surname": "Бөлекова", "document_kind": "паспорт"}
    few, many = (
        asked(office, ({**row, **new} for row in students(count, first))) for count, first in ((2, 100), (400, 1000))
    )
    assert few[1] == many[1]
