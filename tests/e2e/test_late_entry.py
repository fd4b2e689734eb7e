"""A power cut from end to end: numbers set aside, blank forms, a sheet entered by its code, the rest voided; no barriers."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import LOOKS, assert_nothing_in_the_way
from tests.support.desk import Applicant, SignedIn
from tests.support.pdf import text_of

BLOCKS = "[aria-labelledby=h-blocks] tbody"


def set_aside(clerk: SignedIn, count: int) -> list[str]:
    """Set numbers aside on the page that the intake leads to; the codes on their blank forms, read from the pages."""
    page = clerk.page
    page.click("nav a[href='/new/']")
    page.click("a[href='/late/']")
    page.select_option("#journal", index=1)
    page.fill("#count", str(count))
    page.fill("#purpose", "Жарық өшеді")
    page.press("#purpose", "Enter")
    expect(page.locator(f"{BLOCKS} tr").first).to_contain_text("Жарық өшеді")
    forms = text_of(clerk.paper_bytes(f"{BLOCKS} td a[href^='/papers/'] >> nth=0"))
    found = sorted(set(re.findall(r"\w{4}-\w{4}/\d+", forms)))
    assert len(found) == count
    return found


def scan(page: Page, code: str) -> None:
    """A scanner types into the search field, as from the keyboard."""
    page.keyboard.press("/")
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_what_was_registered_on_paper_is_entered_with_its_own_time(sign_in: SignIn) -> None:
    clerk = sign_in("clerk", "kk", **LOOKS["kk"])
    page = clerk.page
    code = set_aside(clerk, 2)[0]
    scan(page, code)
    page.wait_for_url("**/late/numbers/*/")
    expect(page.locator("#late_sheet")).to_have_value(code)
    number = page.inner_text("h1").split("№")[1].split()[0]
    day, time = re.findall(r"\d\d\.\d\d\.\d{4}|\d\d?:\d\d", page.inner_text(".head p.mute"))

    person = Applicant.named("Әміртай", "Жанел")
    clerk.fill_in(person, path=page.url.removeprefix(clerk.server))
    for field, words in {"handed_in_day": day, "handed_in_time": time, "decided_time": time}.items():
        page.fill(f"#late_{field}", words)
    assert_nothing_in_the_way(page)
    page.focus("#late_decided_time")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/late/\d+/$"))
    assert clerk.number_in_flash() == number
    assert person.surname in text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert_nothing_in_the_way(page)

    scan(page, code)
    page.wait_for_url("**/cases/*/")
    expect(page.locator("h1")).to_contain_text(number)
    expect(page.locator("[aria-labelledby=h-late]")).to_contain_text(code)
    expect(page.locator(".case__steps li").first).to_contain_text(f"{time} –")
    assert_nothing_in_the_way(page)


def test_a_spoilt_sheet_is_kept_as_typed_and_an_unused_number_is_voided(sign_in: SignIn) -> None:
    clerk = sign_in("clerk", "ru", **LOOKS["ru"])
    page = clerk.page
    code = set_aside(clerk, 1)[0]
    scan(page, code)
    page.fill("#late_handed_in_time", "в полдень")
    page.fill("#person_surname", "Әміртай")
    page.click(".ends button.end")
    expect(page.locator("#say-late_handed_in")).to_be_visible()
    expect(page.locator("#late_handed_in_time")).to_have_value("в полдень")
    expect(page.locator("#person_surname")).to_have_value("Әміртай")
    assert_nothing_in_the_way(page)

    page.click(".crumb a >> nth=1")
    page.check("[name=number]")
    page.press("#reason", "Enter")
    expect(page.locator("#reason[aria-invalid=true]")).to_be_visible()
    assert_nothing_in_the_way(page)
    page.fill("#reason", "Бланк остался")
    page.press("#reason", "Enter")
    expect(page.locator("tbody tr")).to_contain_text("Бланк остался")
    scan(page, code)
    expect(page.locator("#refusal")).to_contain_text("Бланк остался")
