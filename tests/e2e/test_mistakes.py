"""What is typed wrong is told at its field in the language of the screen, and nothing typed is lost."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.support.desk import Applicant

PERSON = Applicant.named("Жұмағұл", "Әлихан")
WRONG_IIN = PERSON.iin[:-1] + str((int(PERSON.iin[-1]) + 1) % 10)


@pytest.mark.parametrize(("lang", "word"), [("kk", "бақылау"), ("ru", "онтрольн")])
def test_a_wrong_check_digit_is_told_at_the_field_and_nothing_is_lost(sign_in: SignIn, lang: str, word: str) -> None:
    clerk = sign_in("clerk", lang)
    clerk.fill_in(replace(PERSON, iin=WRONG_IIN))
    clerk.decide("register")
    assert word in clerk.page.inner_text("#say-person_iin")
    assert clerk.page.get_attribute("#person_iin", "aria-invalid") == "true"
    assert clerk.page.input_value("#person_surname") == PERSON.surname
    assert clerk.page.is_checked("#doc_birth_certificate_shown")
    assert clerk.page.input_value("#doc_study_certificate_expires") == "11.06.2035"


def test_a_birth_date_that_disagrees_with_the_iin_is_confirmed_and_registered(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(replace(Applicant.named("Өтеген", "Айзере"), born="15.09.2012"))
    clerk.decide("register")
    clerk.page.check("input[name=confirm]")
    clerk.decide("register")
    assert "03-14/" in clerk.flash()


def test_a_minor_without_a_representative_is_told_so(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Серік", "Іңкәр"))
    with clerk.page.expect_response("**/new/"):
        clerk.page.check("#applicant-self")
    expect(clerk.page.locator("#say-applicant")).to_contain_text("18 жасқа")


def test_latin_letters_in_a_kazakh_name_are_warned_about(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Сaғынтай", "Іңкәр"))
    clerk.decide("register")
    expect(clerk.page.locator("#say-person_surname.is-warn")).to_be_visible()


def test_a_known_person_is_filled_in(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(PERSON)
    clerk.decide("register")
    number = clerk.number_in_flash()
    clerk.open("/new/")
    with clerk.page.expect_response("**/new/"):
        clerk.page.fill("#person_iin", "1")
        clerk.page.locator("#person_iin").blur()
    expect(clerk.page.locator("#say-person_iin")).to_be_visible()
    assert clerk.page.input_value("#person_surname") == "", (
        f"{number} is registered, its person is not in the register yet"
    )


def test_two_presses_register_once(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Қаратай", "Иса"))
    clerk.page.evaluate(
        """async () => {
            const form = document.getElementById("intake"), body = new FormData(form);
            body.set("do", "register");
            const send = () => fetch(form.action || location.href, {method: "POST", body});
            await Promise.all([send(), send(), send()]);
        }"""
    )
    clerk.open("/cases/?q=Қаратай")
    assert clerk.page.locator("#h-steps").count() == 1, "one case was found and opened, not a list of several"


def test_who_comes_second_sees_what_the_first_did(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Есенғали", "Нұрай"))
    clerk.decide("register")
    number = clerk.number_in_flash()
    first, second = sign_in("head"), sign_in("head")
    first.open_case(number)
    second.open_case(number)
    first.do("assign")
    second.do("assign")
    told = second.page.inner_text("#refusal")
    assert "Жақыпов Н. С." in told
    assert "3" in second.page.inner_text("#h-cur"), "the new state is shown"


def test_without_scripts_the_intake_works_by_full_pages(sign_in: SignIn) -> None:
    clerk = sign_in("clerk", java_script_enabled=False)
    page = clerk.page
    clerk.open("/new/")
    page.check("#applicant-representative")
    page.select_option("#reason", "enrolled")
    page.click("button[value=check]")
    person = Applicant.named("Бөкен", "Хамит")
    for field, value in (
        ("person_iin", person.iin),
        ("person_surname", "Бөкен"),
        ("person_given_name", "Хамит"),
        ("person_birth_date", person.born),
        ("rep_iin", person.mother_iin),
        ("rep_surname", "Бөкен"),
        ("rep_given_name", "Гүлнәр"),
        ("rep_birth_date", "12.04.1985"),
        ("doc_representative_identity_document_expires", "11.06.2035"),
        ("doc_study_certificate_expires", "11.06.2035"),
    ):
        page.fill(f"#{field}", value)
    page.check("#term-one_day")
    for name in ("application_form", "birth_certificate", "representative_identity_document", "study_certificate"):
        page.check(f"#doc_{name}_shown")
    page.click("button[value=check]")
    page.click("button[value=register]")
    assert "03-14/" in clerk.flash()
