"""The three ends of the service, from the counter to the paper, in a browser (regulation, paragraphs 3 and 5)."""

import pytest

from tests.e2e.conftest import SignIn
from tests.support.desk import PAPERS, Applicant
from tests.support.pdf import text_of


def handed_in(sign_in: SignIn, person: Applicant, lang: str = "kk") -> str:
    clerk = sign_in("clerk", lang)
    clerk.fill_in(person)
    clerk.decide("register")
    return clerk.number_in_flash()


def assigned(sign_in: SignIn, number: str, lang: str = "kk") -> None:
    head = sign_in("head", lang)
    head.open_case(number)
    head.page.select_option(
        "#do-assign select", label=head.page.locator("#do-assign option", has_text="Оразбек").inner_text()
    )
    head.page.fill("#assign-note", "Мерзімінде қаралсын")
    head.do("assign")


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.para("reg 2")
@pytest.mark.para("reg 3")
def test_a_notification_is_issued_and_the_register_changes(sign_in: SignIn, lang: str) -> None:
    person = Applicant.named("Қуанышбек", f"Ерасыл{'а' if lang == 'ru' else ''}")
    number = handed_in(sign_in, person, lang)
    assigned(sign_in, number, lang)

    executor = sign_in("executor", lang)
    executor.open_case(number)
    executor.page.select_option("#change_category", "26-1-13")
    executor.page.fill("#change_organisation", "«Көкжиек» көпсалалы колледжі")
    executor.page.fill("#change_ground_from", "01.09.2026")
    executor.page.fill("#change_ground_to", "30.06.2029")
    executor.do("prepare_notification")

    head = sign_in("head", lang)
    head.open_case(number)
    to_sign = text_of(head.paper_bytes("section a[href^='/papers/']"))
    assert "ХАБАРЛАМА" in to_sign.upper()
    assert person.surname in to_sign
    head.do("sign")

    clerk = sign_in("clerk", lang)
    clerk.open_case(number)
    clerk.do("register_result")
    result = text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert "03-15/" in result
    assert "01.09.2026" in result
    clerk.do("issue_result")

    clerk.open_case(number)
    steps = clerk.page.locator(".steps li")
    assert [steps.nth(i).get_attribute("class") for i in range(steps.count())] == ["is-done"] * 5
    assert {"kk": "Хабарлама берілді", "ru": "Уведомление выдано"}[lang] in clerk.page.inner_text("#h-cur")


def test_an_incomplete_package_with_an_expired_document_is_refused_with_a_receipt(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.fill_in(Applicant.named("Төкен", "Мөлдір"), papers=PAPERS[:3], expires="14.02.2019")
    assert "Оқу орнынан анықтама" in clerk.page.inner_text("#decision .note.is-bad")
    assert clerk.page.get_attribute("button[value=register]", "aria-disabled") == "true"
    clerk.decide("refuse_acceptance")

    receipt = text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert receipt.count("14.02.2019") >= 2, "each of the two copies names the expired document"
    assert "Справка с места учёбы" in receipt
    assert "Төкен" in receipt


@pytest.mark.para("reg 3")
def test_a_reasoned_refusal_changes_nothing_in_the_register(sign_in: SignIn) -> None:
    number = handed_in(sign_in, Applicant.named("Әлиасқар", "Інжу"))
    assigned(sign_in, number)

    executor = sign_in("executor")
    executor.open_case(number)
    executor.page.check("#do-prepare_refusal input[value=requirements_not_met]")
    executor.page.fill("#prepare_refusal-explanation", "Анықтамадағы туған күн куәліктегіден өзгеше.")
    executor.do("prepare_refusal")

    head = sign_in("head")
    head.open_case(number)
    head.do("sign")

    clerk = sign_in("clerk")
    clerk.open_case(number)
    clerk.do("register_result")
    refusal = text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert "Анықтамадағы туған күн куәліктегіден өзгеше." in refusal
    clerk.do("issue_result")
    clerk.open_case(number)
    assert "Дәлелді жауап берілді" in clerk.page.inner_text("#h-cur")
    assert clerk.page.locator(".diff").count() == 0
