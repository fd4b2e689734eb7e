"""The journals in the browser: the totals, a number, a period, the pages on paper, the files; no barriers."""

import csv
import io
import re

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import LOOKS, assert_nothing_in_the_way
from tests.support.desk import SignedIn
from tests.support.pdf import text_of

LINES = "[aria-labelledby=h-lines]"


@pytest.fixture
def chromium(chromium_with_viewer: Browser) -> Browser:
    """Papers open in pages of their own here."""
    return chromium_with_viewer


def numbers(page: Page) -> list[str]:
    """The numbers of the lines on the page."""
    return page.locator(f"{LINES} tbody th").all_inner_texts()


def downloaded(page: Page, form: str) -> bytes:
    """The file behind a button."""
    with page.expect_download() as coming:
        page.click(f"button[name=form][value={form}]")
    assert coming.value.suggested_filename.endswith(f".{form}")
    return coming.value.path().read_bytes()


def put_on_paper(officer: SignedIn, button: str) -> str:
    """The words of the paper that a button opens in a page of its own."""
    with officer.page.context.expect_page() as opening:
        officer.page.click(button)
    opening.value.wait_for_url("**/papers/**")
    address = opening.value.url
    opening.value.close()
    return text_of(officer.page.request.get(address).body())


def test_the_totals_balance_and_a_number_is_found(sign_in: SignIn) -> None:
    page = sign_in("head", "kk", **LOOKS["kk"]).page
    page.keyboard.press("g")
    page.keyboard.press("j")
    page.wait_for_url("**/journals/")
    carried, received, *ends = (int(one) for one in page.locator(".sum dd").all_inner_texts())
    assert carried + received == sum(ends) > 0

    sought = numbers(page)[3]
    page.fill("#number", sought)
    page.press("#number", "Enter")
    expect(page.locator(f"{LINES} tbody tr")).to_have_count(1)
    assert numbers(page) == [sought]
    assert sought not in page.url
    assert_nothing_in_the_way(page)


def test_a_period_narrows_the_lines_and_a_wrong_date_is_told(sign_in: SignIn) -> None:
    page = sign_in("clerk", "ru", **LOOKS["ru"]).page
    page.click("nav a[href='/journals/']")
    page.fill("#to", page.input_value("#from"))
    page.press("#to", "Enter")
    expect(page.locator(f"{LINES} .empty")).to_be_visible()
    page.fill("#to", "31.02.2026")
    page.press("#to", "Enter")
    expect(page.locator("#to[aria-invalid=true]")).to_have_value("31.02.2026")
    assert_nothing_in_the_way(page)


def test_the_lines_go_to_paper_and_into_files(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.open("/journals/")
    shown = numbers(clerk.page)
    table = io.StringIO(downloaded(clerk.page, "csv").decode("utf-8-sig"))
    assert [row[0] for row in csv.reader(table, delimiter=";") if row][-len(shown) :] == shown
    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(clerk.page, "xlsx"))).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(values_only=True) if row[0] in shown] == shown
    printed = put_on_paper(clerk, "button[value=paper]")
    assert all(number in printed for number in shown)


def test_the_sheet_of_a_day_carries_the_mark_of_the_trail(sign_in: SignIn) -> None:
    controller = sign_in("controller", "ru")
    controller.open("/journals/")
    words = put_on_paper(controller, "form[action='/day/paper/'] button")
    assert controller.page.input_value("#day") in words
    assert re.search("[0-9a-f]{8}", words)
