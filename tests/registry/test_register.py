"""The register of persons: changed only from what was shown, what was stated before is ended and kept."""

import pytest

from kense.registry.facets import FIELDS
from kense.registry.models import Person, Statement, Update
from kense.registry.record import Change
from kense.registry.register import (
    NAMES,
    RecordMovedError,
    apply_changes,
    grounds_of,
    is_taken,
    person_by_iin,
    record_of,
    represent,
)
from kense.registry.statements import begin, end
from tests.support.office import ADULT_IIN, CHILD_IIN, MOTHER_IIN, Office, OtherOffice, at
from tests.support.register import enter

RECORD = {
    "iin": CHILD_IIN,
    "surname": "Сагынтай",
    "given_name": "Іңкәр",
    "category": "26-1-1",
    "ground_from": "2008-09-14",
    "ground_to": "2018-06-30",
}
SURNAME = Change("surname", "Сагынтай", "Сағынтай")
GROUND = Change("ground_to", "2018-06-30", "2021-06-30")
WHEN = at("2019-03-26 12:10")


def an_update(office: Office) -> Update:
    return begin(office.provider.pk, Update.Kind.CASE, at=WHEN, source="K7M2-9QXF")


def applied(office: Office, *changes: Change, iin: str = CHILD_IIN) -> Person:
    person = person_by_iin(office.provider.pk, iin)
    changed = apply_changes(person, iin, changes, an_update(office))
    return Person.objects.get(pk=changed.pk)


def stated(facet: str) -> list[tuple[int, dict[str, str], str, str, bool]]:
    """Every statement of a facet: its line, its data, its period, whether it stands."""
    rows = Statement.objects.filter(facet=facet)
    return [(one.line, one.data, one.first, one.last, one.known_to is None) for one in rows]


def test_the_record_has_every_field() -> None:
    assert set(NAMES) == {spec.name for spec in FIELDS} == set(record_of(None))


