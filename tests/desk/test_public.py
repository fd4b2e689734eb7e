"""What anybody can see without signing in: where a case stands by number and code, and how the service goes."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from kense.cases.models import Case
from kense.casework.attempts import ALLOWED
from kense.casework.recalendar import apply
from kense.people.models import Attempts
from tests.support.calendar import declared, made_administrator
from tests.support.office import PERSONAL, Office, OtherOffice, at

Ask = Callable[..., HttpResponse]
CODE_OF_NOBODY = "ZZZZ-ZZZZ"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks for the status as a recipient at a wall-clock moment."""

    def asked(
        number: str, code: str, when: str = "2019-03-26 12:00", lang: str = "ru", source: str = "127.0.0.1"
    ) -> HttpResponse:
        monkeypatch.setattr("kense.desk.views.public.now", lambda: at(when))
        client = Client(REMOTE_ADDR=source)
        client.cookies["django_language"] = lang
        return client.get("/status/", {"number": number, "code": code})  # type: ignore[return-value]

    return asked


def said(answer: HttpResponse) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_number_and_code_show_where_the_case_stands(office: Office, ask: Ask) -> None:
    case = office.assigned()
    page = said(ask(case.number, case.public_code))
    assert "На рассмотрении" in page
    assert "27.03.2019, 10:12" in page
    assert "Пока приходить не нужно" in page
    assert page.count('class="is-done"') == 2
    assert 'class="is-now"' in page


@pytest.mark.parametrize(
    "typed",
    [
        lambda case: (f"№ {case.number}", case.public_code.lower()),
        lambda case: (case.number.rpartition("/")[2], case.public_code.replace("-", " ")),
        lambda case: (case.number, case.public_code.translate(str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ"))),
    ],
    ids=["with its sign", "last part", "cyrillic look-alikes"],
)
def test_what_a_hand_makes_of_a_code_is_understood(
    office: Office, ask: Ask, typed: Callable[[Case], tuple[str, str]]
) -> None:
    assert ask(*typed(office.assigned())).status_code == 200


def test_nothing_personal_is_shown(office: Office, ask: Ask) -> None:
    case = office.result_registered()
    for lang in ("kk", "ru", "en"):
        page = said(ask(case.number, case.public_code, "2019-03-26 17:00", lang))
        officers = [one.surname for one in (office.aigul, office.nurlan, office.dauren)]
        assert not [word for word in (*PERSONAL, *officers) if word in page]


def test_a_ready_result_asks_the_recipient_to_come(office: Office, ask: Ask) -> None:
    case = office.result_registered()
    page = said(ask(case.number, case.public_code, "2019-03-26 17:00"))
    assert "Результат готов" in page
    assert "Приходите за результатом" in page


def test_an_issued_result_asks_for_nothing(office: Office, ask: Ask) -> None:
    case = office.issued()
    page = said(ask(case.number, case.public_code, "2019-03-28 09:00"))
    assert "Уведомление выдано" in page
    assert "приходить не нужно" in page


def test_lateness_is_not_hidden(office: Office, ask: Ask) -> None:
    case = office.assigned()
    assert "Срок истёк, результат ещё не готов" in said(ask(case.number, case.public_code, "2019-03-28 09:00"))


def test_a_moved_due_moment_is_told_with_the_one_on_the_talon(office: Office, ask: Ask) -> None:
    case = office.assigned()
    oleg = made_administrator(office)
    apply(office.provider, declared("2019-03-27"), actor=oleg, at=at("2019-03-26 11:00"))
    page = said(ask(case.number, case.public_code))
    assert "28.03.2019, 10:12" in page
    assert "На талоне может стоять прежний срок: <span" in page
    assert "27.03.2019, 10:12" in page


def test_wrong_number_and_wrong_code_are_told_apart_by_nobody(office: Office, ask: Ask) -> None:
    case = office.assigned()
    wrong_code, wrong_number = ask(case.number, CODE_OF_NOBODY), ask("03-14/999", case.public_code)
    assert wrong_code.status_code == wrong_number.status_code == 404
    same = [said(one).partition('role="alert"')[2].partition("</div>")[0] for one in (wrong_code, wrong_number)]
    assert same[0] == same[1] != ""


def test_a_case_at_the_counter_has_no_public_status(office: Office, ask: Ask) -> None:
    case = office.handed_in()
    assert ask("", case.public_code).status_code == 404
    assert ask(case.code, case.public_code).status_code == 404


def test_guessing_is_slowed_down_from_one_side_only(office: Office, ask: Ask) -> None:
    case = office.assigned()
    for _ in range(ALLOWED):
        assert ask(case.number, CODE_OF_NOBODY, source="198.51.100.7").status_code == 404
    blocked = ask(case.number, case.public_code, source="198.51.100.7")
    assert blocked.status_code == 429
    assert "Повторите через 15 минут" in said(blocked)
    assert ask(case.number, case.public_code, source="198.51.100.8").status_code == 200
    assert ask(case.number, case.public_code, "2019-03-26 12:16", source="198.51.100.7").status_code == 200
    assert "198.51.100.7" not in str(list(Attempts.objects.values_list()))


def test_right_answers_do_not_count(office: Office, ask: Ask) -> None:
    case = office.assigned()
    assert {ask(case.number, case.public_code).status_code for _ in range(ALLOWED + 2)} == {200}


@pytest.mark.parametrize("number", ["", "\x00", "№", "/", "'; --", "9" * 5000])
def test_nonsense_is_an_unknown_case(office: Office, ask: Ask, number: str) -> None:
    office.assigned()
    assert ask(number, "\x00\ud7ff" * 3).status_code == 404


def test_the_empty_form_is_for_everybody_and_kept_by_nobody(office: Office) -> None:
    answer = Client().get("/status/")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_steps_of_the_service_are_public(office: Office, other_office: OtherOffice) -> None:
    client = Client()
    client.cookies["django_language"] = "ru"
    page = client.get("/service/").content.decode()
    for words in ("1 рабочий день", "4 рабочих дня", "5. Регистрация и выдача", "не сверено", office.provider.name_ru):
        assert words in page


def test_steps_need_an_office(db: None) -> None:
    assert Client().get("/service/").status_code == 404
