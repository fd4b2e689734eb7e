"""The session ends, the back button is pressed, two work at once: nothing typed is lost, nothing is done twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.support.desk import PASSWORD, Applicant, SignedIn


def session_ends(officer: SignedIn) -> None:
    officer.page.context.clear_cookies(name="sessionid")


def sign_in_again(officer: SignedIn, username: str) -> None:
    officer.page.fill("#u", username)
    officer.page.fill("#p", PASSWORD)
    officer.page.click("form button.is-main")
    officer.page.wait_for_load_state()


def expect_typed(officer: SignedIn, person: Applicant) -> None:
    expect(officer.page.locator("#person_surname")).to_have_value(person.surname)
    expect(officer.page.locator("#doc_study_certificate_expires")).to_have_value("11.06.2035")
    expect(officer.page.locator("#doc_birth_certificate_shown")).to_be_checked()


def cases_of(officer: SignedIn, person: Applicant) -> int:
    """How many cases of somebody are on the list."""
    officer.open("/cases/")
    return officer.page.locator("main tbody tr", has_text=f"{person.surname} {person.given_name}").count()


@pytest.mark.parametrize("scripts", [True, False])
def test_pressed_after_the_session_has_ended(sign_in: SignIn, scripts: bool) -> None:
    writing = sign_in("clerk")
    person = Applicant.named("Нұржан", "Айша" if scripts else "Сара")
    writing.fill_in(person)
    if not scripts:  # the same form in a browser that runs none
        key = writing.page.input_value("#intake [name=key]")
        clerk = sign_in("clerk", java_script_enabled=False)
        clerk.open(f"/new/drafts/{key}/")
    else:
        clerk = writing
    session_ends(clerk)
    clerk.decide("register")
    expect(clerk.page.locator("#u")).to_be_visible()
    assert person.surname not in clerk.page.url
    sign_in_again(clerk, "clerk")
    expect_typed(clerk, person)
    clerk.decide("register")
    assert "03-14/" in clerk.flash()
    assert cases_of(clerk, person) == 1


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_told_while_typing_and_back_after_signing_in(sign_in: SignIn, lang: str) -> None:
    clerk = sign_in("clerk", lang)
    person = Applicant.named("Қуаныш", "Ару" if lang == "kk" else "Дана")
    clerk.fill_in(person)
    session_ends(clerk)
    page = clerk.page
    page.fill("#person_address", "Өскемен қаласы")
    page.locator("#person_address").blur()
    note = page.locator("#session-note .note")
    expect(note).to_be_visible()
    expect_typed(clerk, person)
    expect(page.locator("#decision .end").first).to_be_visible()
    assert Axe().run(page).violations_count == 0
    note.get_by_role("button").click()
    assert Axe().run(page).violations_count == 0
    sign_in_again(clerk, "clerk")
    expect_typed(clerk, person)
    expect(page.locator("#person_address")).to_have_value("Өскемен қаласы")


def test_another_officer_who_signs_in_sees_nothing_of_it_and_the_first_finds_it_later(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    person = Applicant.named("Бақытжан", "Мерей")
    clerk.fill_in(person)
    session_ends(clerk)
    clerk.decide("register")
    sign_in_again(clerk, "clerk2")
    assert person.surname not in clerk.page.content()
    clerk.open("/new/")
    assert person.surname not in clerk.page.content()

    again = sign_in("clerk")
    again.open("/new/")
    again.page.get_by_role("link", name=f"{person.surname} {person.given_name}").click()
    expect_typed(again, person)


def test_a_page_from_before_the_last_sign_in_keeps_what_was_typed(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    person = Applicant.named("Сәкен", "Томирис")
    clerk.fill_in(person)
    session_ends(clerk)
    other_tab = SignedIn(clerk.page.context.new_page(), clerk.server)
    other_tab.open("/door/")
    sign_in_again(other_tab, "clerk")
    clerk.decide("register")
    expect_typed(clerk, person)
    clerk.decide("register")
    assert "03-14/" in clerk.flash()


def test_the_back_button_after_registering_registers_nothing_twice(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    person = Applicant.named("Ділдабек", "Еркежан")
    clerk.fill_in(person)
    clerk.decide("register")
    first = clerk.number_in_flash()
    clerk.page.go_back()
    if clerk.page.locator("#person_surname").input_value():
        clerk.decide("register")
        assert first in clerk.page.inner_text("main")
    assert cases_of(clerk, person) == 1


def test_a_form_of_a_case_comes_back_too(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Тұрар", "Інжу"))
    clerk.decide("register")
    number = clerk.number_in_flash()
    head = sign_in("head")
    head.open_case(number)
    head.page.fill("#assign-note", "Бүгін қаралсын")
    session_ends(head)
    head.do("assign")
    sign_in_again(head, "head")
    expect(head.page.locator("main")).to_contain_text("Бүгін қаралсын")
    assert Axe().run(head.page).violations_count == 0
    head.page.click("[data-main]")
    head.page.wait_for_load_state()
    head.open_case(number)
    expect(head.page.locator("main")).to_contain_text("Бүгін қаралсын")


def test_two_clerks_at_one_application_at_the_counter(sign_in: SignIn) -> None:
    first, second = sign_in("clerk"), sign_in("clerk2")
    person = Applicant.named("Өмірбек", "Нәзік")
    first.fill_in(person)
    first.decide("hand_in")
    path = str(first.page.get_attribute(".flash a[href^='/cases/']", "href")).replace("cases", "new")
    for clerk in (first, second):
        clerk.open(path)
    first.decide("register")
    number = first.number_in_flash()
    second.decide("register")
    expect(second.page.get_by_role("alert")).to_contain_text("Сейітова")
    expect(second.page.locator("h1")).to_contain_text(number)
    assert cases_of(second, person) == 1


def test_a_role_taken_away_in_the_middle_decides_nothing_and_keeps_what_is_typed(sign_in: SignIn, data: Path) -> None:
    clerk = sign_in("clerk2")
    person = Applicant.named("Жұмабек", "Айару")
    clerk.fill_in(person)
    with closing(sqlite3.connect(data / "kense.sqlite3", timeout=20)) as tables, tables:
        tables.execute(
            "UPDATE people_officerrole SET to_day = '2019-01-01' "
            "WHERE officer_id = (SELECT id FROM people_officer WHERE username = 'clerk2')"
        )
    clerk.decide("register")
    expect(clerk.page.get_by_role("alert")).to_be_visible()
    expect_typed(clerk, person)
    assert cases_of(sign_in("clerk"), person) == 0
