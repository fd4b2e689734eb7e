"""Every page an officer can reach: without a barrier axe can find, as wide as the screen, light, and clean on paper."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import SignIn
from tests.support.desk import SignedIn

OFFICERS = ("clerk", "head", "executor", "controller", "admin")
AT_LEAST = {"/", "/cases/"}
TWICE = {"case"}  # pages of a kind that differ much: another one is looked at too
SAME_FOR_ALL = {"regulation", "trace", "act_text", "directory", "keys", "time"}  # looked at with the first officer
NO_PAGES = {
    "directory_model",
    "directory_picture",
    "language",
    "paper",
    "roster_template",
    "time_json",
    "transmission_schema",
}  # addresses behind links that are no pages of the desk
AT_MOST = 60_000  # bytes of script and style, as they travel
ONE_LINE = 60  # pixels: the name, the menu, the search and the officer stand side by side
BARRIERS = {"resultTypes": ["violations"]}
CONTRAST = {**BARRIERS, "runOnly": ["color-contrast"]}


def pages_of(officer: SignedIn, passed_by: set[str]) -> Iterator[str]:
    """Walk from the first page along the links, to a page of each kind, standing on each while it is looked at."""
    ahead, kinds = ["/"], Counter[str]()
    while ahead:
        path = ahead.pop(0)
        kind = kind_of(path)
        if kind in passed_by or kinds[kind] > (kind in TWICE):
            continue
        kinds[kind] += 1
        answer = officer.page.goto(officer.server + path)
        assert answer is not None
        assert answer.ok, path
        links = officer.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        ahead += [one for one in dict.fromkeys(urlsplit(link).path for link in links) if one not in ahead]
        yield path


def kind_of(path: str) -> str:
    """The name of the address, as the desk's map of addresses has it."""
    try:
        return resolve(path).url_name or path
    except Resolver404:
        return "language"


def barriers(page: Page) -> str:
    """What axe finds, in the light and, of colours, in the dark; empty when nothing."""
    found = []
    for theme, options in (("light", BARRIERS), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        result = Axe().run(page, options=options)
        found += [f"{theme}: {result.generate_report()}"] if result.violations_count else []
    return "\n".join(found)


def weight(page: Page) -> int:
    """Bytes of script and style that came over the wire for the page."""
    return int(
        page.evaluate(
            """performance.getEntriesByType("resource").filter(one => ["script", "link"].includes(one.initiatorType))
               .reduce((sum, one) => sum + one.encodedBodySize, 0)"""
        )
    )


def width_on_a_phone(page: Page) -> int:
    """How wide the page is on a telephone of 390 pixels."""
    usual = page.viewport_size
    assert usual is not None
    page.set_viewport_size({"width": 390, "height": 844})
    width = int(page.evaluate("document.documentElement.scrollWidth"))
    page.set_viewport_size(usual)
    return width


def assert_nothing_in_the_way(page: Page) -> None:
    """No barrier in the page's own light, and as wide as the screen, of a telephone and of a desk."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert width_on_a_phone(page) <= 390, page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def printed_shell(page: Page) -> list[str]:
    """What would be printed of the shell and the buttons."""
    page.emulate_media(media="print")
    seen = page.locator("header, nav, .foot, .btn, .end, button:not(.ref), .skip").filter(visible=True)
    printed = seen.evaluate_all("all => all.map(one => one.outerHTML.slice(0, 80))")
    page.emulate_media(media="screen")
    return list(printed)


LOOKS: dict[str, dict[str, object]] = {
    "kk": {"reduced_motion": "reduce"},
    "ru": {"reduced_motion": "reduce", "color_scheme": "dark"},
}
"""How a page is looked at in each language: between them in the light and in the dark."""


def repeated_ids(page: Page) -> list[str]:
    """Ids that stand on the page more than once."""
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    return [one for one, times in Counter(ids).items() if times > 1]


def assert_every_page_is_in_order(sign_in: SignIn, username: str, lang: str) -> None:
    """Look at each kind of page the officer reaches, in the language and in its light."""
    officer = sign_in(username, lang, **LOOKS[lang])
    page, seen = officer.page, []
    for path in pages_of(officer, NO_PAGES if username == OFFICERS[0] else NO_PAGES | SAME_FOR_ALL):
        seen.append(path)
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert width_on_a_phone(page) <= 390, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440, path
        assert page.evaluate("document.querySelector('.top__row').offsetHeight") <= ONE_LINE, path
        assert printed_shell(page) == [], path
        assert repeated_ids(page) == [], path
        assert 0 < weight(page) <= AT_MOST, path
    assert set(seen) >= AT_LEAST
    assert any(re.fullmatch(r"/cases/[^/]+/", path) for path in seen)


@pytest.mark.parametrize("username", OFFICERS)
def test_every_page_of_an_officer(sign_in: SignIn, username: str) -> None:
    assert_every_page_is_in_order(sign_in, username, "kk")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_door_has_no_barrier_and_says_it_is_a_demonstration(server: str, chromium: Browser, lang: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": lang, "url": server}])
    page = context.new_page()
    page.goto(f"{server}/door/")
    assert barriers(page) == ""
    assert width_on_a_phone(page) <= 390
    expect(page.locator(".note").first).to_be_visible()
    page.fill("#u", "clerk")
    page.fill("#p", "not the password")
    page.click("form button.is-main")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.input_value("#u") == "clerk"
    context.close()


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("path", ["/status/", "/service/", "/directory/"])
def test_the_pages_for_everybody(server: str, chromium: Browser, path: str, lang: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": lang, "url": server}])
    page = context.new_page()
    page.goto(server + path)
    assert barriers(page) == ""
    assert width_on_a_phone(page) <= 390
    assert printed_shell(page) == []
    assert 0 < weight(page) <= AT_MOST
    context.close()


def test_the_help_over_a_page_has_no_barrier(sign_in: SignIn) -> None:
    page = sign_in("clerk", reduced_motion="reduce").page
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    assert barriers(page) == ""


@pytest.mark.parametrize("username", OFFICERS[:4])
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


def test_an_iin_is_masked_until_it_is_asked_for_and_asking_leaves_a_trace(sign_in: SignIn) -> None:
    head = sign_in("head")
    head.open(str(head.page.get_attribute("tbody a.num >> nth=0", "href")))
    assert "••••" in head.page.inner_text("#iin")
    head.page.click("#iin button")
    expect(head.page.locator("#iin")).not_to_contain_text("••••")
    head.page.reload()
    looked = head.page.text_content("[aria-labelledby=h-trail] details li >> nth=0")
    assert "дербес деректерді ашты" in str(looked)


def test_the_controller_sees_and_cannot_act(sign_in: SignIn) -> None:
    controller = sign_in("controller")
    controller.open(str(controller.page.get_attribute("tbody a.num >> nth=-1", "href")))
    assert controller.page.locator("button.end").count() == 0
