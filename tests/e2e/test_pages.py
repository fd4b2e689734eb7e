"""Every page for every officer: alive at the first sign-in, in both languages and themes, without a barrier axe can find."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import SignIn

OFFICERS = ("clerk", "head", "executor", "controller")


@pytest.mark.parametrize("username", OFFICERS)
def test_the_list_is_alive_at_the_first_sign_in(sign_in: SignIn, username: str) -> None:
    officer = sign_in(username)
    assert officer.page.locator("tbody tr").count() >= 2
    assert officer.page.locator(".clock").count() >= 2


def test_the_desk_speaks_kazakh_until_another_language_is_chosen(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    assert clerk.page.get_attribute("html", "lang") == "kk"
    assert clerk.page.inner_text("h1") == "Бүгін"
    clerk.page.click(".lang a[lang=ru]")
    assert clerk.page.inner_text("h1") == "Сегодня"
    clerk.open("/new/")
    assert clerk.page.get_attribute("html", "lang") == "ru"


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("username", OFFICERS)
def test_no_page_has_a_barrier(sign_in: SignIn, username: str, theme: str, lang: str) -> None:
    officer = sign_in(username, lang, color_scheme=theme)
    pages = ["/", "/cases/", "/regulation/", *(["/new/"] if username == "clerk" else [])]
    case = officer.page.get_attribute("tbody a.num >> nth=-1", "href")
    for path in [*pages, str(case), f"{case}time/"]:
        officer.open(path)
        found = Axe().run(officer.page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_door_has_no_barrier_and_says_it_is_a_demonstration(server: str, chromium: Browser, lang: str) -> None:
    context = chromium.new_context()
    context.add_cookies([{"name": "django_language", "value": lang, "url": server}])
    page = context.new_page()
    page.goto(f"{server}/door/")
    assert Axe().run(page).violations_count == 0
    expect(page.locator(".note").first).to_be_visible()
    page.fill("#u", "clerk")
    page.fill("#p", "not the password")
    page.click("form button.is-main")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.input_value("#u") == "clerk"
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(sign_in: SignIn, width: int) -> None:
    officer = sign_in("clerk", viewport={"width": width, "height": 900})
    case = str(officer.page.get_attribute("tbody a.num >> nth=-1", "href"))
    for path in ("/", "/new/", "/cases/", "/regulation/", case, f"{case}time/"):
        officer.open(path)
        assert officer.page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_iin_is_masked_until_it_is_asked_for_and_asking_leaves_a_trace(sign_in: SignIn) -> None:
    head = sign_in("head")
    head.page.click("tbody a.num >> nth=0")
    assert "••••" in head.page.inner_text("#iin")
    head.page.click("#iin button")
    expect(head.page.locator("#iin")).not_to_contain_text("••••")
    head.page.reload()
    assert "дербес деректерді ашты" in head.page.inner_text("[aria-labelledby=h-trail] li >> nth=0")


def test_the_controller_sees_and_cannot_act(sign_in: SignIn) -> None:
    controller = sign_in("controller")
    controller.page.click("tbody a.num >> nth=-1")
    controller.page.wait_for_load_state()
    assert controller.page.locator("button.end").count() == 0
