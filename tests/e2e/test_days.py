"""Everybody's day in a browser, from sign-in to sign-out, in Kazakh and in Russian; the pictures of the tutorial on the way.

What each page does besides is in the other tests of this folder: here a day holds together.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_executor import fill_in_ground, previewed
from tests.e2e.test_head import TO_ASSIGN, TO_SIGN, number_of, open_in_place, rows
from tests.support import pictures
from tests.support.desk import FIRST_PASSWORD, PAPERS, Applicant, SignedIn
from tests.support.pdf import text_of

Picture = Callable[..., None]
BESIDE_THE_CODE = "Код для проверки состояния"


class Said(NamedTuple):
    """What the desk and the papers say, and what is typed, in a language."""

    pupil: str
    executor: str
    compared: str
    refused: str
    college: str
    school: str
    withdrawn: str
    waits: str
    looked: str


SAID = {
    "kk": Said(
        pupil="Аружан",
        executor="executor",
        compared="Сағынтай",
        refused="Бөкен",
        college="«Көкжиек» көпсалалы колледжі",
        school="№ 7 орта мектеп",
        withdrawn="қайтарып ал",
        waits="жауап күтуде",
        looked="дербес деректерді ашты",
    ),
    "ru": Said(
        pupil="Амина",
        executor="executor2",
        compared="Өтеген",
        refused="Ғабит",
        college="Многопрофильный колледж «Көкжиек»",
        school="Средняя школа № 7",
        withdrawn="отозван",
        waits="ожидает ответа",
        looked="персональные данные",
    ),
}


@pytest.fixture(scope="session", autouse=True)
def moment() -> Iterator[None]:
    """The moment of the pictures, if there are any."""
    yield from pictures.at_the_moment()


@pytest.fixture(scope="module", params=list(SAID))
def lang(request: pytest.FixtureRequest) -> str:
    """A day of the office in one language, then a day in the other."""
    return str(request.param)


@pytest.fixture
def picture(lang: str) -> Picture:
    """Takes a picture for the tutorial in this language."""
    return partial(pictures.take, lang)


def section(name: str) -> str:
    """A part of a page by the id of its heading."""
    return f"section[aria-labelledby={name}]"


def open_first(officer: SignedIn, rows_of: str) -> None:
    """The page of the first case there."""
    officer.open(str(officer.page.locator(f"{rows_of} a.num").first.get_attribute("href")))


def unfold(page: Page, operation: str) -> None:
    """Show the form of an operation that stands among the others."""
    page.click(f"details:has(#do-{operation}) > summary")


def sign_out(officer: SignedIn) -> None:
    """Leave the desk; it is closed behind."""
    officer.page.click(".me summary")
    officer.page.click(".me form button")
    expect(officer.page.locator("#u")).to_be_visible()
    officer.open("/cases/")
    expect(officer.page.locator("#u")).to_be_visible()


def test_the_clerks_day(sign_in: SignIn, lang: str, picture: Picture) -> None:
    clerk = sign_in("clerk", lang)
    page, said = clerk.page, SAID[lang]
    picture(page, "clerk-today", until=section("h-5-2"))
    number = take_in_a_pupil(clerk, said, picture)
    turn_away_an_incomplete_package(clerk, said, picture)
    register_and_issue_the_most_urgent_result(clerk)

    clerk.open("/")
    open_first(clerk, section("h-5-rest"))
    unfold(page, "remind_recipient")
    page.fill("#remind_recipient-reminder", f"{said.pupil}, 15:00")
    clerk.do("remind_recipient")
    expect(page.locator("main")).to_contain_text(f"{said.pupil}, 15:00")

    clerk.open_case(number)
    unfold(page, "withdraw")
    page.fill("#withdraw-reason", said.college)
    clerk.do("withdraw")
    clerk.open_case(number)
    expect(page.locator("#h-cur")).to_contain_text(said.withdrawn)
    expect(page.locator("button.end")).to_have_count(0)
    sign_out(clerk)


def take_in_a_pupil(clerk: SignedIn, said: Said, picture: Picture) -> str:
    pupil = Applicant.named("Нұрғазы", said.pupil)
    clerk.fill_in(pupil)
    picture(clerk.page, "clerk-intake", of="h1", until="#decision")
    clerk.decide("register")
    number = clerk.number_in_flash()
    talon = text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert number in talon
    assert pupil.given_name in talon
    return number


def turn_away_an_incomplete_package(clerk: SignedIn, said: Said, picture: Picture) -> None:
    pupil = Applicant.named("Ермек", said.pupil)
    clerk.fill_in(pupil, papers=PAPERS[:3], expires="14.02.2019")
    picture(clerk.page, "clerk-missing", of="#decision", until="#decision")
    clerk.decide("refuse_acceptance")
    receipt = text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    assert "Ермек" in receipt
    assert receipt.count("14.02.2019") >= 2


def register_and_issue_the_most_urgent_result(clerk: SignedIn) -> None:
    open_first(clerk, section("h-5-1"))
    number = clerk.page.url
    clerk.do("register_result")
    assert "03-15/" in text_of(clerk.paper_bytes(".flash a[href^='/papers/']"))
    clerk.do("issue_result")
    clerk.page.goto(number)
    expect(clerk.page.locator(".steps li.is-done")).to_have_count(5)


def test_the_executors_day(sign_in: SignIn, lang: str, picture: Picture) -> None:
    said = SAID[lang]
    executor = sign_in(said.executor, lang)
    page = executor.page
    open_first(executor, f"tr:has-text('{said.compared}')")
    fill_in_ground(executor)
    page.fill("#change_organisation", "«Көкжиек» көпсалалы колледжі")
    picture(page, "executor-case", until="#do-prepare_notification")
    draft = previewed(executor, "prepare_notification")
    assert said.compared in draft
    assert "01.09.2026" in draft
    executor.do("prepare_notification")

    executor.open("/")
    open_first(executor, f"tr:has-text('{said.refused}')")
    unfold(page, "send_inquiry")
    page.fill("#send_inquiry-addressee", "№ 12 орта мектеп")
    page.fill("#send_inquiry-question", "?")
    executor.do("send_inquiry")
    expect(page.locator(".steps li.is-now")).to_contain_text(said.waits)
    unfold(page, "receive_answer")
    page.fill("#receive_answer-answer", "2018")
    executor.do("receive_answer")
    page.check("#do-prepare_refusal input[value=unreliable_documents]")
    page.fill("#prepare_refusal-explanation", said.college)
    executor.do("prepare_refusal")
    executor.open("/")
    expect(page.locator(section("h-3"))).not_to_contain_text(said.refused)
    sign_out(executor)


def test_the_heads_day(sign_in: SignIn, lang: str, picture: Picture) -> None:
    head = sign_in("head", lang)
    page = head.page
    head.open("/office/substitutions/")
    expect(page.locator("#substitute")).to_be_visible()
    head.open("/")
    assign_two(page, picture)
    head.open("/")
    sign_two(page, picture)
    head.open("/")
    returned = number_of(rows(page, TO_SIGN).last)
    open_first(head, f"{TO_SIGN} tr:has-text('{returned}')")
    unfold(page, "return_for_rework")
    page.fill("#return_for_rework-reason", SAID[lang].college)
    head.do("return_for_rework")
    head.open("/")
    expect(page.locator(TO_SIGN)).not_to_contain_text(returned)
    sign_out(head)


def assign_two(page: Page, picture: Picture) -> None:
    numbers = [number_of(rows(page, TO_ASSIGN).nth(n)) for n in (0, 1)]
    for n in (0, 1):
        rows(page, TO_ASSIGN).nth(n).locator("[data-choose]").check()
    picture(page, "head-today", until=TO_ASSIGN)
    page.fill(f"{TO_ASSIGN} .bulk [name=note]", "Мерзімінде қаралсын")
    page.click(f"{TO_ASSIGN} .bulk button")
    expect(page.locator("#note")).to_have_value("Мерзімінде қаралсын")
    page.keyboard.press("Control+Enter")
    for number in numbers:
        expect(page.locator(section("h-done"))).to_contain_text(number)


def sign_two(page: Page, picture: Picture) -> None:
    numbers = [number_of(rows(page, TO_SIGN).nth(n)) for n in (0, 1)]
    for n in (0, 1):
        open_in_place(rows(page, TO_SIGN).nth(n))
        if n == 0:
            picture(page, "head-open", of=TO_SIGN, until=f"{TO_SIGN} .look")
        page.locator("[data-shut]").first.click()
        rows(page, TO_SIGN).nth(n).locator("[data-choose]").check()
    page.click(f"{TO_SIGN} .bulk button")
    expect(page.locator(section("h-not"))).to_have_count(0)
    page.click("main button.is-main")
    for number in numbers:
        expect(page.locator(section("h-done"))).to_contain_text(number)


def test_the_controllers_day(sign_in: SignIn, lang: str, picture: Picture) -> None:
    said = SAID[lang]
    controller = sign_in("controller", lang)
    page = controller.page
    page.click("nav a[href='/oversight/']")
    for office in (said.college, said.school):
        expect(page.locator("main")).to_contain_text(office)
    picture(page, "controller-oversight", until="section:has(.board) + section")
    page.click(f"tbody tr:has-text('{said.school}') a.num >> nth=0")
    expect(page.locator("main")).to_contain_text("Нұрпейіс Әділ")
    expect(page.locator("button.end")).to_have_count(0)
    page.click("#iin button")
    expect(page.locator("#iin")).not_to_contain_text("••••")
    page.reload()
    page.click("#trail details summary")
    expect(page.locator("#trail details")).to_contain_text("Тұрсынбек А. О.")
    expect(page.locator("#trail details")).to_contain_text(said.looked)
    picture(page, "controller-looked", of="#trail", until="#trail")
    sign_out(controller)


def test_the_administrators_day(sign_in: SignIn, lang: str, picture: Picture) -> None:
    admin = sign_in("admin", lang)
    page, username = admin.page, f"new.{lang}"
    page.click("nav a[href='/office/']")
    page.click("a[href='/office/new/']")
    fields = {"surname": "Сапар", "given_name": SAID[lang].pupil, "position_kk": "маман", "position_ru": "специалист"}
    for field, words in (fields | {"username": username, "password": FIRST_PASSWORD}).items():
        page.fill(f"#{field}", words)
    page.click("[data-main]")
    page.select_option("#role", index=1)
    page.click("button[value=role]")
    admin.open("/office/")
    expect(page.locator(f"tr:has-text('{username}')")).to_contain_text("Сапар")
    picture(page, "admin-officers", until="main table")
    admin.open("/office/numbers/")
    expect(page.locator("main")).to_contain_text("03-14/")
    admin.open("/calendar/")
    expect(page.locator("main")).to_contain_text("2026")
    sign_out(admin)
    sign_out(sign_in(username, lang, first=FIRST_PASSWORD))


def test_the_recipient_asks_by_number_and_code(
    sign_in: SignIn, server: str, chromium: Browser, lang: str, picture: Picture
) -> None:
    clerk = sign_in("clerk2", lang)
    row = clerk.page.locator(f"{section('h-due')} tbody tr:has(a.num)").last
    number, recipient = row.locator("a.num").inner_text(), row.locator("td").first.inner_text()
    clerk.open_case(number)
    talon = text_of(clerk.paper_bytes(f"{section('h-pap')} a[href^='/papers/']"))
    assert recipient in talon
    [code] = re.findall(rf"([0-9A-Z]{{4}}-[0-9A-Z]{{4}})\s+{BESIDE_THE_CODE}", talon)
    sign_out(clerk)

    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "django_language", "value": lang, "url": server}])
    page = context.new_page()
    page.goto(f"{server}/status/")
    page.fill("#no", number)
    page.fill("#code", code.lower())
    page.click("main button.is-main")
    expect(page.locator(section("h-now"))).to_contain_text(number)
    expect(page.locator(".steps li.is-done").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text(recipient.split()[0])
    picture(page, "recipient-status", of="header", until=section("h-steps"))
    context.close()
