"""A person without an IIN in a browser: from the counter to the issued notification, and again to the same record."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.support.desk import SignedIn
from tests.support.pdf import text_of

SHOWN = ("application_form", "own_identity_document", "study_certificate")
EXPIRE = SHOWN[1:]
NO_IIN = "ЖСН жоқ"


def fill_in(clerk: SignedIn) -> None:
    """Timur Khan, a student with a foreign passport, comes alone."""
    page = clerk.page
    clerk.open("/new/")
    assert not page.is_visible("#without-iin")
    clerk.settled(lambda: page.check("#person_no_iin"))
    for field, value in (("surname", "Хан"), ("given_name", "Тимур"), ("birth_date", "14.09.2003")):
        page.fill(f"#person_{field}", value)
    page.fill("#person_document_number", "AB 1234567")
    clerk.settled(lambda: page.select_option("#person_document_kind", "passport"))
    clerk.settled(lambda: page.select_option("#person_sex", "male"))
    clerk.settled(lambda: page.select_option("#reason", "enrolled"))
    for paper in SHOWN:
        clerk.settled(lambda name=paper: page.check(f"#doc_{name}_shown"))
    for paper in EXPIRE:
        page.fill(f"#doc_{paper}_expires", "11.06.2035")
        clerk.settled(lambda name=paper: page.locator(f"#doc_{name}_expires").blur())


def assigned(sign_in: SignIn, number: str) -> None:
    head = sign_in("head")
    head.open_case(number)
    executor = head.page.locator("#do-assign option", has_text="Оразбек").inner_text()
    head.page.select_option("#do-assign select", label=executor)
    head.page.fill("#assign-note", "Мерзімінде қаралсын")
    head.do("assign")


def drafted(sign_in: SignIn, number: str) -> None:
    """The executor sees the mark and what the application says, and passes the notification for signature."""
    executor = sign_in("executor")
    page = executor.page
    assert NO_IIN in page.locator("tr", has_text="Хан Тимур").first.inner_text()
    executor.open_case(number)
    assert NO_IIN in page.inner_text("#iin")
    assert page.input_value("#change_document_number") == "AB 1234567"
    assert page.input_value("#change_document_kind") == "passport"
    page.select_option("#change_category", "26-1-13")
    page.fill("#change_organisation", "«Көкжиек» көпсалалы колледжі")
    page.fill("#change_ground_from", "01.09.2026")
    page.fill("#change_ground_to", "30.06.2029")
    executor.do("prepare_notification")


def signed(sign_in: SignIn, number: str) -> None:
    head = sign_in("head")
    head.open_case(number)
    to_sign = text_of(head.paper_bytes("section a[href^='/papers/']"))
    assert "ИИН отсутствует" in to_sign
    assert "AB 1234567" in to_sign
    head.do("sign")


def issued(sign_in: SignIn, number: str) -> None:
    clerk = sign_in("clerk")
    clerk.open_case(number)
    clerk.do("register_result")
    assert NO_IIN in text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    clerk.do("issue_result")
    clerk.open_case(number)
    assert "Хабарлама берілді" in clerk.page.inner_text("#h-cur")


def record_of(sign_in: SignIn, number: str) -> str:
    """The code of the record to which the case leads the keeper of the register."""
    keeper = sign_in("executor")
    keeper.open_case(number)
    keeper.page.click("a[href$='/rights/']")
    code = re.search(r"/register/([^/]+)/rights/", keeper.page.url)
    assert code
    return code[1]


def test_from_the_counter_to_the_issued_notification_and_back_to_the_same_record(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    fill_in(clerk)
    clerk.decide("register")
    number = clerk.number_in_flash()
    assert "Хан Тимур" in text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assigned(sign_in, number)
    drafted(sign_in, number)
    signed(sign_in, number)
    issued(sign_in, number)
    code = record_of(sign_in, number)

    fill_in(clerk)
    page = clerk.page
    expect(page.locator("#person_record")).to_contain_text(code)
    expect(page.locator("#person_record")).to_contain_text("••• 567")
    clerk.decide("register")
    expect(page.locator("#say-person_record")).to_be_visible()
    clerk.settled(lambda: page.check(f"#record-{code}"))
    expect(page.locator("#say-person_record")).to_have_count(0)
    clerk.decide("register")
    again = clerk.number_in_flash()
    assigned(sign_in, again)
    assert record_of(sign_in, again) == code
