"""The print queue: several papers as one file by the keyboard, what did not come out, a reprint, a paper opened in its case."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.test_intake_printing import PRINTER, expect_printed
from tests.e2e.test_pages import LOOKS, assert_nothing_in_the_way
from tests.support.desk import SignedIn
from tests.support.pdf import text_of

TO_PRINT, PRINTED = "[aria-labelledby=h-to-print]", "[aria-labelledby=h-printed]"
AtPrinter = Callable[[str], SignedIn]


@pytest.fixture
def at_printer(server: str, chromium_with_viewer: Browser) -> Iterator[AtPrinter]:
    """A clerk with a printer; what the browser's own viewer of papers asks for is left in peace."""
    contexts = []

    def signed_in(lang: str) -> SignedIn:
        context = chromium_with_viewer.new_context(viewport={"width": 1440, "height": 900}, **LOOKS[lang])  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(PRINTER)
        context.add_cookies([{"name": "django_language", "value": lang, "url": server}])
        return SignedIn.at_the_door(context.new_page(), server, "clerk")

    yield signed_in
    for context in contexts:
        context.close()


def codes(page: Page, part: str) -> list[str]:
    """The codes of the papers in a list, in its order."""
    links = page.locator(f"{part} tbody a[href^='/papers/']")
    return [str(one).split("/")[2] for one in links.evaluate_all("all => all.map(one => one.getAttribute('href'))")]


def row_of(page: Page, part: str, code: str) -> str:
    """Where the paper with this code stands in a list."""
    return f"{part} tr:has([href='/papers/{code}/'])"


def two_together(page: Page) -> list[str]:
    """Put the first two papers to be printed into one file, by the keyboard alone; their codes."""
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator(f"{TO_PRINT} [data-choose]:checked")).to_have_count(2)
    chosen = codes(page, TO_PRINT)[:2]
    page.focus(".bulk button[formaction]")
    page.keyboard.press("Enter")
    return chosen


def test_several_are_printed_as_one_file_while_its_progress_is_shown(at_printer: AtPrinter) -> None:
    clerk, held = at_printer("kk"), list[Route]()
    page = clerk.page
    clerk.open("/printing/")
    page.route("**/next/", lambda route: held.append(route), times=1)
    chosen = two_together(page)
    expect(page.locator("progress")).to_have_attribute("max", "2")
    assert_nothing_in_the_way(page)
    held[0].continue_()

    file = str(page.get_attribute("[data-print]", "data-print"))
    words = text_of(page.request.get(clerk.server + file).body())
    assert words.index(chosen[0]) < words.index(chosen[1])
    page.keyboard.press("Control+Enter")
    expect_printed(page, file)
    expect(page.locator("button[data-unsent]")).to_be_hidden()
    expect(page.locator("button[data-sent]")).to_be_visible()
    clerk.open("/printing/")
    assert codes(page, PRINTED)[:2] == chosen
    assert not set(chosen) & set(codes(page, TO_PRINT))


def test_what_did_not_come_out_is_taken_back_and_a_reprint_stands(at_printer: AtPrinter) -> None:
    clerk = at_printer("ru")
    page = clerk.page
    clerk.open("/printing/")
    jammed, reprinted = two_together(page)
    page.click("button[data-unsent]")
    expect(page.locator(".flash[role=status] b")).to_have_text("2")
    assert_nothing_in_the_way(page)
    batch = page.url.removeprefix(clerk.server)

    clerk.open("/printing/")
    page.click(f"{row_of(page, PRINTED, jammed)} button[formaction]")
    expect(page.locator(".flash[role=status] b")).to_have_text("1")
    assert jammed in codes(page, TO_PRINT)
    page.click(f"{row_of(page, PRINTED, reprinted)} [data-print]")
    expect_printed(page, f"/papers/{reprinted}/")
    expect(page.locator(f"{row_of(page, PRINTED, reprinted)} [data-sent]")).to_be_visible()
    page.reload()
    expect(page.locator(f"{row_of(page, PRINTED, reprinted)} td.end-x")).to_have_text("1")

    clerk.open(batch)
    page.click("button[formaction$='/back/']")
    expect(page.locator(".flash[role=status] b")).to_have_text("1")
    clerk.open("/printing/")
    expect(page.locator(f"{row_of(page, PRINTED, reprinted)} td.end-x")).to_have_text("0")


def test_a_paper_opened_in_its_case_is_marked_there(at_printer: AtPrinter) -> None:
    clerk = at_printer("ru")
    page = clerk.page
    clerk.open("/printing/")
    code = codes(page, TO_PRINT)[-1]
    page.click(f"{row_of(page, TO_PRINT, code)} a.num")
    page.click(f"form[action='/papers/{code}/printed/'] button[data-unsent]")
    expect(page.locator("aside .flash b")).to_have_text("1")
    expect(page.locator(f"form[action='/papers/{code}/printed/']")).to_have_count(0)
    assert_nothing_in_the_way(page)
    clerk.open("/printing/")
    assert codes(page, PRINTED)[0] == code
