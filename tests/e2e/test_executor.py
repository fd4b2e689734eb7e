"""The executor's day in a browser: comparing, asking elsewhere, looking at the paper, and who came first."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_three_ends import assigned, handed_in
from tests.support.desk import Applicant, SignedIn
from tests.support.pdf import text_of

WORDS = {
    "kk": {"answered": "жауап күтуде", "stale": "басқа ұйымға сұрау салды", "draft": "қол қоюға"},
    "ru": {"answered": "ожидает ответа", "stale": "направил(а) запрос", "draft": "на подпись"},
}


def given(sign_in: SignIn, person: Applicant, lang: str = "kk") -> SignedIn:
    """The executor before a case that was handed in and assigned to them."""
    number = handed_in(sign_in, person, lang)
    assigned(sign_in, number, lang)
    executor = sign_in("executor", lang)
    executor.open_case(number)
    return executor


def open_a_case(executor: SignedIn) -> None:
    """The page of a case of the executor's list."""
    executor.open(str(executor.page.get_attribute("tbody a.num >> nth=0", "href")))


def fill_in_ground(executor: SignedIn) -> None:
    executor.page.select_option("#change_category", "26-1-13")
    executor.page.fill("#change_ground_from", "01.09.2026")
    executor.page.fill("#change_ground_to", "30.06.2029")


def previewed(executor: SignedIn, operation: str) -> str:
    """The text of the paper that the button beside the operation shows, asked for as its form would be sent."""
    form = executor.page.locator(f"#do-{operation}")
    fields = form.evaluate("(form) => [...new FormData(form)]")
    address = form.locator("button[formaction]").get_attribute("formaction")
    answer = executor.page.request.post(f"{executor.server}{address}", form=dict(fields))
    assert answer.headers["content-type"] == "application/pdf"
    return text_of(answer.body())


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_a_day_with_an_inquiry_a_preview_and_a_notification(sign_in: SignIn, lang: str) -> None:
    person = Applicant.named("Жолдас", "Әсем" if lang == "kk" else "Айым")
    executor = given(sign_in, person, lang)
    page = executor.page
    page.click("details:has(#do-send_inquiry) > summary")
    page.fill("#send_inquiry-addressee", "№ 12 орта мектеп")
    page.fill("#send_inquiry-question", "Оқуын аяқтағанын растаңыз.")
    executor.do("send_inquiry")
    assert WORDS[lang]["answered"] in page.inner_text(".steps li.is-now")
    page.click("details:has(#do-receive_answer) > summary")
    page.fill("#receive_answer-answer", "2018 жылы аяқтады.")
    executor.do("receive_answer")
    assert "2018 жылы аяқтады." in page.inner_text("[aria-labelledby=h-ask]")

    fill_in_ground(executor)
    draft = previewed(executor, "prepare_notification")
    assert "01.09.2026" in draft
    assert person.surname in draft
    executor.do("prepare_notification")
    assert WORDS[lang]["draft"] in executor.flash()


def test_the_preview_opens_beside_and_the_form_can_still_be_sent(sign_in: SignIn) -> None:
    executor = given(sign_in, Applicant.named("Мұқан", "Дана"))
    fill_in_ground(executor)
    for _ in range(2):
        with executor.page.context.expect_page() as opening:
            executor.page.click("#do-prepare_notification button[formaction]")
        opening.value.close()
    assert executor.page.input_value("#change_ground_from") == "01.09.2026"
    executor.do("prepare_notification")
    assert executor.page.locator(".flash[role=status]").count() == 1


