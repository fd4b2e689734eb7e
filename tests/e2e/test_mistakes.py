"""What is typed wrong is told at its field in the language of the screen, and nothing typed is lost."""

from dataclasses import replace

import pytest
from playwright.sync_api import Route, expect

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


KNOWN_TO_THE_DEMONSTRATION = ("050602610553", "Рахым", "Айкөркем")


def test_a_person_the_register_knows_is_filled_in_and_what_is_typed_is_not_overwritten(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    page = clerk.page
    iin, surname, given_name = KNOWN_TO_THE_DEMONSTRATION
    clerk.open("/new/")
    page.fill("#person_iin", iin)
    page.locator("#person_iin").blur()
    expect(page.locator("#person_surname")).to_have_value(surname)
    expect(page.locator("#person_given_name")).to_have_value(given_name)
    page.fill("#person_surname", "Басқа")
    with page.expect_response("**/new/"):
        page.locator("#person_surname").blur()
    expect(page.locator("#person_surname")).to_have_value("Басқа")


def test_what_is_typed_while_the_form_is_looked_at_is_not_lost(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    page = clerk.page
    clerk.open("/new/")
    held: list[Route] = []
    page.route("**/new/", lambda route: held.append(route))
    page.fill("#person_iin", WRONG_IIN)
    with page.expect_request("**/new/"):
        page.locator("#person_iin").blur()
    page.locator("#person_surname").focus()
    page.keyboard.type("Жұмағұл")
    held[0].continue_()
    expect(page.locator("#slot-person_iin .is-error")).to_be_visible()
    expect(page.locator("#person_iin")).to_have_attribute("aria-invalid", "true")
    assert page.input_value("#person_surname") == "Жұмағұл"
    assert page.evaluate("document.activeElement.id") == "person_surname"


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
    clerk.open("/cases/")
    assert clerk.page.locator("main tbody tr", has_text="Қаратай").count() == 1


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
