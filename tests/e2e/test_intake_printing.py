"""The talon and the receipt go to the printer by themselves, once; and what prints is the paper of what was just done."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.desk import PAPERS, Applicant, SignedIn

# A person before the screen, and a printer that only notes what it was given.
PRINTER = """
Object.defineProperty(navigator, "webdriver", {get: () => false});
window.print = () => { top.document.documentElement.dataset.printed = (top.document.documentElement.dataset.printed || "") + location.pathname; };
"""


@pytest.fixture
def clerk(server: str, chromium_with_viewer: Browser) -> Iterator[SignedIn]:
    """A clerk with a printer. The browser's own viewer of papers is part of the page here, so its requests are left in peace."""
    context = chromium_with_viewer.new_context()
    context.add_init_script(PRINTER)
    yield SignedIn.at_the_door(context.new_page(), server, "clerk")
    context.close()


def expect_printed(page: Page, papers: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-printed", papers)


def expect_nothing_printed(page: Page) -> None:
    page.wait_for_timeout(1000)
    expect(page.locator("html[data-printed]")).to_have_count(0)


@pytest.mark.parametrize(("papers", "outcome"), [(PAPERS, "register"), (PAPERS[:3], "refuse_acceptance")])
def test_it_is_printed_once(clerk: SignedIn, papers: tuple[str, ...], outcome: str) -> None:
    page = clerk.page
    clerk.fill_in(Applicant.named("Әміртай", "Жанел"), papers=papers)
    clerk.decide(outcome)
    paper = str(page.get_attribute(".flash a[href^='/papers/']", "href"))
    expect_printed(page, paper)
    page.click("[data-print]")
    expect_printed(page, paper * 2)

    page.goto(f"{clerk.server}/cases/")
    page.go_back()
    expect_nothing_printed(page)
    page.reload()
    expect(page.locator("[data-print]")).to_have_count(0)
    expect_nothing_printed(page)


def test_a_paper_that_cannot_be_fetched_is_said_so(clerk: SignedIn) -> None:
    page = clerk.page
    clerk.fill_in(Applicant.named("Әміртай", "Дамир"))
    page.route("**/papers/**", lambda route: route.fulfill(status=404, body=""))
    clerk.decide("register")
    expect(page.locator("#print-failed")).to_be_visible()
    expect_nothing_printed(page)
