"""The page of the act's life: who sees what, what a form leaves behind, nothing typed lost."""

from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kense.acts.models import ActFact, DutyMark
from kense.casework.act_facts import enter_fact, mark_done, take_mark_back
from kense.law import newest
from kense.people.models import Officer
from tests.desk.conftest import AtDesk
from tests.support.office import ACT, Office, at, made_officer
from tests.support.said import everything_stored

PATH = "/regulation/life/"
WHEN = "2026-11-23 10:00"
COPIES = next(one.id for one in newest(ACT).act.duties if str(one.ref) == "res 2 sub 2")
PUBLISHED = {"do": "enter", "about": "published", "seen": "0", "day": "01.08.2018", "source": "«Дидар», № 91"}
DONE = {"do": "enter", "about": COPIES, "seen": "0", "day": "25.07.2018", "evidence": "Хат № 345"}


@pytest.fixture
def ermek(office: Office) -> Officer:
    """The lawyer of the college."""
    return made_officer(office.provider, "ermek", "Досан Ермек Айдарұлы", "lawyer")


def text_of(answer: Any) -> str:
    """The page as it is read."""
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", ("22.07.2018, жексенбі", "белгісіз: жарияланған күні енгізілгенше")),
        ("ru", ("22.07.2018, воскресенье", "в акте не сказано, что срок переносится", "21.03.2020")),
        ("en", ("22.07.2018, Sunday", "unknown: nothing bounds it", "23.07.2018", "22.11.2026")),
    ],
)
def test_the_page_tells_the_life_and_the_duties(
    ermek: Officer, at_desk: AtDesk, lang: str, words: tuple[str, ...]
) -> None:
    page = text_of(at_desk(ermek, WHEN, lang).get(PATH))
    assert [word for word in words if word not in page] == []
    assert page.count('class="span" height="48" role="img"') == 1


@pytest.mark.parametrize(
    ("who", "duties", "menu"), [("aigul", False, False), ("nurlan", False, False), ("tolegen", True, True)]
)
@pytest.mark.para("res 3")
def test_others_read_and_the_controller_sees_the_duties(
    office: Office, at_desk: AtDesk, who: str, duties: bool, menu: bool
) -> None:
    client = at_desk(getattr(office, who), WHEN)
    page = text_of(client.get(PATH))
    assert ('id="duties"' in page, 'name="about"' in page) == (duties, False)
    assert (f'href="{PATH}" data-go' in page) is menu
    before = everything_stored()
    for form in (PUBLISHED, DONE, DONE | {"do": "back", "reason": "Қате"}):
        assert client.post(PATH, form).status_code == 403
    assert everything_stored() == before


def test_a_day_is_entered_shown_and_taken_back(ermek: Officer, at_desk: AtDesk) -> None:
    client = at_desk(ermek, WHEN, "ru")
    assert client.post(PATH, PUBLISHED).status_code == 302
    page = text_of(client.get(PATH))
    assert "Сохранено" in page
    assert "01.08.2018, среда" in page
    assert "Подтверждение: «Дидар», № 91 · Досан Е. А." in page
    assert "12.08.2018" in page
    assert "01.08.2018" in text_of(client.get("/regulation/"))
    back = {"do": "back", "about": "published", "seen": str(ActFact.objects.get().pk), "reason": "Другой акт"}
    client.post(PATH, back)
    assert "Запись отозвана: Другой акт" in text_of(client.get(PATH))


def test_a_duty_done_late_says_by_how_much(ermek: Officer, at_desk: AtDesk) -> None:
    client = at_desk(ermek, WHEN, "ru")
    assert client.post(PATH, DONE).status_code == 302
    page = text_of(client.get(PATH))
    assert "выполнено: 25.07.2018, среда" in page
    assert "дней опоздания: 3" in page
    assert DutyMark.objects.get().duty == COPIES


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (PUBLISHED | {"day": "24.11.2026", "source": "Газет"}, "ещё не наступила"),
        (PUBLISHED | {"day": "01.01.2018", "source": "Газет"}, "зарегистрирован или принят 12.07.2018"),
        (DONE | {"day": "17.06.2018", "evidence": "Хат"}, "Акт принят 18.06.2018"),
        (DONE | {"day": "вчера", "evidence": ""}, "не читается как дата"),
        (DONE | {"evidence": "х" * 5000}, "допускается не больше 500 знаков"),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(
    ermek: Officer, at_desk: AtDesk, form: dict[str, str], said: str
) -> None:
    client, before = at_desk(ermek, WHEN, "ru"), everything_stored()
    answer = client.post(PATH, form)
    page = text_of(answer)
    assert answer.status_code == 422
    assert said in page
    assert all(f'value="{form[name]}"' in page for name in ("day", "source", "evidence") if name in form)
    assert page.count('<details class="sec-top" open') == 1
    assert f'aria-describedby="say-{form["about"]}-' in page
    assert everything_stored() == before


@pytest.mark.parametrize(
    "form", [{}, {"do": "enter"}, {"do": "back", "about": "nothing"}, {"do": "?", "about": "\x00"}]
)
def test_a_form_of_nothing_is_refused_in_words(ermek: Officer, at_desk: AtDesk, form: dict[str, str]) -> None:
    answer = at_desk(ermek, WHEN, "ru").post(PATH, form)
    assert answer.status_code in (404, 409, 422)
    assert "нет такой обязанности" in text_of(answer)


def test_the_lawyer_sees_no_cases_and_no_persons(office: Office, ermek: Officer, at_desk: AtDesk) -> None:
    case = office.registered()
    handed_in = office.handed_in()
    client = at_desk(ermek, "2019-03-26 12:00")
    for path in ("/", "/cases/", "/regulation/", PATH):
        answer = client.get(path)
        assert answer.status_code == 200
        assert case.recipient not in text_of(answer)
        assert 'class="find"' not in text_of(answer)
    for path in (f"/cases/{case.code}/", f"/cases/{case.code}/correct/", f"/new/{handed_in.code}/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/cases/{case.code}/iin/").status_code == 404
    for path in ("/new/", "/register/", "/journals/", "/printing/", "/transmissions/", "/oversight/"):
        assert client.get(path).status_code == 403, path
    assert case.recipient not in text_of(client.post("/cases/", {"q": case.number}))


def test_a_lawyer_with_another_role_keeps_its_cases(office: Office, at_desk: AtDesk) -> None:
    both = made_officer(office.provider, "saltanat", "Ким Салтанат", "office", "lawyer")
    assert at_desk(both).get(f"/cases/{office.registered().code}/").status_code == 200


def test_today_tells_lawyer_and_controller_of_overdue_duties(office: Office, ermek: Officer, at_desk: AtDesk) -> None:
    line = "Обязанности по акту с истёкшим сроком и без отметки: 2."
    for who, told in ((ermek, True), (office.tolegen, True), (office.aigul, False)):
        assert (line in text_of(at_desk(who, WHEN, "ru").get("/"))) is told


def test_the_page_asks_the_database_no_more_with_a_longer_history(ermek: Officer, at_desk: AtDesk) -> None:
    client, counts = at_desk(ermek, WHEN), []
    for _ in range(2):
        client.get(PATH)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PATH)
        counts.append(len(asked))
        for one in range(10):
            enter_fact("published", {"day": f"{one + 1:02}.08.2018", "source": "Газет"}, actor=ermek, at=at(WHEN))
            mark_done(COPIES, {"day": "20.07.2018", "evidence": "Хат"}, actor=ermek, at=at(WHEN))
            take_mark_back(COPIES, {"reason": "Қате"}, actor=ermek, at=at(WHEN))
    assert counts[0] == counts[1]
