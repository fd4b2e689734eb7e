"""The head's ten minutes: cases opened in their place, several chosen, looked through and decided in one press."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import SignIn

TO_ASSIGN, TO_SIGN = "section[aria-labelledby=h-2]", "section[aria-labelledby=h-4]"
A_MINUTE = timedelta(minutes=1, seconds=1)


def rows(page: Page, part: str) -> Locator:
    """The rows of a list."""
    return page.locator(f"{part} tr[data-row]")


def open_in_place(row: Locator) -> None:
    """Open a case under its row."""
    row.locator("[data-open]").click()
    expect(row.page.locator(f"#{row.get_attribute('id')} + .glance .look")).to_be_visible()


def number_of(row: Locator) -> str:
    """The registration number in a row."""
    return row.locator("[data-open]").inner_text()


def refreshed(page: Page) -> None:
    """Let a minute pass, after which the lists are put in anew."""
    with page.expect_response(lambda answer: "HX-Request" in answer.request.headers or answer.url.rstrip("/?") != ""):
        page.clock.fast_forward(int(A_MINUTE.total_seconds() * 1000))
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_several_drafts_are_seen_signed_and_gone_from_the_list(sign_in: SignIn, lang: str) -> None:
    head = sign_in("head", lang).page
    seen, unseen = rows(head, TO_SIGN).nth(0), rows(head, TO_SIGN).nth(1)
    numbers = number_of(seen), number_of(unseen)
    open_in_place(seen)
    assert Axe().run(head).violations_count == 0
    head.locator("[data-shut]").click()
    for row in (seen, unseen):
        row.locator("[data-choose]").check()
    expect(head.locator(f"{TO_SIGN} [data-chosen]")).to_have_text("2")
    head.click(f"{TO_SIGN} .bulk button")
    expect(head.locator("section[aria-labelledby=h-will]")).to_contain_text(numbers[0])
    expect(head.locator("section[aria-labelledby=h-not]")).to_contain_text(numbers[1])
    assert Axe().run(head).violations_count == 0
    head.click("button.is-main")
    expect(head.locator("section[aria-labelledby=h-done]")).to_contain_text(numbers[0])
    assert Axe().run(head).violations_count == 0
    head.click(".head a.is-main")
    expect(head.locator(TO_SIGN)).not_to_contain_text(numbers[0])
    expect(head.locator(TO_SIGN)).to_contain_text(numbers[1])


def test_several_cases_are_assigned_with_a_note_by_the_keyboard(sign_in: SignIn) -> None:
    head = sign_in("head").page
    chosen = [number_of(rows(head, TO_ASSIGN).nth(n)) for n in (0, 1)]
    for key in ("j", "x", "j", "x"):
        head.keyboard.press(key)
    head.fill(f"{TO_ASSIGN} .bulk [name=note]", "Мерзімінде қаралсын")
    head.click(f"{TO_ASSIGN} .bulk button")
    expect(head.locator("#note")).to_have_value("Мерзімінде қаралсын")
    head.keyboard.press("Control+Enter")
    for number in chosen:
        expect(head.locator("section[aria-labelledby=h-done]")).to_contain_text(number)


def test_a_list_that_is_put_in_anew_keeps_what_is_chosen_open_and_typed(sign_in: SignIn) -> None:
    officer = sign_in("head")
    head = officer.page
    head.clock.install()
    head.reload()
    row = rows(head, TO_SIGN).nth(0)
    number = number_of(row)
    open_in_place(row)
    head.locator(".look details summary").first.click()
    head.fill(".look [name=reason]", "Мерзімі дұрыс емес")
    row.locator("[data-choose]").check()
    row.locator("[data-open]").focus()
    place = head.evaluate("window.scrollY")
    refreshed(head)
    row = head.locator("tr[data-row]", has_text=number)
    expect(row.locator("[data-choose]")).to_be_checked()
    expect(row.locator("[data-open]")).to_be_focused()
    expect(head.locator(".look [name=reason]")).to_have_value("Мерзімі дұрыс емес")
    expect(head.locator(f"{TO_SIGN} [data-chosen]")).to_have_text("1")
    assert head.evaluate("window.scrollY") == place


def test_a_case_somebody_else_took_leaves_the_list_and_it_is_said_who_took_it(sign_in: SignIn) -> None:
    head = sign_in("head").page
    head.clock.install()
    head.reload()
    row = rows(head, TO_SIGN).nth(0)
    number = number_of(row)
    row.locator("[data-choose]").check()

    elsewhere = sign_in("head")
    elsewhere.open_case(number)
    elsewhere.page.click("#do-sign button.end")
    elsewhere.page.wait_for_load_state()

    refreshed(head)
    expect(head.locator(TO_SIGN)).not_to_contain_text(number)
    expect(head.locator(".note[role=status]")).to_contain_text(number)
    expect(head.locator(".note[role=status]")).to_contain_text("Жақыпов Н. С. қол қойды")


def test_nothing_is_put_in_anew_while_somebody_types(sign_in: SignIn) -> None:
    head = sign_in("head").page
    head.clock.install()
    head.reload()
    note = head.locator(f"{TO_ASSIGN} .bulk [name=note]")
    note.fill("Мерзімінде")
    asked: list[str] = []
    head.on("request", lambda request: asked.append(request.url))
    head.clock.fast_forward(int(A_MINUTE.total_seconds() * 1000))
    head.wait_for_timeout(300)
    assert asked == []
    expect(note).to_be_focused()


def test_without_scripts_the_head_decides_on_many_as_well(sign_in: SignIn) -> None:
    head = sign_in("head", java_script_enabled=False).page
    row = rows(head, TO_ASSIGN).nth(0)
    number = number_of(row)
    row.locator("[data-choose]").check()
    head.click(f"{TO_ASSIGN} .bulk button")
    head.click("main button.is-main")
    expect(head.locator("section[aria-labelledby=h-done]")).to_contain_text(number)


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lists_with_a_case_open_have_no_barrier_and_fit_a_phone(sign_in: SignIn, theme: str, lang: str) -> None:
    options = {"color_scheme": theme, "viewport": {"width": 390, "height": 844}}
    for username in ("clerk", "head", "executor"):
        page = sign_in(username, lang, **options).page
        open_in_place(page.locator("tr[data-row]:has(+ .glance)").first)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{username}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
