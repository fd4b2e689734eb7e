"""From a student who is not insured at the clinic's desk to the fund's confirmation, in a browser."""

from playwright.sync_api import Page

from tests.e2e.conftest import SignIn
from tests.e2e.test_pages import LOOKS, barriers, width_on_a_phone
from tests.support.desk import Applicant, SignedIn

FUND = "form[action*=insurance_fund] button"
REASON = "Тегі ЖСН-дегі тегімен сәйкес емес"


def updated(sign_in: SignIn, student: Applicant) -> SignedIn:
    """The student's ground is brought into the register by a case of five actions; the executor is still there."""
    clerk, head, executor = (sign_in(who, **LOOKS["kk"]) for who in ("clerk", "head", "executor"))
    clerk.fill_in(student)
    clerk.decide("register")
    number = clerk.number_in_flash()
    head.open_case(number)
    head.page.select_option(
        "#do-assign select", label=head.page.locator("#do-assign option", has_text="Оразбек").inner_text()
    )
    head.page.fill("#assign-note", "Мерзімінде қаралсын")
    head.do("assign")
    executor.open_case(number)
    executor.page.select_option("#change_category", "26-1-13")
    executor.page.fill("#change_ground_from", "01.09.2026")
    executor.page.fill("#change_ground_to", "30.06.2029")
    executor.do("prepare_notification")
    for officer, operations in ((head, ["sign"]), (clerk, ["register_result", "issue_result"])):
        officer.open_case(number)
        for operation in operations:
            officer.do(operation)
            officer.open_case(number)
    return executor


def pressed(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.click(selector)


def collected(executor: SignedIn) -> str:
    """The path of a transmission to the fund that was collected and sent."""
    executor.open("/transmissions/")
    pressed(executor.page, FUND)
    pressed(executor.page, "form[action$='/sent/'] button")
    return executor.page.url


def corrected(page: Page, surname: str) -> None:
    """The executor looks at the person for a reason and corrects the surname on a basis."""
    pressed(page, "tr.is-bad a[href$='/change/']")
    page.select_option("#why", index=1)
    pressed(page, "main form button.is-main")
    pressed(page, "a[href$='/change/']")
    page.fill("#surname", surname)
    page.fill("#basis", "Жеке куәлік № 044 512 907")
    pressed(page, "button[name=do][value=review]")
    pressed(page, "button[name=do][value=apply]")


def test_from_the_lost_status_to_the_confirmed_transmission(sign_in: SignIn) -> None:
    student = Applicant.named("Қайырбек", "Аяулым")
    executor = updated(sign_in, student)
    page = executor.page

    first = collected(executor)
    page.check(f"input[aria-label*='{student.surname} {student.given_name}']")
    page.fill("#reason", REASON)
    pressed(page, "button[form=f-reject]:not([name])")

    assert barriers(page) == ""
    assert width_on_a_phone(page) == 390
    executor.open("/")
    row = page.locator("section[aria-labelledby=h-returned] tbody tr")
    assert REASON in row.inner_text()
    assert student.iin not in row.inner_text().replace(" ", "")
    pressed(page, "section[aria-labelledby=h-returned] a.btn")
    corrected(page, "Қайырбекова")
    executor.open("/")
    assert page.locator("#h-returned").count() == 0

    second = collected(executor)
    assert second != first
    assert page.locator("tbody tr").count() == 1
    assert "Қайырбекова" in page.inner_text("tbody tr")
    page.fill("#confirmation", "ӘМСҚ-104 / 27.11.2026")
    pressed(page, "form[action$='/confirmed/'] button")
    assert "Расталды" in page.inner_text("main .head")
