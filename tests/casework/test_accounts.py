"""Officers' accounts: added, edited, closed, opened again, given a password; by the administrator alone, nothing deleted."""

import json
from collections.abc import Callable

import pytest

from kense.casework import accounts, passwords
from kense.people.models import Officer
from kense.trail.models import PersonalPart, TrailEntry
from tests.support.calendar import made_administrator
from tests.support.office import Office, OtherOffice, at
from tests.support.said import assert_in_three_languages, everything_stored, problems_told, refused

NOW = at("2019-03-26 09:30")
FORM = {
    "username": "asel.sapar",
    "surname": "Сапар",
    "given_name": "Әсел",
    "patronymic": "Нұрланқызы",
    "position_kk": "маман",
    "position_ru": "специалист",
    "phone": "+7 700 555 01 09",
}


@pytest.fixture
def oleg(office: Office) -> Officer:
    """The administrator."""
    return made_administrator(office)


def add(office: Office, oleg: Officer, **changed: str) -> tuple[Officer, str]:
    """The administrator adds Asel."""
    return accounts.add_officer(office.provider, FORM | changed, actor=oleg, at=NOW)


def edit(office: Office, oleg: Officer, officer: Officer, **changed: str) -> Officer:
    """The administrator edits an officer's data; what is not named is as in the form above."""
    return accounts.edit_officer(office.provider, str(officer.pk), FORM | changed, actor=oleg, at=NOW)


def test_a_new_officer_can_sign_in_and_has_no_role(office: Office, oleg: Officer) -> None:
    asel, password = add(office, oleg)
    stored = Officer.objects.get(username="asel.sapar")
    assert stored == asel
    assert stored.check_password(password)
    assert passwords.problems_of(password, asel) == []
    assert (stored.full_name, stored.provider, stored.roles.count()) == ("Сапар Әсел Нұрланқызы", office.provider, 0)


def test_what_names_a_person_is_not_in_the_open_part(office: Office, oleg: Officer) -> None:
    asel, password = add(office, oleg)
    edit(office, oleg, asel, surname="Мұқан", phone="")
    entries = TrailEntry.objects.filter(operation__in=[accounts.ADDED, accounts.EDITED]).order_by("seq")
    added, edited = entries
    assert added.facts == {"officer": asel.pk, "after": {"position_kk": "маман", "position_ru": "специалист"}}
    assert edited.facts == {"officer": asel.pk, "before": {}, "after": {}}
    assert edited.personal.data == {
        "before": {"surname": "Сапар", "phone": "+7 700 555 01 09"},
        "after": {"surname": "Мұқан", "phone": ""},
    }
    assert password not in json.dumps(list(PersonalPart.objects.values_list("data", flat=True)))


def test_two_passwords_are_never_alike(office: Office, oleg: Officer) -> None:
    made = {passwords.made_up() for _ in range(200)}
    assert len(made) == 200
    assert {len(one) for one in made} == {19}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "asel sapar"}, ("username", "username_unusable")),
        ({"username": ""}, ("username", "username_unusable")),
        ({"username": "x" * 61}, ("username", "username_unusable")),
        ({"username": "AIGUL"}, ("username", "username_taken")),
        ({"surname": ""}, ("surname", "text_empty")),
        ({"given_name": "А5ел"}, ("given_name", "name_digit")),
        ({"position_kk": ""}, ("position_kk", "text_empty")),
        ({"position_ru": "м" * 201}, ("position_ru", "text_too_long")),
        ({"phone": "1" * 41}, ("phone", "text_too_long")),
        ({"password": "қысқа1"}, ("password", "password_too_short")),
        ({"password": "1234567890987"}, ("password", "password_entirely_numeric")),
        ({"password": "asel.sapar1"}, ("password", "password_too_similar")),
        ({"password": "password1234"}, ("password", "password_too_common")),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    office: Office, oleg: Officer, changed: dict[str, str], said: tuple[str, str]
) -> None:
    with problems_told() as found:
        add(office, oleg, **changed)
    assert said in [(one.field, one.code) for one in found]
    assert {one.field for one in found} == {said[0]}


def test_one_person_has_one_account_unless_it_is_another_of_that_name(office: Office, oleg: Officer) -> None:
    """Two accounts of one person would be two people of a case."""
    same = {"surname": "ОРАЗБЕК", "given_name": "Даурен", "patronymic": "Ғалымұлы"}
    with problems_told() as found:
        add(office, oleg, **same)
    assert [(one.field, one.code) for one in found] == [("namesake", "namesake")]
    add(office, oleg, **same, namesake="1")


def test_editing_keeps_the_user_name_and_the_same_changes_nothing(office: Office, oleg: Officer) -> None:
    edit(office, oleg, office.dauren, username="other")
    office.dauren.refresh_from_db()
    assert (office.dauren.username, office.dauren.surname, office.dauren.position_ru) == (
        "dauren",
        "Сапар",
        "специалист",
    )
    before = everything_stored()
    edit(office, oleg, office.dauren)
    assert everything_stored() == before


