"""Two records of one person become one; what collides stays in the history of the dropped one; it can be taken back."""

from typing import Any

import pytest

from kense.casework import merging
from kense.casework import register_changes as changes
from kense.casework.perform import ProblemsError
from kense.kernel import RefusedError
from kense.people.models import Officer
from kense.registry.history import History, merged_into
from kense.registry.models import Person, Update
from kense.registry.register import person_by_iin
from kense.trail.models import TrailEntry
from tests.support.office import ADULT_IIN, CHILD_IIN, Office, OtherOffice, at
from tests.support.register import FILLED, enter

WHEN = at("2019-03-26 12:10")
LATER = at("2019-03-27 10:00")
BASIS = {"basis": "12.03.2019 № 31-Ж бұйрық"}
KEPT = {
    "iin": CHILD_IIN,
    "surname": "Сағынтай",
    "document_kind": "id_card",
    "document_number": "040000001",
    "category": "26-1-1",
    "ground_from": "2008-09-14",
    "ground_to": "2018-06-30",
}
DROPPED = {
    "iin": ADULT_IIN,
    "surname": "Сагынтай",
    "document_kind": "id_card",
    "document_number": "050000002",
    "phone": "+7 700 555 01 47",
    "category": "26-1-13",
    "ground_from": "2018-09-01",
}


def two(office: Office, **differing: str) -> tuple[Person, Person]:
    return enter(office.provider.pk, KEPT), enter(office.provider.pk, DROPPED | differing)


def merge(kept: Person, dropped: Person, by: Officer, fields: dict[str, str] = BASIS, **asked: Any) -> Update:
    seen = (History(kept).mark, History(dropped).mark)
    given: dict[str, Any] = {"seen": seen, "actor": by, "at": WHEN, **asked}
    return merging.merge(kept, dropped, fields, **given)


def take_back(person: Person, update: Update, by: Officer) -> Update:
    person.refresh_from_db()
    return changes.reverse(person, update, BASIS, seen=History(person).mark, actor=by, at=LATER)


def stated(person: Person) -> list[tuple[str, str]]:
    return [(one.facet.name, one.statement.first) for one in History(person).standing()]


def refused(kept: Person, dropped: Person, by: Officer, **asked: Any) -> str:
    with pytest.raises(RefusedError) as caught:
        merge(kept, dropped, by, **asked)
    assert not TrailEntry.objects.filter(operation="register_persons_merged").exists()
    return caught.value.refusal.code


def test_what_does_not_collide_is_carried_over(office: Office) -> None:
    kept, dropped = two(office)
    update = merge(kept, dropped, office.dauren)
    assert stated(kept) == [
        ("personal", ""),
        ("document", ""),
        ("document", ""),
        ("contact", ""),
        ("ground", "2008-09-14"),
        ("ground", "2018-09-01"),
    ]
    assert [one.line for one in (told.statement for told in History(kept).standing()) if one.facet == "ground"] == [
        1,
        2,
    ]
    assert (update.kind, update.source) == ("merge", dropped.code)
    entry = TrailEntry.objects.latest("pk")
    assert (entry.operation, entry.facts["person"], entry.facts["others"]) == (
        "register_persons_merged",
        kept.code,
        [dropped.code],
    )


def test_what_collides_stays_only_in_the_history(office: Office) -> None:
    kept, dropped = two(office, document_number="040000001", category="26-1-1", ground_from="2018-01-01")
    plan = merging.preview(kept, dropped)
    assert [one.facet for one in plan.carried] == ["contact"]
    assert [one.facet for one in plan.left] == ["personal", "document", "ground"]
    merge(kept, dropped, office.dauren)
    assert len(stated(kept)) == 4
    assert stated(dropped) == []
    assert [one.facet.name for one in History(dropped).known(FILLED)] == ["personal", "document", "contact", "ground"]


