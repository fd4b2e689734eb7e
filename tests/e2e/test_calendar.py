"""The administrator declares a day off: a mistake, the list of what moves, the confirmation; no barriers on the way."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.support.desk import SignedIn

FIELDS = {
    "decree": "ҚР Үкіметінің № 111 қаулысы",
    "note_kk": "Төтенше жағдай",
    "note_ru": "Чрезвычайное положение",
}


def no_barrier(officer: SignedIn) -> None:
    found = Axe().run(officer.page)
    assert found.violations_count == 0, found.generate_report()
    assert officer.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def declare(officer: SignedIn, day: str) -> None:
    page = officer.page
    if not page.is_visible("#day"):
        page.click("details:has(#day) > summary")
    page.fill("#day", day)
    for field, words in FIELDS.items():
        page.fill(f"#{field}", words)
    page.click("details:has(#day) button.is-main")
    page.wait_for_load_state()


@pytest.mark.parametrize(
    ("lang", "day", "options"),
    [
        ("kk", "10.06.2030", {}),
        ("ru", "11.06.2030", {"java_script_enabled": False}),
        ("kk", "12.06.2030", {"viewport": {"width": 390, "height": 900}, "color_scheme": "dark"}),
    ],
    ids=["kk", "ru without scripts", "phone in the dark"],
)
def test_a_day_is_declared_off(sign_in: SignIn, lang: str, day: str, options: dict[str, object]) -> None:
    admin = sign_in("admin", lang, **options)
    scripts = options.get("java_script_enabled", True)
    admin.page.click("nav a[href='/calendar/']")
    if scripts:
        no_barrier(admin)
    declare(admin, "31.02.2030")
    assert admin.page.get_attribute("#day", "aria-invalid") == "true"
    assert admin.page.input_value("#note_ru") == FIELDS["note_ru"]
    if scripts:
        no_barrier(admin)
    declare(admin, day)
    expect(admin.page.locator("#h-moved")).to_be_visible()
    if scripts:
        no_barrier(admin)
    admin.page.click("button[value=apply]")
    expect(admin.page.locator(".flash[role=status]")).to_be_visible()
    expect(admin.page.locator("[aria-labelledby=h-days] table")).to_contain_text(day)


def test_the_cases_that_move_are_named_and_moved(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.open("/calendar/")
    admin.page.click("details:has(#from_day) > summary")
    admin.page.fill("#from_day", "01.01.2018")
    admin.page.fill("#hours", "00:00-12:00, 12:30-23:59")
    admin.page.fill("#order", "15-Н бұйрық")
    admin.page.click("details:has(#from_day) button.is-main")
    admin.page.wait_for_load_state()
    rows = admin.page.locator("[aria-labelledby=h-moved] tbody tr")
    assert rows.count() >= 3
    no_barrier(admin)
    admin.page.click("button[value=apply]")
    expect(admin.page.locator(".flash[role=status]")).not_to_contain_text(": 0.")


def test_lines_of_a_file_come_back_to_be_corrected(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.open("/calendar/")
    admin.page.click("details:has(#lines) > summary")
    lines = "day,kind,shifts,decree,note_kk,note_ru,note_en\n13.06.2030,of,,№ 1,Себебі,Причина,\n"
    admin.page.set_input_files(
        "#file", files={"name": "days.csv", "mimeType": "text/csv", "buffer": lines.encode("utf-8-sig")}
    )
    admin.page.click("details:has(#lines) button.is-main")
    expect(admin.page.locator("#say-lines")).to_contain_text("2-жол, «kind»")
    assert admin.page.input_value("#lines") == lines
    no_barrier(admin)
    admin.page.fill("#lines", lines.replace("of,", "off,"))
    admin.page.click("details:has(#lines) button.is-main")
    admin.page.click("button[value=apply]")
    expect(admin.page.locator("[aria-labelledby=h-days] table")).to_contain_text("13.06.2030")
