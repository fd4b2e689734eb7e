"""The register in a browser: finding a person, saying why, changing the record and taking it back, without a barrier."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import AT_MOST, barriers, repeated_ids, weight, width_on_a_phone
from tests.support.desk import SignedIn

KEEPER = "executor"
BASIS = "12.11.2026 № 31-Ж бұйрық"


def assert_sound(page: Page) -> None:
    assert barriers(page) == ""
    assert width_on_a_phone(page) <= 390
    assert repeated_ids(page) == []
    assert 0 < weight(page) <= AT_MOST


def opened(officer: SignedIn, surname: str) -> str:
    """Find a person and say why; the address of their record."""
    page = officer.page
    officer.open("/register/")
    page.fill("#words", surname)
    page.press("#words", "Enter")
    page.locator("tr[data-row] a").first.click()
    assert_sound(page)
    page.select_option("#why", "checking")
    page.locator("form.box button").click()
    expect(page.locator("h1")).to_contain_text(surname)
    return page.url


@pytest.mark.parametrize(("lang", "surname"), [("kk", "Бекова"), ("ru", "Есенғали")])
def test_a_record_is_changed_and_the_change_taken_back(sign_in: SignIn, lang: str, surname: str) -> None:
    officer = sign_in(KEEPER, lang, reduced_motion="reduce")
    page, where = officer.page, opened(officer, surname)
    assert_sound(page)
    page.goto(where + "change/")
    assert_sound(page)
    page.fill("#phone", "+7 700 000 00 01")
    page.fill("#basis", BASIS)
    page.click("button[value=review]")
    expect(page.locator("ins")).to_have_text("+7 700 000 00 01")
    assert_sound(page)
    page.click("button[value=apply]")
    expect(page.get_by_role("status").first).to_be_visible()
    page.locator("a[href*='/reverse/']").first.click()
    assert_sound(page)
    page.fill("#basis", BASIS)
    page.click("button[value=apply]")
    expect(page.locator("#h-story + .count")).to_have_text("3")
    page.goto(where + "?on=01.01.2020")
    assert_sound(page)


def test_doubles_are_merged(sign_in: SignIn) -> None:
    officer = sign_in(KEEPER, "kk", reduced_motion="reduce")
    page = officer.page
    second, first = opened(officer, "Қабылда"), opened(officer, "Мұса")
    page.goto(first + "representative/")
    assert_sound(page)
    page.goto(first + "merge/")
    assert_sound(page)
    page.fill("#other", second.rstrip("/").rsplit("/", 1)[1])
    page.click("button[value=review]")
    assert_sound(page)
    page.fill("#basis", BASIS)
    page.click("button[value=apply]")
    expect(page.locator("#h-merged")).to_be_visible()
    assert_sound(page)


def test_somebody_new_is_entered(sign_in: SignIn) -> None:
    officer = sign_in(KEEPER, "ru", reduced_motion="reduce")
    page = officer.page
    officer.open("/register/new/")
    for field, typed in {"surname": "Ли", "given_name": "Аня", "birth_date": "05.05.2010", "basis": BASIS}.items():
        page.fill(f"#{field}", typed)
    page.click("button[value=review]")
    assert_sound(page)
    page.check("#confirm-iin")
    page.click("button[value=review]")
    page.click("button[value=apply]")
    expect(page.locator("#why")).to_be_visible()
