"""Intake with the keyboard alone: how many presses it takes beyond the data, in each layout, and what never acts by itself.

Only the characters of data (IINs, dates of expiry) are not counted; every other key is, Tab and Enter among them.
"""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import SignIn
from tests.support.desk import Applicant
from tests.support.pdf import text_of

PRESSES, SECONDS, A_SECOND = 25, 60, 5
GROWN_UP = ("050602610553", "Рахым")
EXPIRES = "11062035"


class Fingers:
    """Types and counts. Keys come faster than a person's: if none is lost here, none is at five a second."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses, self.data = page, 0, 0

    def press(self, *keys: str) -> None:
        """Keys that are not data."""
        for key in keys:
            self.page.keyboard.press(key, delay=20)
            self.presses += len(key.split("+"))

    def type(self, text: str) -> None:
        """Data."""
        self.page.keyboard.type(text, delay=20)
        self.data += len(text)

    def judge(self) -> None:
        """The measure."""
        assert self.presses <= PRESSES
        assert (self.presses + self.data) / A_SECOND <= SECONDS


def in_the_kazakh_layout(page: Page) -> None:
    """The digit row types letters, as on a keyboard with the Kazakh layout."""
    row = dict(zip("234589", "әіңғүұ", strict=True)) | {"1": '"', "6": ",", "7": ".", "0": "қ"}
    page.evaluate(
        """(row) => window.addEventListener("keydown", (event) => {
            const sign = row[event.key];
            if (sign && event.isTrusted) Object.defineProperty(event, "key", {value: sign});
        }, true)""",
        row,
    )


@pytest.mark.parametrize("layout", ["latin", "kazakh"])
def test_a_known_grown_up_with_a_complete_package(sign_in: SignIn, layout: str) -> None:
    clerk = sign_in("clerk")
    fingers = Fingers(clerk.page)
    fingers.press("n")
    clerk.page.wait_for_url("**/new/")
    if layout == "kazakh":
        in_the_kazakh_layout(clerk.page)
    iin, surname = GROWN_UP
    fingers.type(iin)
    fingers.press("Enter", "1", "Enter")  # the reason: the first of the list
    fingers.press("Enter", "Enter")  # the application and the identity card are shown
    fingers.type(EXPIRES)
    fingers.press("Enter", "Enter")  # so is the certificate
    fingers.type(EXPIRES)
    expect(clerk.page.locator("#person_surname")).to_have_value(surname)
    expect(clerk.page.locator("#doc_study_certificate_expires")).to_have_value("11.06.2035")
    fingers.press("Control+Enter")
    clerk.page.wait_for_url(f"{clerk.server}/")
    fingers.judge()
    talon = text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert clerk.number_in_flash() in talon
    assert surname in talon


def test_a_known_pupil_with_a_known_representative(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    pupil = Applicant.named("Мұратбек", "Асылым")
    clerk.fill_in(pupil)
    clerk.decide("register")

    fingers = Fingers(clerk.page)
    fingers.press("g", "i")
    clerk.page.wait_for_url("**/new/")
    fingers.type(pupil.iin)
    fingers.press("Enter")
    fingers.type(pupil.mother_iin)
    fingers.press("Enter", "1", "Enter")
    fingers.press("Enter", "Enter", "Enter")
    fingers.type(EXPIRES)
    fingers.press("Enter", "Enter")
    fingers.type(EXPIRES)
    expect(clerk.page.locator("#person_given_name")).to_have_value(pupil.given_name)
    expect(clerk.page.locator("#rep_given_name")).to_have_value("Гүлнәр")
    expect(clerk.page.locator("#doc_study_certificate_expires")).to_have_value("11.06.2035")
    fingers.press("Control+Enter")
    clerk.page.wait_for_url(f"{clerk.server}/")
    fingers.judge()
    assert clerk.number_in_flash() in text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))


def test_keys_pressed_faster_than_the_server_answers_are_not_lost(sign_in: SignIn) -> None:
    page = sign_in("clerk").page
    page.keyboard.press("n")
    page.wait_for_url("**/new/")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/new/", slowly)
    page.keyboard.type(GROWN_UP[0])
    for key in ("Enter", "3", "Enter", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#reason")).to_have_value("study_form_changed")
    expect(page.locator("#doc_application_form_shown")).to_be_checked()
    expect(page.locator("#doc_own_identity_document_shown")).to_be_focused()
    expect(page.locator("#doc_own_identity_document_shown")).not_to_be_checked()


def test_enter_decides_nothing_and_stays_where_an_answer_is_due(sign_in: SignIn) -> None:
    page = sign_in("clerk").page
    page.goto(page.url + "new/")
    page.keyboard.type(GROWN_UP[0])
    for _ in range(3):
        page.keyboard.press("Enter")
    assert page.url.endswith("/new/")
    expect(page.locator("#reason")).to_be_focused()


def test_an_end_that_is_barred_meanwhile_is_not_pressed(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Қанатбек", "Әлібек"))
    page = clerk.page
    expect(page.locator("button.is-main[value=register]")).to_be_visible()
    page.locator("#doc_study_certificate_expires").select_text()
    page.keyboard.type("14022019")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#decision")).to_be_focused()
    expect(page.locator("#decision .note.is-bad")).to_be_visible()
    assert page.url.endswith("/new/")


def test_a_mistyped_iin_leaves_nobody_elses_name_behind(sign_in: SignIn) -> None:
    page = sign_in("clerk").page
    page.goto(page.url + "new/")
    page.keyboard.type(GROWN_UP[0])
    expect(page.locator("#person_surname")).to_have_value(GROWN_UP[1])
    expect(page.locator("#applicant-self")).to_be_checked()
    page.locator("#person_iin").select_text()
    page.keyboard.type(Applicant.named("Біреу", "Басқа").iin)
    expect(page.locator("#person_surname")).to_have_value("")
    expect(page.locator("#person_birth_date")).to_have_value("")