def test_a_form_opened_before_anothers_change_is_not_taken(office: Office, oleg: Officer) -> None:
    seen = accounts.mark_of(office.dauren)
    edit(office, oleg, office.dauren, seen=seen)
    with refused("changed_meanwhile"):
        edit(office, oleg, office.dauren, phone="", seen=seen)


def test_a_closed_account_is_kept_and_opened_again(office: Office, oleg: Officer) -> None:
    def said() -> tuple[str, dict[str, object]]:
        entry = TrailEntry.objects.latest("seq")
        return entry.operation, entry.facts

    who = str(office.bekzat.pk)
    accounts.close_officer(office.provider, who, actor=oleg, at=NOW)
    assert said() == ("officer_closed", {"officer": office.bekzat.pk, "cases": 0})
    closed = Officer.objects.get(pk=office.bekzat.pk)
    assert (closed.is_active, closed.roles.count()) == (False, 1)
    before = everything_stored()
    accounts.close_officer(office.provider, who, actor=oleg, at=NOW)
    assert everything_stored() == before
    accounts.reopen_officer(office.provider, who, actor=oleg, at=NOW)
    assert said() == ("officer_reopened", {"officer": office.bekzat.pk})
    assert Officer.objects.get(pk=office.bekzat.pk).is_active


def test_open_cases_are_told_of_before_an_account_is_closed(office: Office, oleg: Officer) -> None:
    office.assigned()
    with refused("holds_cases"):
        accounts.close_officer(office.provider, str(office.dauren.pk), actor=oleg, at=NOW)
    accounts.close_officer(office.provider, str(office.dauren.pk), confirmed=True, actor=oleg, at=NOW)
    assert TrailEntry.objects.latest("seq").facts == {"officer": office.dauren.pk, "cases": 1}


def test_nobody_closes_their_own_account(office: Office, oleg: Officer) -> None:
    made_administrator(office, "second")
    with refused("own_account"):
        accounts.close_officer(office.provider, str(oleg.pk), confirmed=True, actor=oleg, at=NOW)


def test_the_last_lasting_administrator_is_not_closed(office: Office, oleg: Officer) -> None:
    """One whose role has a last day cannot be the only one left."""
    leaving = made_administrator(office, "leaving")
    leaving.roles.update(to_day="2019-12-31")
    with refused("last_administrator"):
        accounts.close_officer(office.provider, str(oleg.pk), actor=leaving, at=NOW)


def test_a_new_password_takes_the_place_of_the_old_one(office: Office, oleg: Officer) -> None:
    _, password = accounts.set_password(office.provider, str(office.aigul.pk), {}, actor=oleg, at=NOW)
    typed = {"password": "сары-дала-2019"}
    assert Officer.objects.get(pk=office.aigul.pk).check_password(password)
    assert (
        accounts.set_password(office.provider, str(office.aigul.pk), typed, actor=oleg, at=NOW)[1] == "сары-дала-2019"
    )
    entry = TrailEntry.objects.latest("seq")
    assert (entry.operation, entry.facts, entry.personal.data) == (
        "officer_password_set",
        {"officer": office.aigul.pk},
        {},
    )


CHANGES: list[Callable[[Office, Officer, str], object]] = [
    lambda office, actor, _: accounts.add_officer(office.provider, FORM, actor=actor, at=NOW),
    lambda office, actor, who: accounts.edit_officer(office.provider, who, FORM, actor=actor, at=NOW),
    lambda office, actor, who: accounts.set_password(office.provider, who, {}, actor=actor, at=NOW),
    lambda office, actor, who: accounts.close_officer(office.provider, who, actor=actor, at=NOW),
    lambda office, actor, who: accounts.reopen_officer(office.provider, who, actor=actor, at=NOW),
]


@pytest.mark.parametrize("change", CHANGES)
def test_only_the_administrator_of_this_office_may(
    office: Office, other_office: OtherOffice, change: Callable[[Office, Officer, str], object]
) -> None:
    for actor in (office.nurlan, office.tolegen, made_administrator(other_office)):
        with refused("wrong_role"):
            change(office, actor, str(office.bekzat.pk))


@pytest.mark.parametrize("change", CHANGES[1:])
@pytest.mark.parametrize("who", ["other", "", "9" * 30, "x"])
def test_officers_of_another_office_are_not_there(
    office: Office,
    other_office: OtherOffice,
    oleg: Officer,
    change: Callable[[Office, Officer, str], object],
    who: str,
) -> None:
    with refused("officer_unknown"):
        change(office, oleg, str(other_office.saule.pk) if who == "other" else who)


def test_every_operation_has_words() -> None:
    for text in accounts.DONE.values():
        assert_in_three_languages(text)