def test_a_person_entered_is_found_by_the_iin(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    assert person_by_iin(office.provider.pk, CHILD_IIN) == person
    assert person_by_iin(office.provider.pk, ADULT_IIN) is None
    assert record_of(person) == {name: RECORD.get(name, "") for name in NAMES}


def test_nobody_is_found_by_no_iin(office: Office) -> None:
    enter(office.provider.pk, RECORD | {"iin": ""})
    assert person_by_iin(office.provider.pk, "") is None


def test_the_record_of_nobody_is_empty() -> None:
    assert set(record_of(None).values()) == {""}


def test_a_change_ends_a_statement_and_begins_another(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    person = applied(office, SURNAME, GROUND)
    assert person.surname == record_of(person)["surname"] == "Сағынтай"
    assert stated("ground") == [
        (1, {"category": "26-1-1"}, "2008-09-14", "2018-06-30", False),
        (1, {"category": "26-1-1"}, "2008-09-14", "2021-06-30", True),
    ]
    before, after = Statement.objects.filter(facet="personal")
    assert (before.data["surname"], before.known_to, before.until) == ("Сагынтай", WHEN, after.since)
    assert (after.data["surname"], after.known_from, after.since.source) == ("Сағынтай", WHEN, "K7M2-9QXF")


def test_somebody_unknown_is_entered_by_the_changes(office: Office) -> None:
    person = applied(office, Change("iin", "", CHILD_IIN), Change("surname", "", "Сағынтай"))
    assert (person.iin, person.surname) == (CHILD_IIN, "Сағынтай")
    assert stated("personal") == [(1, {"iin": CHILD_IIN, "surname": "Сағынтай"}, "", "", True)]


def test_somebody_unknown_keeps_the_iin_of_the_case_where_no_change_names_it(office: Office) -> None:
    person = applied(office, Change("surname", "", "Сағынтай"))
    assert (person.iin, record_of(person)["iin"]) == (CHILD_IIN, CHILD_IIN)


def test_a_new_name_from_a_day_on_leaves_the_old_one_before_it(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    person = applied(office, SURNAME, Change("personal_from", "", "2019-02-14"))
    names = {"iin": CHILD_IIN, "given_name": "Іңкәр"}
    assert stated("personal") == [
        (1, names | {"surname": "Сагынтай"}, "", "", False),
        (1, names | {"surname": "Сагынтай"}, "", "2019-02-13", True),
        (1, names | {"surname": "Сағынтай"}, "2019-02-14", "", True),
    ]
    assert (person.surname, record_of(person)["personal_from"]) == ("Сағынтай", "2019-02-14")


def test_a_new_ground_is_a_line_of_its_own(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    new = {"category": "26-1-13", "ground_from": "2018-09-01"}
    person = applied(office, *(Change(name, "", value, line=0) for name, value in new.items()))
    assert [(one.line, one.first, one.data) for one in grounds_of(person)] == [
        (1, "2008-09-14", {"category": "26-1-1"}),
        (2, "2018-09-01", {"category": "26-1-13"}),
    ]
    assert record_of(person)["category"] == "26-1-13"
    assert record_of(person, ground=1)["category"] == "26-1-1"
    assert record_of(person, ground=0)["category"] == ""


def test_a_document_with_another_number_is_another_document(office: Office) -> None:
    card = {"document_kind": "id_card", "document_number": "040000001", "document_expires_on": "2019-03-01"}
    enter(office.provider.pk, RECORD | card)
    applied(
        office,
        Change("document_number", "040000001", "050000002"),
        Change("document_expires_on", "2019-03-01", "2029-03-01"),
    )
    assert stated("document") == [
        (1, {"document_kind": "id_card", "document_number": "040000001"}, "", "2019-03-01", True),
        (2, {"document_kind": "id_card", "document_number": "050000002"}, "", "2029-03-01", True),
    ]


def test_a_corrected_day_of_a_document_is_the_same_document(office: Office) -> None:
    enter(office.provider.pk, RECORD | {"document_number": "040000001"})
    applied(office, Change("document_expires_on", "", "2029-03-01"))
    assert [(line, last, stands) for line, _, _, last, stands in stated("document")] == [
        (1, "", False),
        (1, "2029-03-01", True),
    ]


def test_a_representative_is_stated_again_only_when_something_differs(office: Office) -> None:
    person, update = enter(office.provider.pk, RECORD), an_update(office)
    mother = {"rep_kind": "representative", "rep_iin": MOTHER_IIN, "rep_surname": "Оспанова"}
    father = mother | {"rep_iin": ADULT_IIN, "rep_surname": "Сағынтай"}
    for values in (mother, mother, father, mother | {"rep_phone": "+7 700 000 00 00"}):
        represent(person, values, update)
    assert [(line, data["rep_surname"], stands) for line, data, _, _, stands in stated("representative")] == [
        (1, "Оспанова", False),
        (2, "Сағынтай", True),
        (1, "Оспанова", True),
    ]


@pytest.mark.parametrize("moved", [SURNAME, GROUND])
def test_when_one_field_moved_nothing_is_applied(moved: Change, office: Office) -> None:
    person = enter(office.provider.pk, RECORD | {moved.field: "2019-01-01"})
    before = record_of(person)
    with pytest.raises(RecordMovedError) as caught:
        applied(office, SURNAME, GROUND)
    assert caught.value.fields == [moved.field]
    assert record_of(person) == before
    assert not Statement.objects.filter(known_to__isnull=False).exists()


def test_a_ground_that_is_gone_is_not_changed(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    end(Statement.objects.get(facet="ground"), an_update(office))
    with pytest.raises(RecordMovedError) as caught:
        applied(office, Change("course", "", "2", line=1))
    assert caught.value.fields == ["course"]


def test_the_same_changes_twice_are_refused(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    applied(office, SURNAME)
    with pytest.raises(RecordMovedError):
        applied(office, SURNAME)


def test_a_corrected_iin_stays_with_the_person(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    applied(office, Change("iin", CHILD_IIN, MOTHER_IIN))
    assert person_by_iin(office.provider.pk, MOTHER_IIN) == person
    assert person_by_iin(office.provider.pk, CHILD_IIN) is None


def test_an_iin_of_somebody_else_is_not_taken_over(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    enter(office.provider.pk, {"iin": ADULT_IIN})
    with pytest.raises(RecordMovedError) as caught:
        applied(office, Change("iin", CHILD_IIN, ADULT_IIN))
    assert caught.value.fields == ["iin"]


def test_offices_do_not_share_a_register(office: Office, other_office: OtherOffice) -> None:
    theirs = enter(other_office.provider.pk, RECORD)
    ours = enter(office.provider.pk, RECORD)
    applied(office, SURNAME)
    theirs.refresh_from_db()
    assert theirs.surname == "Сагынтай"
    assert is_taken(office.provider.pk, CHILD_IIN, None)
    assert not is_taken(office.provider.pk, CHILD_IIN, ours)


def test_the_mistake_names_fields_and_no_values(office: Office) -> None:
    enter(office.provider.pk, RECORD | {"surname": "Төлебай"})
    with pytest.raises(RecordMovedError) as caught:
        applied(office, SURNAME)
    assert str(caught.value) == "the register moved in: surname"


def test_a_number_of_a_line_is_never_given_again(office: Office) -> None:
    person, update = enter(office.provider.pk, RECORD | {"document_number": "040000001"}), an_update(office)
    mother = {"rep_kind": "representative", "rep_iin": MOTHER_IIN, "rep_surname": "Оспанова"}
    represent(person, mother, update)
    for one in Statement.objects.filter(facet__in=("ground", "document", "representative")):
        end(one, update)
    applied(office, Change("category", "", "26-1-13", line=0), Change("document_number", "", "050000002"))
    represent(person, mother, update)
    begun = Statement.objects.filter(known_to=None).exclude(facet="personal").values_list("facet", "line")
    assert set(begun) == {("ground", 2), ("document", 2), ("representative", 2)}
