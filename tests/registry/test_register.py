"""The register of persons: changed only from what was shown, each step kept in the history."""

import pytest

from kense.registry.models import Person, PersonChange
from kense.registry.record import FIELDS, Change
from kense.registry.register import (
    NAMES,
    RecordMovedError,
    apply_changes,
    enter,
    is_taken,
    person_by_iin,
    record_of,
)
from tests.support.office import ADULT_IIN, CHILD_IIN, MOTHER_IIN, Office, OtherOffice, at

RECORD = {"iin": CHILD_IIN, "surname": "Сагынтай", "given_name": "Іңкәр", "ground_to": "2018-06-30"}
SURNAME = Change("surname", "Сагынтай", "Сағынтай")
GROUND = Change("ground_to", "2018-06-30", "2021-06-30")
WHEN = at("2019-03-26 12:10")


def applied(office: Office, *changes: Change, iin: str = CHILD_IIN) -> Person:
    return apply_changes(office.provider.pk, iin, changes, case_code="K7M2-9QXF", at=WHEN)


def history() -> list[tuple[str, str, str]]:
    return list(PersonChange.objects.values_list("field", "before", "after"))


def test_every_field_of_the_record_has_its_column() -> None:
    columns = {field.name for field in Person._meta.concrete_fields} - {"id", "provider"}
    assert columns == set(NAMES) == {spec.name for spec in FIELDS}


def test_a_person_entered_is_found_by_the_iin(office: Office) -> None:
    person = enter(office.provider.pk, RECORD)
    assert person_by_iin(office.provider.pk, CHILD_IIN) == person
    assert person_by_iin(office.provider.pk, ADULT_IIN) is None
    assert record_of(person) == {name: RECORD.get(name, "") for name in NAMES}


def test_the_record_of_nobody_is_empty() -> None:
    assert set(record_of(None).values()) == {""}


def test_changes_are_applied_and_kept(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    person = applied(office, SURNAME, GROUND)
    person.refresh_from_db()
    assert (person.surname, person.given_name, person.ground_to) == ("Сағынтай", "Іңкәр", "2021-06-30")
    assert history() == [("surname", "Сагынтай", "Сағынтай"), ("ground_to", "2018-06-30", "2021-06-30")]
    kept = PersonChange.objects.latest("pk")
    assert (kept.person, kept.case_code, kept.at) == (person, "K7M2-9QXF", WHEN)


def test_the_history_goes_on(office: Office) -> None:
    enter(office.provider.pk, RECORD)
    applied(office, GROUND)
    applied(office, Change("ground_to", "2021-06-30", "2022-06-30"))
    assert history() == [("ground_to", "2018-06-30", "2021-06-30"), ("ground_to", "2021-06-30", "2022-06-30")]


def test_somebody_unknown_is_entered_by_the_changes(office: Office) -> None:
    person = applied(office, Change("iin", "", CHILD_IIN), Change("surname", "", "Сағынтай"))
    assert (person.iin, person.surname, person.category) == (CHILD_IIN, "Сағынтай", "")
    assert history() == [("iin", "", CHILD_IIN), ("surname", "", "Сағынтай")]


@pytest.mark.parametrize("moved", [SURNAME, GROUND])
def test_when_one_field_moved_nothing_is_applied(moved: Change, office: Office) -> None:
    person = enter(office.provider.pk, RECORD | {moved.field: "2019-01-01"})
    with pytest.raises(RecordMovedError) as caught:
        applied(office, SURNAME, GROUND)
    assert caught.value.fields == [moved.field]
    before = record_of(person)
    person.refresh_from_db()
    assert record_of(person) == before
    assert history() == []


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
