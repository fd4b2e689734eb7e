"""Transmissions to the databases outside: collected once, sent, answered, and what was rejected settled."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.casework import roster_intake, roster_reading, rosters, transmissions
from kense.casework.holdings import Holdings
from kense.casework.merging import merge
from kense.casework.personal_data import block, erase, unblock
from kense.casework.register_changes import change
from kense.casework.transmission_settling import SETTLED
from kense.people.models import Officer
from kense.registry.history import History
from kense.registry.models import Person, Roster, Transmission, TransmissionItem
from kense.registry.transmissions import returned
from kense.trail.models import PersonalPart, TrailEntry
from kense.trail.selectors import TRANSMISSION_OPENED, TRANSMISSION_TAKEN
from tests.support.iins import made_iin
from tests.support.office import Office, OtherOffice, at
from tests.support.register import enter
from tests.support.rosters import Row, csv_of, student
from tests.support.said import refused
from tests.support.transmissions import ASSEL, DATABASE, FUND, changed, collected, many, rejected, sent

DOUBLE = made_iin(date(2005, 3, 16), "female", 58)
ORDER = {"order_number": "17-Н", "order_date": "26.03.2019", "why": "Өтініш бойынша"}


@pytest.fixture
def assel(office: Office) -> Person:
    return enter(office.provider.pk, ASSEL)


def items(found: Transmission) -> list[TransmissionItem]:
    return list(found.items.all())


def names(found: Transmission) -> list[str]:
    return [one.data["person"]["surname"] for one in items(found) if one.data]


def last_facts(operation: str) -> dict[str, object]:
    facts: dict[str, object] = TrailEntry.objects.filter(operation=operation).latest("seq").facts
    return facts


# ---- collecting
@pytest.mark.para("house part transmissions")
def test_whoever_changed_goes_out_with_what_the_addressee_is_told(office: Office, assel: Person) -> None:
    found = collected(office)
    assert (found.n, found.state, found.addressee, found.officer) == (1, "to_send", FUND.id, office.dauren)
    [item] = items(found)
    assert item.data["person"] == {"code": assel.code} | {
        name: ASSEL[name] for name in ("iin", "surname", "given_name", "birth_date")
    }
    assert item.data["grounds"] == [
        {"ground": 1} | {name: ASSEL[name] for name in ("category", "organisation", "ground_from", "ground_to")}
    ]
    assert item.data["update"] == {"at": "2018-09-03T03:00:00Z", "kind": "direct"}


def test_what_is_not_the_addressees_business_does_not_go_out(office: Office, assel: Person) -> None:
    sent(office)
    changed(assel, "phone", "", "+77005550147")
    with refused("nothing_to_collect"):
        collected(office, when="2019-03-28 10:00")


def test_each_addressee_is_told_its_own_fields(office: Office) -> None:
    enter(office.provider.pk, {**ASSEL, "study_form": "full_time"})
    assert "study_form" in items(collected(office, DATABASE))[0].data["grounds"][0]
    assert "study_form" not in items(collected(office, FUND))[0].data["grounds"][0]


def test_the_next_one_has_only_what_changed_since(office: Office, assel: Person) -> None:
    enter(office.provider.pk, {**ASSEL, "iin": "", "surname": "Ахмет"})
    assert names(collected(office)) == ["Ахмет", "Оспан"]
    changed(assel, "category", "26-1-13", "26-1-12")
    second = collected(office)
    assert (second.n, names(second)) == (2, ["Оспан"])
    assert items(second)[0].data["changes"] == [
        {"ground": 1, "field": "category", "before": "26-1-13", "after": "26-1-12"}
    ]


def test_a_case_is_named_as_the_source(office: Office) -> None:
    case = office.issued()
    update = items(collected(office))[0].data["update"]
    assert (update["kind"], update["source"]) == ("case", case.code)


def test_two_clicks_collect_once(office: Office, assel: Person) -> None:
    first = transmissions.collect(office.provider, FUND.id, after=0, actor=office.dauren, at=at("2019-03-26 12:00"))
    again = transmissions.collect(office.provider, FUND.id, after=0, actor=office.madina, at=at("2019-03-26 12:00"))
    assert first == again
    assert TrailEntry.objects.filter(operation=transmissions.COLLECTED).count() == 1


def test_whoever_was_merged_goes_out_as_the_one_kept(office: Office, assel: Person) -> None:
    double = enter(office.provider.pk, {**ASSEL, "iin": DOUBLE, "given_name": "Әселя"})
    sent(office)
    merged(office, assel, double)
    [item] = items(collected(office, when="2019-03-28 10:00"))
    assert (item.person, item.data["replaces"]) == (assel, [DOUBLE])


def test_whoever_was_merged_twice_goes_out_as_the_last_one_kept(office: Office) -> None:
    first, second, third = many(office, 3)
    sent(office)
    merged(office, second, first)
    merged(office, third, second)
    [item] = items(collected(office, when="2019-03-28 10:00"))
    assert item.person == third


def merged(office: Office, kept: Person, dropped: Person) -> None:
    seen = (History(kept).mark, History(dropped).mark)
    merge(kept, dropped, {"basis": "бұйрық № 5"}, seen=seen, actor=office.dauren, at=at("2019-03-27 10:00"))


def test_a_blocked_person_is_held_back_and_goes_out_when_unblocked(office: Office, assel: Person) -> None:
    enter(office.provider.pk, {**ASSEL, "iin": "", "surname": "Ахмет"})
    block(assel, ORDER, actor=office.nurlan, at=at("2019-03-26 09:30"))
    first = collected(office)
    assert names(first) == ["Ахмет"]
    assert last_facts(transmissions.COLLECTED)["held_back"] == 1
    with refused("nothing_to_collect"):
        collected(office, when="2019-03-26 13:00")
    unblock(assel, ORDER, actor=office.nurlan, at=at("2019-03-27 09:30"))
    second = collected(office, when="2019-03-27 10:00")
    assert names(second) == ["Оспан"]
    assert items(second)[0].data["again"] is True
    with refused("nothing_to_collect"):
        collected(office, when="2019-03-27 11:00")


def test_who_was_erased_does_not_go_out(office: Office, assel: Person) -> None:
    Person.objects.filter(pk=assel.pk).update(erased_at=at("2019-03-26 09:00"))
    with refused("nothing_to_collect"):
        collected(office)


def test_nothing_is_left_to_settle_of_whoever_is_erased(office: Office, assel: Person) -> None:
    found = rejected(office)
    erase(assel, ORDER, actor=office.nurlan, at=at("2019-03-28 10:00"))
    [item] = items(found)
    assert (item.data, item.reason, item.settled_at) == ({}, "", at("2019-03-28 10:00"))
    assert not returned(office.provider.pk)


def test_they_are_the_same_however_many_are_read_at_once(
    office: Office, assel: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kense.registry.transmission_entries._AT_ONCE", 2)
    many(office, 4)
    block(assel, ORDER, actor=office.nurlan, at=at("2019-03-26 09:30"))
    found = collected(office)
    assert [(one.n, one.data.get("person", {}).get("surname")) for one in items(found)] == [
        (1, "Оспана"),
        (2, "Оспанб"),
        (3, "Оспанв"),
        (4, "Оспанг"),
        (5, None),
    ]


# ---- sending and the answer
@pytest.mark.para("house part transmissions")
def test_sent_then_confirmed_with_the_number_of_the_answer(office: Office, assel: Person) -> None:
    found = sent(office)
    assert (found.state, found.sent_at) == ("sent", at("2019-03-26 12:10"))
    number = {"confirmation": "ҚР-104 / 27.03.2019"}
    for _ in range(2):
        found = transmissions.confirm(
            office.provider, found.code, number, actor=office.dauren, at=at("2019-03-27 10:00")
        )
    assert (found.state, found.confirmation) == ("confirmed", "ҚР-104 / 27.03.2019")
    assert TrailEntry.objects.filter(operation=transmissions.CONFIRMED).count() == 1
    with refused("transmission_answered"):
        transmissions.confirm(
            office.provider, found.code, {"confirmation": "8"}, actor=office.dauren, at=at("2019-03-27 10:00")
        )


def test_sending_twice_is_sending_once(office: Office, assel: Person) -> None:
    found = sent(office)
    transmissions.mark_sent(office.provider, found.code, actor=office.madina, at=at("2019-03-28 10:00"))
    found.refresh_from_db()
    assert found.sent_at == at("2019-03-26 12:10")


def test_there_is_no_answer_before_it_is_sent(office: Office, assel: Person) -> None:
    found = collected(office)
    with refused("transmission_not_sent"):
        transmissions.confirm(
            office.provider, found.code, {"confirmation": "8"}, actor=office.dauren, at=at("2019-03-27 10:00")
        )


def test_some_are_rejected_and_the_rest_confirmed(office: Office) -> None:
    many(office, 3)
    found = rejected(office, "2")
    transmissions.confirm(
        office.provider, found.code, {"confirmation": "8"}, actor=office.dauren, at=at("2019-03-27 10:05")
    )
    found.refresh_from_db()
    assert (found.state, found.confirmation) == ("rejected", "8")
    assert [(one.is_rejected, one.reason) for one in items(found)] == [
        (False, ""),
        (True, "ЖСН табылмады"),
        (False, ""),
    ]
    assert last_facts(transmissions.REJECTED)["rejected"] == 1
    assert "ЖСН" not in str(last_facts(transmissions.REJECTED))


def test_all_can_be_rejected_at_once(office: Office) -> None:
    many(office, 3)
    found = sent(office)
    fields = {"reason": "Файл оқылмады"}
    count = transmissions.reject(
        office.provider, found.code, None, fields, actor=office.dauren, at=at("2019-03-27 10:00")
    )
    assert (count, found.items.filter(is_rejected=True).count()) == (3, 3)


# ---- settling
def test_a_new_change_of_the_register_settles_it_and_the_person_goes_out_again(office: Office, assel: Person) -> None:
    found = rejected(office)
    fields = {"surname": "Оспанова", "basis": "Куәлік № 044 512 907"}
    seen = History(assel).mark
    change(assel, fields, seen=seen, actor=office.dauren, at=at("2019-03-27 11:00"))
    [item] = items(found)
    assert (item.settled_by, item.settled_at, item.settlement) == (office.dauren, at("2019-03-27 11:00"), "")
    assert last_facts(SETTLED)["person"] == assel.code
    assert names(collected(office, when="2019-03-27 12:00")) == ["Оспанова"]


def test_a_case_settles_it_too(office: Office) -> None:
    office.issued()
    found = rejected(office)
    case = office.handed_in(when="2019-03-28 10:00", reason="transferred")
    case = office.registered(case, "2019-03-28 10:05")
    case = office.assigned(case, "2019-03-28 10:10")
    case = office.drafted(case, "2019-03-28 10:30", {"change_ground_to": "30.06.2022"})
    office.result_registered(office.signed(case, "2019-03-28 10:40"), "2019-03-28 10:50")
    assert items(found)[0].settled_at == at("2019-03-28 10:50")


def test_a_roster_settles_it_too(office: Office) -> None:
    rows = [student(1), student(2)]
    put_in(office, rows, "2019-03-26 11:00")
    found = rejected(office, "1", "2")
    put_in(office, [row | {"ground_to": "30.06.2023"} for row in rows[:1]], "2019-03-28 11:00")
    assert found.items.get(settled_at=None).person.iin == rows[1]["iin"]
    assert found.items.get(settled_at=at("2019-03-28 11:00")).settled_by == office.dauren


def put_in(office: Office, rows: list[Row], when: str) -> None:
    """Dauren takes a roster in and applies it."""
    roster = roster_intake.take_in(office.provider, "list.csv", BytesIO(csv_of(rows)), actor=office.dauren, at=at(when))
    while roster.state == Roster.State.READING:
        roster_reading.read_on(roster)
    rosters.apply(roster, accepted=True, actor=office.dauren, at=at(when))


def test_a_change_that_does_not_go_to_the_addressee_settles_nothing(office: Office, assel: Person) -> None:
    found = rejected(office)
    fields = {"phone": "+77005550147", "basis": "Өтініш"}
    change(assel, fields, seen=History(assel).mark, actor=office.dauren, at=at("2019-03-27 11:00"))
    assert items(found)[0].settled_at is None


def test_a_note_settles_it_and_the_person_goes_out_as_they_are(office: Office, assel: Person) -> None:
    found = rejected(office)
    note = {"note": "ЖСН куәлікпен салыстырылды."}
    transmissions.settle(office.provider, found.code, "1", note, actor=office.dauren, at=at("2019-03-27 11:00"))
    second = collected(office, when="2019-03-27 12:00")
    assert [one.data for one in items(second)] == [items(found)[0].data | {"again": True}]
    assert PersonalPart.objects.get(entry__operation=SETTLED).data == {"note": note["note"]}
    with refused("item_settled"):
        transmissions.settle(office.provider, found.code, "1", note, actor=office.dauren, at=at("2019-03-27 11:00"))
    with refused("nothing_to_collect"):
        collected(office, when="2019-03-27 13:00")


# ---- whose it is
ACTS: dict[str, Callable[[Office, str, Officer], object]] = {
    "collect": lambda office, _, by: transmissions.collect(
        office.provider, FUND.id, after=1, actor=by, at=at("2019-03-27 10:00")
    ),
    "mark_sent": lambda office, code, by: transmissions.mark_sent(
        office.provider, code, actor=by, at=at("2019-03-27 10:00")
    ),
    "confirm": lambda office, code, by: transmissions.confirm(
        office.provider, code, {"confirmation": "8"}, actor=by, at=at("2019-03-27 10:00")
    ),
    "reject": lambda office, code, by: transmissions.reject(
        office.provider, code, None, {"reason": "x"}, actor=by, at=at("2019-03-27 10:00")
    ),
    "settle": lambda office, code, by: transmissions.settle(
        office.provider, code, "1", {"note": "x"}, actor=by, at=at("2019-03-27 10:00")
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["aigul", "nurlan", "tolegen"])
def test_only_whoever_keeps_the_register_may(office: Office, assel: Person, act: str, who: str) -> None:
    found = sent(office)
    with refused("wrong_role"):
        ACTS[act](office, found.code, getattr(office, who))


@pytest.mark.parametrize("act", ACTS)
def test_another_office_may_not(office: Office, other_office: OtherOffice, assel: Person, act: str) -> None:
    found = sent(office)
    with refused("wrong_role"):
        ACTS[act](office, found.code, other_office.saule)


def test_the_trail_says_nothing_personal_in_its_open_part(office: Office, assel: Person) -> None:
    found = rejected(office)
    transmissions.settle(
        office.provider, found.code, "1", {"note": "Әсел Оспан"}, actor=office.dauren, at=at("2019-03-27 11:00")
    )
    said = str(list(TrailEntry.objects.values_list("facts", flat=True)))
    assert not [word for word in ("Оспан", "Әсел", ASSEL["iin"]) if word in said]


def test_a_person_is_told_who_had_a_transmission_with_them_open(office: Office, assel: Person) -> None:
    found = collected(office)
    transmissions.open_transmission(found, officer=office.dauren, at=at("2019-03-26 12:05"))
    transmissions.take_file(found, "csv", officer=office.madina, at=at("2019-03-26 12:06"))
    other = enter(office.provider.pk, {**ASSEL, "iin": "", "surname": "Ахмет"})
    looked = [(one.operation, one.officer) for one in Holdings(assel).openings]
    assert looked == [(TRANSMISSION_OPENED, office.dauren), (TRANSMISSION_TAKEN, office.madina)]
    assert not Holdings(other).openings


# ---- at scale
def test_the_queries_do_not_grow_with_the_persons(office: Office) -> None:
    def queries(count: int) -> int:
        many(office, count)
        with CaptureQueriesContext(connection) as caught:
            collected(office)
        return len(caught)

    queries(1)
    assert queries(2) == queries(20)