def test_without_scripts_the_preview_opens_in_a_page_of_its_own(sign_in: SignIn) -> None:
    number = handed_in(sign_in, Applicant.named("Серік", "Нұрай"))
    assigned(sign_in, number)
    executor = sign_in("executor", java_script_enabled=False)
    executor.open(str(executor.page.get_attribute(f"tbody a.num:text-is('{number}')", "href")))
    executor.page.check("#do-prepare_refusal input[value=no_consent]")
    with executor.page.context.expect_page() as opening:
        executor.page.click("#do-prepare_refusal button[formaction]")
    opening.value.wait_for_load_state()
    assert opening.value.locator(".note.is-bad").count() == 1, "the explanation is missing, the page says so"
    assert opening.value.is_checked("#do-prepare_refusal input[value=no_consent]")


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_second_of_two_browsers_learns_who_was_first_and_loses_nothing(sign_in: SignIn, lang: str) -> None:
    first = given(sign_in, Applicant.named("Қайрат", "Ақбота" if lang == "kk" else "Гауһар"), lang)
    second = sign_in("executor", lang)
    second.open(first.page.url.removeprefix(first.server))
    first.page.click("details:has(#do-send_inquiry) > summary")
    first.page.fill("#send_inquiry-addressee", "№ 5 колледж")
    first.page.fill("#send_inquiry-question", "Оқып жүр ме?")
    first.do("send_inquiry")

    second.page.check("#do-prepare_refusal input[value=requirements_not_met]")
    second.page.fill("#prepare_refusal-explanation", "Анықтама өзге адамға берілген.")
    second.do("prepare_refusal")
    assert WORDS[lang]["stale"] in second.page.inner_text("#refusal")
    assert "Оразбек" in second.page.inner_text("#refusal")
    assert "№ 5 колледж" in second.page.inner_text("[aria-labelledby=h-cur]")
    assert second.page.input_value("#prepare_refusal-explanation") == "Анықтама өзге адамға берілген."
    assert Axe().run(second.page).violations_count == 0
    second.do("prepare_refusal")
    assert WORDS[lang]["draft"] in second.flash()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_mistakes_and_differences_put_up_no_barrier(sign_in: SignIn, lang: str, theme: str) -> None:
    executor = sign_in("executor", lang, color_scheme=theme)
    open_a_case(executor)
    executor.page.fill("#change_ground_to", "31.02.2029")
    executor.do("prepare_notification")
    assert executor.page.locator("#mistakes a[href='#change_ground_to']").count() == 1
    found = Axe().run(executor.page)
    assert found.violations_count == 0, found.generate_report()


def test_another_ground_is_chosen_and_what_was_typed_of_the_person_stays(sign_in: SignIn) -> None:
    executor = sign_in("executor", "ru")
    open_a_case(executor)
    page = executor.page
    page.fill("#change_phone", "+7 700 000 00 01")
    page.fill("#change_organisation", "Белгісіз")
    page.select_option("#change_ground", "new")
    expect(page.locator("#change_organisation")).to_have_value("")
    assert page.input_value("#change_phone") == "+7 700 000 00 01"
    fill_in_ground(executor)
    executor.do("prepare_notification")
    assert page.locator("#ground-part .note li").count() == 1, "what ends for the new one"
    assert Axe().run(page).violations_count == 0


def test_without_scripts_a_button_shows_another_ground(sign_in: SignIn) -> None:
    executor = sign_in("executor", java_script_enabled=False)
    open_a_case(executor)
    page = executor.page
    page.fill("#change_phone", "+7 700 000 00 01")
    page.select_option("#change_ground", "new")
    page.click("#ground-part button[formaction]")
    page.wait_for_load_state()
    assert page.input_value("#change_ground") == "new"
    assert page.input_value("#change_organisation") == ""
    assert page.input_value("#change_phone") == "+7 700 000 00 01"


def test_on_a_phone_the_decision_comes_first(sign_in: SignIn) -> None:
    executor = sign_in("executor", viewport={"width": 390, "height": 844})
    open_a_case(executor)
    top = "(selector) => document.querySelector(selector).getBoundingClientRect().top"
    assert executor.page.evaluate(top, "#h-cur") < executor.page.evaluate(top, ".steps")
    assert executor.page.evaluate("document.documentElement.scrollWidth") <= 390
