"""Papers asked for at a case: the control slip, a copy, one language, the application as filled and as a blank."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import LOOKS, assert_nothing_in_the_way
from tests.support.desk import SignedIn
from tests.support.pdf import text_of

MADE_FOR = "Өскемен қаласының соты"


@pytest.fixture
def chromium(chromium_with_viewer: Browser) -> Browser:
    """Papers open in pages of their own here."""
    return chromium_with_viewer


def at_a_case(sign_in: SignIn, lang: str) -> SignedIn:
    """A clerk at a case that has a paper, with everything that can be asked for opened; nothing is in the way there."""
    clerk = sign_in("clerk", lang, **LOOKS[lang])
    clerk.open("/printing/")
    clerk.page.click(f"td .num >> nth={'0' if lang == 'kk' else '-1'}")
    for summary in clerk.page.locator("aside details:has(form[target]) summary").all():
        summary.press("Enter")
    assert_nothing_in_the_way(clerk.page)
    return clerk


def made(officer: SignedIn, form: str) -> str:
    """The words of the paper that a form, sent by the keyboard, opens in a page of its own."""
    officer.page.focus(f"form[action$='{form}'] button")
    with officer.page.context.expect_page() as opening:
        officer.page.keyboard.press("Enter")
    opening.value.wait_for_url("**/papers/**")
    address = opening.value.url
    opening.value.close()
    return text_of(officer.page.request.get(address).body())


def test_a_control_slip_and_a_copy_stamped_as_one(sign_in: SignIn) -> None:
    clerk = at_a_case(sign_in, "kk")
    page = clerk.page
    page.select_option("#request-kind", "control_slip")
    slip = made(clerk, "/papers/")
    assert "Бақылау парағы" in slip
    assert "Контрольный лист" in slip
    page.fill("#copy-given-to", MADE_FOR)
    copy = made(clerk, "/copies/")
    assert "КӨШІРМЕ" in copy.upper()
    assert MADE_FOR in copy
    page.reload()
    assert page.locator("aside li b").filter(has_text="көшірме").count() == 1


def test_the_application_is_filled_in_one_language_or_blank(sign_in: SignIn) -> None:
    clerk = at_a_case(sign_in, "ru")
    page = clerk.page
    surname = page.inner_text(".head p:not(.crumb)").split()[0]
    page.select_option("#request-kind", "application")
    page.select_option("#request-language", "ru")
    filled = made(clerk, "/papers/")
    page.click("nav a[href='/new/']")
    page.click("details:has(#blank-language) summary")
    page.select_option("#blank-language", "ru")
    blank = made(clerk, "/blank/")
    assert surname in filled
    assert surname not in blank
    for words in (filled, blank):
        assert "ЗАЯВЛЕНИЕ" in words.upper()
        assert "ӨТІНІШ" not in words.upper()
