"""The administrator's settings in the browser: an officer added and signing in, an absence, a letterhead; no barriers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.support.desk import FIRST_PASSWORD, SignedIn

PAGES = ("", "new/", "substitutions/", "numbers/", "letterhead/", "overseers/", "organisations/", "programs/")


def no_barrier(officer: SignedIn) -> None:
    found = Axe().run(officer.page)
    assert found.violations_count == 0, found.generate_report()
    assert officer.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("lang", "options"),
    [
        ("kk", {}),
        ("ru", {"viewport": {"width": 390, "height": 900}, "color_scheme": "dark"}),
        ("kk", {"color_scheme": "dark"}),
        ("ru", {}),
    ],
    ids=["kk", "ru on a phone in the dark", "kk in the dark", "ru"],
)
def test_nothing_stands_in_the_way(sign_in: SignIn, lang: str, options: dict[str, object]) -> None:
    admin = sign_in("admin", lang, **options)
    for page in PAGES:
        admin.open(f"/office/{page}")
        no_barrier(admin)
    admin.open("/office/")
    admin.page.click("tbody th a >> nth=0")
    no_barrier(admin)
    admin.open("/office/new/")
    admin.page.click("[data-main]")
    expect(admin.page.locator("[aria-invalid=true]").first).to_be_visible()
    no_barrier(admin)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_officer_is_added_and_works(sign_in: SignIn, scripts: bool) -> None:
    username = "new.clerk" if scripts else "new.clerk2"
    admin = sign_in("admin", java_script_enabled=scripts)
    admin.page.click("nav a[href='/office/']")
    admin.page.click("a[href='/office/new/']")
    fields = {"surname": "Сапар", "given_name": "Әсел" if scripts else "Дана", "username": username}
    for field, words in (fields | {"position_kk": "маман", "position_ru": "специалист"}).items():
        admin.page.fill(f"#{field}", words)
    admin.page.fill("#password", FIRST_PASSWORD)
    admin.page.click("[data-main]")
    expect(admin.page.locator("#password-shown")).to_have_text(FIRST_PASSWORD)
    admin.page.select_option("#role", index=1)
    admin.page.click("button[value=role]")
    expect(admin.page.locator(".flash[role=status]")).to_be_visible()
    asel = sign_in(username, first=FIRST_PASSWORD, java_script_enabled=scripts)
    expect(asel.page.locator("nav a[href='/new/']")).to_be_visible()


def test_a_head_goes_away_and_comes_back(sign_in: SignIn) -> None:
    head = sign_in("head", "ru")
    head.page.click("nav a[href='/office/']")
    head.page.select_option("#substitute", label="Кенжеғали Мәдина Тілегенқызы")
    head.page.select_option("#role", index=2)
    today = head.page.input_value("#from_day")
    for field, words in {"to_day": today, "order_number": "45-Ж", "order_date": today}.items():
        head.page.fill(f"#{field}", words)
    head.page.click("[data-main]")
    expect(head.page.locator("[aria-labelledby=h-now] table")).to_contain_text("Кенжеғали")
    no_barrier(head)
    deputy = sign_in("executor2", "ru")
    expect(deputy.page.locator(".me summary")).to_contain_text("руководитель")
    head.page.click("button[name=ended]")
    expect(head.page.locator("[aria-labelledby=h-past] table")).to_contain_text("отменено")
    deputy.page.reload()
    expect(deputy.page.locator(".me summary")).not_to_contain_text("руководитель")
