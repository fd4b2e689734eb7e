"""The desk by keyboard: keys by their place, in every layout, and never while something is being typed."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn

CODES = {"/": ("Slash", "."), "n": ("KeyN", "т"), "g": ("KeyG", "п"), "c": ("KeyC", "с"), "j": ("KeyJ", "о")}


def in_russian_layout(page: Page, key: str) -> None:
    """Press the key that is printed so on a Latin keyboard while the Russian layout is on."""
    code, typed = CODES[key]
    press(page, code, typed)


def press(page: Page, code: str, typed: str) -> None:
    """Press a key by its place, with what the layout makes of it."""
    page.evaluate(
        """([code, key]) => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {code, key, bubbles: true, cancelable: true}))""",
        [code, typed],
    )


def at_hand(page: Page) -> str:
    """The row the focus is in."""
    return str(page.evaluate("document.activeElement.closest('tr[data-row]')?.querySelector('a').textContent ?? ''"))


def test_a_clerk_goes_about_without_the_mouse(sign_in: SignIn) -> None:
    page = sign_in("clerk").page
    page.keyboard.press("n")
    page.wait_for_url("**/new/")
    page.locator("body").evaluate("body => document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/cases/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("n/j")
    assert page.input_value("#q") == "n/j"
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()


def test_keys_are_meant_by_their_place(sign_in: SignIn) -> None:
    page = sign_in("clerk").page
    in_russian_layout(page, "/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    in_russian_layout(page, "g")
    in_russian_layout(page, "c")
    page.wait_for_url("**/cases/")
    in_russian_layout(page, "n")
    page.wait_for_url("**/new/")


def test_rows_are_walked_and_opened(sign_in: SignIn) -> None:
    page = sign_in("head").page
    page.goto(page.url + "cases/")
    first, second = page.locator("tr[data-row] a.num").all_text_contents()[:2]
    page.keyboard.press("j")
    assert at_hand(page) == first
    page.keyboard.press("j")
    assert at_hand(page) == second
    assert page.locator("tr.is-here").count() == 1
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert at_hand(page) == first
    page.keyboard.press("o")
    page.wait_for_url("**/cases/*/")


def test_a_row_is_chosen_opened_in_place_and_left(sign_in: SignIn) -> None:
    page = sign_in("head").page
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("tr.is-here [data-choose]").is_checked()
    here = at_hand(page)
    page.keyboard.press("o")
    expect(page.locator("[data-leave]")).to_be_visible()
    assert page.url.endswith("/")
    page.keyboard.press("Escape")
    expect(page.locator("[data-leave]")).to_have_count(0)
    assert at_hand(page) == here
    page.keyboard.press("x")
    assert page.locator("[data-choose]:checked").count() == 0


def test_the_row_at_hand_stays_when_the_list_is_renewed(sign_in: SignIn) -> None:
    page = sign_in("head").page
    page.keyboard.press("j")
    before = at_hand(page)
    assert before
    with page.expect_response(lambda answer: answer.url == page.url):
        page.evaluate("htmx.ajax('GET', location.pathname, {target: 'main [hx-trigger]', swap: 'innerHTML'})")
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)
    assert at_hand(page) == before


def test_the_help_opens_over_the_page_and_closes(sign_in: SignIn) -> None:
    page = sign_in("executor").page
    press(page, "Digit7", "?")  # where the sign sits in the Russian layout
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("c")
    assert page.url.endswith("/")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("?")
    page.click("#help [name=letters]")
    page.wait_for_url("**/keys/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert page.url.endswith("/keys/")
    expect(page.locator("#help")).to_be_hidden()


def test_ctrl_enter_performs_only_where_one_is(sign_in: SignIn) -> None:
    page = sign_in("head").page
    page.fill("#q", "03-14")
    page.press("#q", "Control+Enter")
    page.wait_for_timeout(300)
    assert page.url.endswith("/")


def test_a_field_of_digits_takes_the_digit_row_in_the_kazakh_layout(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    page = clerk.page
    clerk.open("/new/")
    page.focus("#person_iin")
    for code, typed in (("Digit2", "ә"), ("Digit0", "қ"), ("Digit3", "і"), ("Digit9", "ұ")):
        press(page, code, typed)
    assert page.input_value("#person_iin") == "2039"
    page.focus("#person_phone")
    press(page, "Digit3", "і")
    assert page.input_value("#person_phone") == "3"
    page.focus("#person_surname")
    press(page, "Digit2", "ә")
    assert page.input_value("#person_surname") == ""


def test_a_reference_opens_by_keyboard_and_closes_without_a_trace(sign_in: SignIn) -> None:
    page = sign_in("clerk").page
    reference = page.locator("main button.ref").first
    reference.focus()
    page.keyboard.press("Enter")
    label = page.locator(".place:popover-open")
    expect(label).to_be_visible()
    beside, opened = reference.bounding_box(), label.bounding_box()
    assert beside is not None
    assert opened is not None
    assert abs(opened["y"] - beside["y"]) < 200
    page.keyboard.press("Escape")
    expect(label).to_have_count(0)
    expect(reference).to_be_focused()


def test_what_is_typed_goes_along_when_the_language_is_changed(sign_in: SignIn) -> None:
    administrator = sign_in("admin")
    page = administrator.page
    administrator.open("/calendar/")
    page.click("details:has(#decree) summary")
    page.fill("#decree", "Үкіметтің № 12 қаулысы")
    page.click(".lang a[lang=ru]")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.locator("#decree")).to_be_visible()
    assert page.input_value("#decree") == "Үкіметтің № 12 қаулысы"
    page.reload()
    assert page.input_value("#decree") == ""
