"""Unfinished intakes: kept for their officer alone, for a day at most, and gone once the application is taken in."""

from datetime import timedelta

from kense.cases.models import Draft
from kense.casework import drafts
from kense.casework.take_in import take_in
from tests.support.office import Office, OtherOffice, application, at

NOW = at("2019-03-26 10:24")
KEY = "0123456789abcdef"
TYPED = {"person_surname": "Сағынтай", "person_given_name": "Іңкәр", "handed_in": NOW.isoformat()}


def test_it_comes_back_as_typed_to_its_officer_alone(office: Office, other_office: OtherOffice) -> None:
    assert drafts.save(office.aigul, KEY, TYPED, NOW)
    assert drafts.fields_of(office.aigul, KEY, NOW) == TYPED
    assert [one.recipient for one in drafts.of_officer(office.aigul, NOW)] == ["Сағынтай Іңкәр"]
    for stranger in (office.bekzat, office.tolegen, other_office.saule):
        assert drafts.fields_of(stranger, KEY, NOW) is None
        assert drafts.of_officer(stranger, NOW) == []
        drafts.drop(stranger, KEY)
    assert Draft.objects.count() == 1


def test_the_latest_typing_takes_the_place_of_the_one_before(office: Office) -> None:
    drafts.save(office.aigul, KEY, TYPED, NOW)
    drafts.save(office.aigul, KEY, TYPED | {"person_surname": "Сағынтаева"}, NOW + timedelta(minutes=1))
    assert [one.recipient for one in drafts.of_officer(office.aigul, NOW)] == ["Сағынтаева Іңкәр"]


def test_the_form_at_hand_is_not_among_the_others(office: Office) -> None:
    drafts.save(office.aigul, KEY, TYPED, NOW)
    assert drafts.of_officer(office.aigul, NOW, but=KEY) == []


def test_nothing_is_kept_of_a_form_that_names_nobody_or_that_no_desk_made(office: Office) -> None:
    assert not drafts.save(office.aigul, KEY, {"term": "one_day", "person_iin": " "}, NOW)
    assert not drafts.save(office.aigul, KEY, TYPED | {"person_address": "а" * drafts.SIZE_LIMIT}, NOW)
    assert not drafts.save(office.aigul, "a/b", TYPED, NOW)
    assert not drafts.save(office.aigul, "", TYPED, NOW)
    assert not Draft.objects.exists()


def test_after_a_day_it_is_gone_even_if_its_officer_does_not_come_back(office: Office) -> None:
    drafts.save(office.aigul, KEY, TYPED, NOW)
    later = NOW + drafts.KEPT
    assert drafts.of_officer(office.aigul, later) == []
    assert drafts.fields_of(office.aigul, KEY, later) is None
    drafts.save(office.bekzat, "other", TYPED, later)
    assert [draft.officer for draft in Draft.objects.all()] == [office.bekzat]


def test_the_oldest_go_first(office: Office) -> None:
    for place in range(drafts.DRAFTS_LIMIT + 2):
        drafts.save(office.aigul, f"form-{place}", TYPED, NOW + timedelta(seconds=place))
    kept = [one.key for one in drafts.of_officer(office.aigul, NOW)]
    assert len(kept) == drafts.DRAFTS_LIMIT
    assert {"form-0", "form-1"}.isdisjoint(kept)


def test_taking_in_ends_it_and_a_late_check_does_not_bring_it_back(office: Office) -> None:
    drafts.save(office.aigul, KEY, TYPED, NOW)
    take_in(application(), "register", key=KEY, actor=office.aigul, at=NOW)
    assert not Draft.objects.exists()
    assert not drafts.save(office.aigul, KEY, TYPED, NOW)


def test_documents_that_lay_too_long_are_handed_in_anew(office: Office) -> None:
    drafts.save(office.aigul, KEY, TYPED, NOW)
    in_time, too_late = NOW + timedelta(hours=12), NOW + timedelta(hours=13)
    assert drafts.fields_of(office.aigul, KEY, in_time) == TYPED
    assert drafts.fields_of(office.aigul, KEY, too_late) == TYPED | {"handed_in": ""}