def test_the_dropped_one_is_found_under_the_one_kept(office: Office) -> None:
    kept, dropped = two(office)
    merge(kept, dropped, office.dauren)
    assert person_by_iin(office.provider.pk, ADULT_IIN) == kept
    assert merged_into(kept) == [dropped]


def test_a_merger_is_taken_back(office: Office) -> None:
    kept, dropped = two(office)
    before = [stated(one) for one in (kept, dropped)]
    update = merge(kept, dropped, office.dauren)
    take_back(kept, update, office.madina)
    assert [stated(one) for one in (kept, dropped)] == before
    assert person_by_iin(office.provider.pk, ADULT_IIN) == dropped
    assert TrailEntry.objects.latest("pk").operation == "register_merger_taken_back"


def test_a_merger_is_not_taken_back_after_what_it_carried_changed(office: Office) -> None:
    kept, dropped = two(office)
    update = merge(kept, dropped, office.dauren)
    fields = {"phone": "+7 700 555 01 48", **BASIS}
    changes.change(kept, fields, seen=History(kept).mark, actor=office.dauren, at=at("2019-03-26 13:00"))
    with pytest.raises(RefusedError) as caught:
        take_back(kept, update, office.dauren)
    assert caught.value.refusal.code == "update_overtaken"
    dropped.refresh_from_db()
    assert dropped.merged_into == kept


def test_taking_a_merger_back_is_not_taken_back(office: Office) -> None:
    kept, dropped = two(office)
    by = take_back(kept, merge(kept, dropped, office.dauren), office.dauren)
    with pytest.raises(RefusedError) as caught:
        take_back(kept, by, office.dauren)
    assert caught.value.refusal.code == "merge_anew"
    merge(kept, Person.objects.get(pk=dropped.pk), office.dauren, at=at("2019-03-28 10:00"))
    assert merged_into(kept) == [dropped]


def test_a_merger_is_not_taken_back_once_the_iin_of_the_dropped_one_is_that_of_the_kept(office: Office) -> None:
    kept, dropped = two(office)
    update = merge(kept, dropped, office.dauren)
    fields = {"iin": ADULT_IIN, "confirmed": "iin:iin_birth_date_differs,iin:iin_sex_differs", **BASIS}
    changes.change(kept, fields, seen=History(kept).mark, actor=office.dauren, at=at("2019-03-26 13:00"))
    with pytest.raises(RefusedError) as caught:
        take_back(kept, update, office.dauren)
    assert caught.value.refusal.code == "update_overtaken"


def test_the_record_with_an_iin_is_the_one_kept(office: Office) -> None:
    kept, dropped = two(office, iin="")
    assert refused(dropped, kept, office.dauren) == "merge_keep_the_other"
    merge(kept, dropped, office.dauren)
    assert merged_into(kept) == [dropped]


def test_a_record_is_not_merged_with_itself(office: Office) -> None:
    kept, _ = two(office)
    assert refused(kept, kept, office.dauren) == "merge_same"


def test_the_merged_are_not_merged_again(office: Office) -> None:
    kept, dropped = two(office)
    merge(kept, dropped, office.dauren)
    with pytest.raises(RefusedError) as caught:
        merge(kept, dropped, office.dauren)
    assert caught.value.refusal.code == "person_not_standing"


def test_persons_of_two_offices_are_not_merged(office: Office, other_office: OtherOffice) -> None:
    kept = enter(office.provider.pk, KEPT)
    assert refused(kept, enter(other_office.provider.pk, DROPPED), office.dauren) == "person_not_standing"


def test_only_the_keeper_merges(office: Office) -> None:
    assert refused(*two(office), office.aigul) == "wrong_role"


def test_a_merger_needs_a_basis(office: Office) -> None:
    kept, dropped = two(office)
    with pytest.raises(ProblemsError):
        merge(kept, dropped, office.dauren, {})
    assert merged_into(kept) == []


def test_a_register_that_moved_since_is_not_merged(office: Office) -> None:
    kept, dropped = two(office)
    assert refused(kept, dropped, office.dauren, seen=(History(kept).mark, 0)) == "register_moved"
