"""The lawyer's path in a browser: a document and a sentence of a paper changed in a draft, looked at, published."""

from datetime import timedelta

from playwright.sync_api import expect

from kense.kernel import clock
from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import assert_nothing_in_the_way

DRAFT = "/regulation/editions/draft/"
NAMES = {"name_kk": "Мектеп анықтамасы", "name_ru": "Справка школы", "name_en": "Certificate of the school"}


def test_a_lawyer_prepares_and_publishes_an_edition(sign_in: SignIn) -> None:
    lawyer = sign_in("lawyer")
    page = lawyer.page
    lawyer.open("/regulation/editions/")
    assert_nothing_in_the_way(page)
    page.click("form[action$='/begin/'] button")
    page.click("a[href$='/parts/documents/']")
    page.fill("#name_kk", NAMES["name_kk"])
    page.click("form.form [data-main]")
    expect(page.locator("#say-name_ru")).to_be_visible()
    expect(page.locator("#name_kk")).to_have_value(NAMES["name_kk"])
    assert_nothing_in_the_way(page)
    for field, words in NAMES.items():
        page.fill(f"#{field}", words)
    page.select_option("#form", "copy")
    page.check("[name='when_reason.enrolled']")
    page.click("form.form [data-main]")
    expect(page.locator(".diff").first).to_contain_text("құжат «Мектеп анықтамасы»", ignore_case=True)
    page.click("a[href$='/texts/application.consent/']")
    page.fill("#text_kk", "Келісемін.")
    page.click("form.form [data-main]")
    expect(page.locator(".diff ins", has_text="Келісемін.")).to_be_visible()
    assert_nothing_in_the_way(page)
    page.click("a[href$='/look/']")
    expect(page.locator("#doc-doc-1")).to_contain_text("Мектеп анықтамасы")
    assert_nothing_in_the_way(page)
    lawyer.open(f"{DRAFT}look/service/")
    expect(page.get_by_text("Мектеп анықтамасы")).to_be_visible()
    assert page.request.get(f"{lawyer.server}{DRAFT}look/application/").body().startswith(b"%PDF")
    lawyer.open(DRAFT)
    soon, yesterday = (f"{clock.now() + timedelta(days=days):%d.%m.%Y}" for days in (2, -1))
    page.fill("#valid_from", soon)
    page.fill("#order_number", "7-Н")
    page.fill("#order_date", yesterday)
    page.click("form[action$='/publish/'] [data-main]")
    page.wait_for_url("**/regulation/editions/")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody tr").first).to_contain_text(soon)
