"""A clerk corrects an error of writing in the browser, with scripts and without; the head sees what it said before."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import barriers, width_on_a_phone
from tests.support.desk import SignedIn

RECIPIENT = "Өтеген"


def open_case(officer: SignedIn) -> str:
    """The page of a case of the demonstration that an executor has, found in the list of cases."""
    officer.open("/cases/")
    officer.page.click(f"tbody tr:has-text('{RECIPIENT}') a.num")
    officer.page.wait_for_url("**/cases/*/")
    return officer.page.url


def retype(page: Page, field: str, value: str) -> None:
    """Type something else into a field and wait until the server has looked at it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.fill(field, value)
        page.locator(field).blur()
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)


def assert_without_barriers(page: Page) -> None:
    assert barriers(page) == ""
    assert width_on_a_phone(page) <= 390


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_by_keyboard_with_scripts(sign_in: SignIn, lang: str) -> None:
    clerk = sign_in("clerk", lang, reduced_motion="reduce")
    page, wrong, right = clerk.page, "+7 700 550 03 2", {"kk": "4", "ru": "5"}[lang]
    case = open_case(clerk)
    page.click("a[href$='/correct/']")
    assert_without_barriers(page)
    retype(page, "#correction", "Қате жазылған")
    retype(page, "#person_phone", wrong + right)
    expect(page.locator("#correction")).to_have_value("Қате жазылған")
    page.keyboard.press("Control+Enter")
    expect(page.locator("ins").first).to_have_text(wrong + right)
    assert_without_barriers(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(case)
    expect(page.locator("[aria-labelledby=h-corrections] ins").last).to_have_text(wrong + right)
    assert_without_barriers(page)


def test_without_scripts_and_back_again(sign_in: SignIn) -> None:
    page = (clerk := sign_in("clerk2", "ru", java_script_enabled=False)).page
    case = open_case(clerk)
    page.click("a[href$='/correct/']")
    page.fill("#person_patronymic", "Дәулетовна")
    page.fill("#correction", "Отчество по удостоверению")
    page.click("button[value=review]")
    page.click("button[value=edit]")
    expect(page.locator("#person_patronymic")).to_have_value("Дәулетовна")
    expect(page.locator("#correction")).to_have_value("Отчество по удостоверению")
    page.click("button[value=review]")
    page.click("button[value=apply]")
    page.wait_for_url(case)
    head = sign_in("head", "ru")
    head.page.goto(case)
    told = head.page.inner_text("[aria-labelledby=h-corrections]")
    assert all(words in told for words in ("Дәулетқызы", "Дәулетовна", "Отчество по удостоверению"))


def test_the_back_button_does_not_correct_twice(sign_in: SignIn) -> None:
    page = (clerk := sign_in("clerk", "ru")).page
    case = open_case(clerk)
    page.click("a[href$='/correct/']")
    retype(page, "#person_address", "ул. Бейбитшилик, 2")
    retype(page, "#correction", "Пропущен адрес")
    page.click("button[value=review]")
    page.click("button[value=apply]")
    page.wait_for_url(case)
    count = page.locator("[aria-labelledby=h-corrections] table").count()
    page.go_back()
    page.wait_for_load_state()
    page.click("button[value=apply]")
    page.wait_for_url(case)
    assert page.locator("[aria-labelledby=h-corrections] table").count() == count
