"""Direct changes of the register: by its keeper, each on a basis; reversed by a new update; everybody else turned away."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kense.casework import register_changes as changes
from kense.casework import representatives
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError
from kense.kernel.alphabet import search_key
from kense.people.models import Officer
from kense.registry.history import History
from kense.registry.models import Organisation, Person, Update
from kense.registry.register import grounds_of, person_by_iin, record_of
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.support.iins import made_iin
from tests.support.office import ADULT_IIN, CHILD_IIN, MOTHER_IIN, Office, OtherOffice, at
from tests.support.register import enter

WHEN = at("2019-03-26 12:10")
LATER = at("2019-03-27 10:00")
RECORD = {
    "iin": CHILD_IIN,
    "surname": "Сагынтай",
    "given_name": "Іңкәр",
    "birth_date": "2002-09-14",
    "category": "26-1-1",
    "ground_from": "2008-09-14",
    "ground_to": "2018-06-30",
}
BASIS = {"basis": "12.03.2019 № 31-Ж бұйрық"}
SURNAME = {"surname": "Сағынтай", **BASIS}
NEW_GROUND = {"ground": "new", "category": "26-1-13", "ground_from": "01.09.2018", "ground_to": "30.06.2021", **BASIS}
MOTHER = {
    "rep_kind": "туу туралы куәлік № 0123456",
    "rep_iin": MOTHER_IIN,
    "rep_surname": "Сағынтай",
    "rep_given_name": "Гүлнәр",
    **BASIS,
}
NOBODY = {"iin": "", "surname": "Ли", "given_name": "Аня", "birth_date": "05.05.2010", **BASIS}


@pytest.fixture
def girl(office: Office) -> Person:
    return enter(office.provider.pk, RECORD)


def seen(person: Person) -> int:
    return History(person).mark


def change(person: Person, fields: dict[str, str], by: Officer, **asked: Any) -> Update:
    given: dict[str, Any] = {"seen": seen(person), "actor": by, "at": WHEN, **asked}
    return changes.change(person, fields, **given)


def reverse(person: Person, update: Update, by: Officer, **asked: Any) -> Update:
    given: dict[str, Any] = {"seen": seen(person), "actor": by, "at": LATER, **asked}
    return changes.reverse(person, update, BASIS, **given)


def refused(deed: Callable[[], object]) -> str:
    entries = TrailEntry.objects.count()
    updates = Update.objects.count()
    with pytest.raises(RefusedError) as caught:
        deed()
    assert (TrailEntry.objects.count(), Update.objects.count()) == (entries, updates)
    return caught.value.refusal.code


def problems(deed: Callable[[], object]) -> set[str]:
    with pytest.raises(ProblemsError) as caught:
        deed()
    return {f"{one.field}:{one.code}" for one in caught.value.problems}


def last_entry() -> TrailEntry:
    return TrailEntry.objects.select_related("personal").latest("pk")


@pytest.mark.para("house part register")
def test_the_keeper_changes_a_record_on_a_basis(office: Office, girl: Person) -> None:
    update = change(girl, SURNAME, office.dauren)
    assert (update.kind, update.ground, update.officer) == ("direct", BASIS["basis"], office.dauren)
    assert record_of(girl)["surname"] == "Сағынтай"
    entry = last_entry()
    assert entry.operation == "register_changed"
    assert entry.facts == {"person": girl.code, "update": update.pk, "fields": ["surname"]}
    assert entry.personal.data["basis"] == BASIS["basis"]
    assert first_broken(office.provider.pk) is None


def test_nothing_personal_stands_in_the_open_part(office: Office, girl: Person) -> None:
    change(girl, SURNAME | {"iin": MOTHER_IIN, "confirmed": "iin:iin_birth_date_differs"}, office.dauren)
    told = str(last_entry().facts)
    assert not any(word in told for word in (CHILD_IIN, MOTHER_IIN, "Сағынтай", BASIS["basis"]))


def test_a_new_ground_is_added(office: Office, girl: Person) -> None:
    change(girl, NEW_GROUND, office.dauren)
    assert [(one.line, one.first) for one in grounds_of(girl)] == [(1, "2008-09-14"), (2, "2018-09-01")]


def test_a_basis_is_asked_for_beside_what_else_is_wrong(office: Office, girl: Person) -> None:
    typed = NEW_GROUND | {"basis": "  ", "ground_to": "31.02.2021"}
    found = problems(lambda: change(girl, typed, office.dauren))
    assert "basis:text_empty" in found
    assert any(one.startswith("ground_to:") for one in found)
    assert not Update.objects.exclude(ground="").exists()


def test_grounds_of_one_kind_do_not_overlap(office: Office, girl: Person) -> None:
    typed = NEW_GROUND | {"category": "26-1-1", "ground_from": "01.09.2008"}
    confirmed = typed | {"confirmed": "ground_from:ground_overlaps"}
    assert "ground_from:ground_overlaps" in problems(lambda: change(girl, confirmed, office.dauren))


@pytest.mark.parametrize("who", ["aigul", "nurlan", "tolegen"])
@pytest.mark.para("house part register")
def test_only_the_keeper_changes_it(who: str, office: Office, girl: Person) -> None:
    officer = getattr(office, who)
    assert refused(lambda: change(girl, SURNAME, officer)) == "wrong_role"
    assert refused(lambda: reverse(girl, Update.objects.get(), officer)) == "wrong_role"
    assert refused(lambda: changes.enter_person(office.provider, NOBODY, actor=officer, at=WHEN)) == "wrong_role"


def test_the_register_of_another_office_is_not_changed(office: Office, other_office: OtherOffice) -> None:
    theirs = enter(other_office.provider.pk, RECORD)
    assert refused(lambda: change(theirs, SURNAME, office.dauren)) == "wrong_role"


def test_a_register_that_moved_since_is_not_changed(office: Office, girl: Person) -> None:
    mark = seen(girl)
    change(girl, NEW_GROUND, office.dauren)
    assert refused(lambda: change(girl, SURNAME, office.madina, seen=mark)) == "register_moved"


def test_nothing_typed_anew_changes_nothing(office: Office, girl: Person) -> None:
    typed = {"surname": "Сагынтай", **BASIS}
    assert refused(lambda: change(girl, typed, office.dauren)) == "nothing_changed"


def test_a_blocked_person_is_not_changed(office: Office, girl: Person) -> None:
    Person.objects.filter(pk=girl.pk).update(blocked_at=WHEN)
    assert refused(lambda: change(girl, SURNAME, office.dauren)) == "person_blocked"


def test_the_iin_of_somebody_else_is_not_taken(office: Office, girl: Person) -> None:
    enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Төлебай"})
    found = problems(lambda: change(girl, {"iin": ADULT_IIN, **BASIS}, office.dauren))
    assert "iin:iin_taken" in found


def test_a_person_is_entered_without_an_iin_once_that_is_confirmed(office: Office) -> None:
    def enter_her(**typed: str) -> Person:
        return changes.enter_person(office.provider, NOBODY | typed, actor=office.dauren, at=WHEN)

    assert problems(enter_her) == {"iin:iin_absent"}
    person = enter_her(confirmed="iin:iin_absent")
    assert (person.iin, person.surname, last_entry().operation) == ("", "Ли", "register_person_entered")


def test_an_iin_is_given_later(office: Office) -> None:
    fields = NOBODY | {"confirmed": "iin:iin_absent"}
    person = changes.enter_person(office.provider, fields, actor=office.dauren, at=WHEN)
    iin = made_iin(date(2010, 5, 5), "female", 31)
    change(person, {"iin": iin, "confirmed": "iin:iin_birth_date_differs", **BASIS}, office.dauren)
    assert person_by_iin(office.provider.pk, iin) == person


def test_who_tells_them_from_others_must_be_named(office: Office) -> None:
    fields = {**BASIS, "confirmed": "iin:iin_absent"}
    found = problems(lambda: changes.enter_person(office.provider, fields, actor=office.dauren, at=WHEN))
    assert {"surname:text_empty", "given_name:text_empty"} < found
    assert not Person.objects.exists()


def test_somebody_of_the_same_name_and_birth_is_warned_of(office: Office, girl: Person) -> None:
    twin = NOBODY | {"surname": "Сагынтай", "given_name": "Іңкәр", "birth_date": "14.09.2002"}
    twin |= {"confirmed": "iin:iin_absent"}
    found = problems(lambda: changes.enter_person(office.provider, twin, actor=office.dauren, at=WHEN))
    assert found == {"surname:person_twice"}


def test_an_update_is_reversed_by_a_new_one(office: Office, girl: Person) -> None:
    update = change(girl, SURNAME, office.dauren)
    by = reverse(girl, update, office.madina)
    assert record_of(girl)["surname"] == "Сагынтай"
    assert (by.kind, by.reverses, by.ground) == ("reversal", update, BASIS["basis"])
    girl.refresh_from_db()
    assert girl.surname == "Сагынтай"
    assert len(History(girl).story()) == 3
    assert (last_entry().operation, last_entry().facts["reverses"]) == ("register_update_reversed", update.pk)


def test_a_reversal_is_reversed_too(office: Office, girl: Person) -> None:
    by = reverse(girl, change(girl, SURNAME, office.dauren), office.madina)
    reverse(girl, by, office.madina, at=at("2019-03-28 10:00"))
    assert record_of(girl)["surname"] == "Сағынтай"


def test_a_case_is_reversed_for_its_person(office: Office) -> None:
    case = office.result_registered()
    person = person_by_iin(office.provider.pk, CHILD_IIN)
    assert person is not None
    (update,) = Update.objects.filter(source=case.code)
    reverse(person, update, office.dauren)
    assert grounds_of(person) == []
    assert person_by_iin(office.provider.pk, CHILD_IIN) == person


def test_what_changed_since_is_not_reversed(office: Office, girl: Person) -> None:
    first = change(girl, SURNAME, office.dauren)
    change(girl, {"surname": "Сағынтайқызы", **BASIS}, office.dauren, at=at("2019-03-26 13:00"))
    assert refused(lambda: reverse(girl, first, office.dauren)) == "update_overtaken"


def test_what_stayed_as_it_was_is_reversed_though_other_data_changed(office: Office, girl: Person) -> None:
    first = change(girl, SURNAME, office.dauren)
    change(girl, NEW_GROUND, office.dauren, at=at("2019-03-26 13:00"))
    reverse(girl, first, office.dauren)
    assert (record_of(girl)["surname"], len(grounds_of(girl))) == ("Сагынтай", 2)


def test_a_reversal_does_not_let_grounds_overlap(office: Office, girl: Person) -> None:
    shorter = change(girl, {"ground": "1", "ground_to": "30.06.2015", **BASIS}, office.dauren)
    again = NEW_GROUND | {"category": "26-1-1", "ground_from": "01.09.2016", "ground_to": "30.06.2018"}
    change(girl, again, office.dauren, at=at("2019-03-26 13:00"))
    assert refused(lambda: reverse(girl, shorter, office.dauren)) == "update_overtaken"


def test_an_update_of_somebody_else_is_not_reversed(office: Office, girl: Person) -> None:
    other = enter(office.provider.pk, {"iin": ADULT_IIN, "surname": "Төлебай"})
    update = change(other, {"surname": "Төлебаев", **BASIS}, office.dauren)
    assert refused(lambda: reverse(girl, update, office.dauren)) == "update_not_of_person"


def test_a_reversal_needs_a_basis(office: Office, girl: Person) -> None:
    update = change(girl, SURNAME, office.dauren)

    def without() -> Update:
        return changes.reverse(girl, update, {}, seen=seen(girl), actor=office.dauren, at=LATER)

    assert problems(without) == {"basis:text_empty"}
    assert record_of(girl)["surname"] == "Сағынтай"


def test_a_reversal_after_the_register_moved_is_refused(office: Office, girl: Person) -> None:
    update = change(girl, SURNAME, office.dauren)
    assert refused(lambda: reverse(girl, update, office.dauren, seen=seen(girl) - 1)) == "register_moved"


def state_mother(girl: Person, by: Officer, **typed: str) -> Update:
    return representatives.state_representative(girl, MOTHER | typed, seen=seen(girl), actor=by, at=WHEN)


def representatives_of(person: Person) -> list[str]:
    return [one.values["rep_kind"] for one in History(person).standing() if one.facet.name == "representative"]


def test_a_representative_is_stated_with_the_ground_of_it(office: Office, girl: Person) -> None:
    state_mother(girl, office.dauren)
    assert representatives_of(girl) == [MOTHER["rep_kind"]]
    assert last_entry().operation == "register_representative_stated"
    assert refused(lambda: state_mother(girl, office.dauren)) == "nothing_changed"


def test_a_representative_is_ended(office: Office, girl: Person) -> None:
    state_mother(girl, office.dauren)

    def end(line: str) -> Update:
        asked: dict[str, Any] = {"seen": seen(girl), "actor": office.dauren, "at": LATER}
        return representatives.end_representative(girl, line, BASIS, **asked)

    assert refused(lambda: end("7")) == "representative_not_there"
    end("1")
    assert representatives_of(girl) == []
    assert last_entry().operation == "register_representative_ended"


@pytest.mark.parametrize("field", ["basis", "rep_kind", "rep_iin", "rep_surname", "rep_given_name"])
def test_a_representative_without_what_tells_them_is_not_taken(field: str, office: Office, girl: Person) -> None:
    assert {one.partition(":")[0] for one in problems(lambda: state_mother(girl, office.dauren, **{field: ""}))} == {
        field
    }


def test_only_the_keeper_states_representatives(office: Office, girl: Person) -> None:
    assert refused(lambda: state_mother(girl, office.aigul)) == "wrong_role"


@pytest.mark.parametrize(
    ("name", "code"), [("№ 6 колледж", "organisation_unknown"), ("№ 5 колледж", "organisation_gone")]
)
def test_an_organisation_nobody_knows_or_that_is_gone_is_asked_about(
    name: str, code: str, office: Office, girl: Person
) -> None:
    gone = {
        "name_kk": "№ 5 колледж",
        "name_ru": "Колледж № 5",
        "key_kk": search_key("№ 5 колледж"),
        "last": "2019-01-01",
    }
    Organisation.objects.create(provider=office.provider, **gone)
    fields = NEW_GROUND | {"organisation": name}
    assert problems(lambda: change(girl, fields, office.dauren)) == {f"organisation:{code}"}
    change(girl, fields | {"confirmed": f"organisation:{code}"}, office.dauren)
    assert grounds_of(girl)[-1].data["organisation"] == name
