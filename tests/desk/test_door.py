"""The door: who comes in, who waits, what nobody learns there, when a session ends and what the trail keeps."""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kense.casework import accounts, roles
from kense.casework.door import NOT_LET_IN, OF_AN_ACCOUNT, OF_AN_ADDRESS, OF_ONE_SIDE, SIGNED_IN, SIGNED_OUT
from kense.people.models import Attempts, Officer
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.desk.doors import Clock, hidden, inside, knock
from tests.support.calendar import made_administrator
from tests.support.office import PASSWORD, Office, application, made_officer

WRONG = "not the password"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that is hashed, in order."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def noted(self: MD5PasswordHasher, password: str, salt: str, *rest: Any) -> str:
        seen.append(password)
        return encode(self, password, salt, *rest)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return seen


@pytest.fixture
def closed(office: Office) -> Officer:
    """An officer who has left."""
    officer = made_officer(office.provider, "closed.one", "Бекова Дана", "office")
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    return officer


@pytest.fixture
def program(office: Office) -> Officer:
    """A program that has, by some mistake, a password."""
    officer = made_officer(office.provider, "program.one", "Бағдарлама Бір", "office")
    Officer.objects.filter(pk=officer.pk).update(is_program=True, main_account=office.aigul)
    return officer


def is_inside(client: Client) -> bool:
    return bool(client.get("/keys/").status_code == 200)


def without_what_differs(answer: Any, username: str) -> str:
    page = re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": ?)[^>]*>', "", answer.content.decode())
    return page.replace(username, "…")


def test_nobody_learns_which_accounts_there_are(
    office: Office, closed: Officer, program: Officer, hashed: list[str]
) -> None:
    tried = {
        "nobody.atall": WRONG,
        office.aigul.username: WRONG,
        closed.username: PASSWORD,
        program.username: PASSWORD,
    }
    told = []
    for username, password in tried.items():
        hashed.clear()
        answer = knock(Client(), username, password)
        told.append((answer.status_code, without_what_differs(answer, username), tuple(hashed)))
    assert {one[:2] for one in told} == {told[0][:2]}
    assert [one[2] for one in told] == [(password,) for password in tried.values()]
    assert told[0][0] == 422
    assert "Пайдаланушы аты немесе құпиясөз дұрыс емес" in told[0][1]


@pytest.mark.parametrize("username", ["aigul", "nobody.atall"])
def test_one_account_from_one_address_waits_and_is_told_how_long(
    office: Office, clock: Clock, hashed: list[str], username: str
) -> None:
    for _ in range(OF_ONE_SIDE):
        assert knock(Client(), username, WRONG).status_code == 422
    clock.set("2019-03-26 10:30")
    hashed.clear()
    for lang, words in {"kk": "Күтіңіз, минут: 9.", "ru": "Подождите, минут: 9.", "en": "Wait, in minutes: 9."}.items():
        client = Client()
        client.cookies["django_language"] = lang
        answer = knock(client, username.upper() if lang == "ru" else username, PASSWORD)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "540")
        assert words in answer.content.decode()
    assert hashed == [], "the right password is not even looked at"
    assert knock(Client(), username, WRONG, address="203.0.113.9").status_code == 422
    clock.set("2019-03-26 10:39")
    assert knock(Client(), username, WRONG).status_code == 422


def test_many_addresses_hold_up_strangers_and_not_the_officer(office: Office, clock: Clock) -> None:
    known = inside(office.aigul)
    known.post("/door/out/")
    for n in range(OF_AN_ACCOUNT):
        assert knock(Client(), "aigul", WRONG, address=f"203.0.113.{n}").status_code == 422
    assert knock(Client(), "aigul", address="192.0.2.1").status_code == 429
    assert knock(known, "aigul", address="192.0.2.2").status_code == 302
    assert knock(Client(), "bekzat", address="192.0.2.1").status_code == 302
    clock.set("2019-03-26 10:40")
    assert knock(Client(), "aigul", address="192.0.2.1").status_code == 302


def test_many_accounts_from_one_address_hold_up_the_address_and_not_who_is_known_there(office: Office) -> None:
    known = inside(office.aigul)
    known.post("/door/out/")
    for n in range(OF_AN_ADDRESS):
        assert knock(Client(), f"somebody{n}", WRONG).status_code == 422
    assert knock(Client(), "bekzat").status_code == 429
    assert knock(Client(), "bekzat", address="192.0.2.1").status_code == 302
    assert knock(known, "aigul").status_code == 302
    assert knock(known, "bekzat").status_code == 302, "inside already"


def test_a_known_browser_gets_no_more_tries_than_any_other(office: Office) -> None:
    client = inside(office.aigul)
    client.post("/door/out/")
    for n in range(OF_ONE_SIDE):
        assert knock(client, "aigul", WRONG, address=f"203.0.113.{n}").status_code == 422
    assert knock(client, "aigul").status_code == 429
    assert knock(Client(), "aigul").status_code == 302, "a stranger's mistakes are not counted here, nor these there"
    forged = Client()
    forged.cookies["kense_known"] = client.cookies["kense_known"].value[:-3] + "abc"
    for _ in range(OF_ONE_SIDE):
        knock(forged, "bekzat", WRONG)
    assert knock(forged, "bekzat").status_code == 429


def test_a_household_of_version_6_is_one_side(office: Office) -> None:
    for n in range(OF_ONE_SIDE):
        knock(Client(), "aigul", WRONG, address=f"2001:db8:1:1::{n}")
    assert knock(Client(), "aigul", address="2001:db8:1:1:ffff::1").status_code == 429
    assert knock(Client(), "aigul", address="2001:db8:1:2::1").status_code == 302


def test_the_trail_has_who_came_and_who_could_not_and_no_more(
    office: Office, closed: Officer, program: Officer
) -> None:
    knock(Client(), "nobody.atall", WRONG)
    knock(Client(), "aigul", WRONG)
    knock(Client(), closed.username)
    knock(Client(), program.username)
    inside(office.aigul).post("/door/out/")
    entries = TrailEntry.objects.filter(provider=office.provider).order_by("seq").select_related("personal")
    assert [(one.officer, one.operation, one.facts) for one in entries] == [
        (office.aigul, NOT_LET_IN, {"why": "password"}),
        (closed, NOT_LET_IN, {"why": "closed"}),
        (program, NOT_LET_IN, {"why": "program"}),
        (office.aigul, SIGNED_IN, {"by": "password"}),
        (office.aigul, SIGNED_OUT, {}),
    ]
    assert all(one.case is None and one.personal.data == {} for one in entries)
    assert first_broken(office.provider.pk) is None
    kept = json.dumps(list(Attempts.objects.values()), default=str)
    assert not any(word in kept for word in ("aigul", "nobody", "198.51.100.7"))


@pytest.mark.parametrize("odd", ["", "\x00", "a" * 5000, "ә" * 60, "１aigul", " aigul\x00"])
def test_any_user_name_is_answered(office: Office, odd: str) -> None:
    assert knock(Client(), odd, WRONG).status_code == 422


def test_whose_sessions_end_when_nobody_presses_anything(office: Office, clock: Clock) -> None:
    client = inside(office.aigul)
    clock.set("2019-03-26 11:20")
    assert is_inside(client)
    clock.set("2019-03-26 12:10")
    client.get("/", headers={"HX-Request": "true"})
    clock.set("2019-03-26 12:25")
    assert not is_inside(client), "the page had only asked by itself"


def test_a_working_day_is_the_longest_session(office: Office, clock: Clock) -> None:
    client = inside(office.aigul)
    for hour in range(11, 21):
        clock.set(f"2019-03-26 {hour}:20")
        assert is_inside(client)
        clock.set(f"2019-03-26 {hour}:50")
        assert is_inside(client) is (hour < 20)


def test_a_press_is_noted_now_and_then_and_not_with_every_page(office: Office, clock: Clock) -> None:
    client = inside(office.aigul)
    pressed = client.session["pressed"]
    clock.set("2019-03-26 10:28")
    client.get("/keys/")
    assert client.session["pressed"] == pressed
    clock.set("2019-03-26 10:30")
    client.get("/keys/")
    assert client.session["pressed"] == pressed + 6 * 60


def test_a_session_costs_a_page_two_questions_and_writes_nothing(office: Office) -> None:
    client = inside(office.aigul)
    client.get("/keys/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/keys/")
    told = [one["sql"] for one in asked]
    assert [sql for sql in told if not sql.startswith("SELECT")] == []
    whose = ('FROM "django_session"', 'FROM "people_officer"', 'FROM "people_provider"')
    assert [sum(table in sql for sql in told) for table in whose] == [1, 1, 0]


def test_a_form_typed_when_the_session_had_run_out_comes_back(office: Office, clock: Clock) -> None:
    client = inside(office.aigul)
    form = application() | {"key": hidden(client.get("/new/"), "key"), "do": "register"}
    clock.set("2019-03-26 12:00")
    door = client.post("/new/", form)
    assert door.status_code == 403
    page = client.post("/door/", {"username": "aigul", "password": PASSWORD, "kept": hidden(door, "kept")}, follow=True)
    assert 'value="Сағынтай"' in page.content.decode()


def test_a_session_is_a_new_one_after_the_sign_in(office: Office) -> None:
    client = Client()
    client.cookies["sessionid"] = "chosen-by-somebody-else-0123456"
    knock(client, "aigul")
    first = client.cookies["sessionid"].value
    assert first != "chosen-by-somebody-else-0123456"
    client.post("/door/out/")
    knock(client, "aigul")
    assert client.cookies["sessionid"].value != first


def test_an_account_that_is_opened_again_has_no_session_left(office: Office, clock: Clock) -> None:
    oleg, client = made_administrator(office), inside(office.bekzat)
    key = str(office.bekzat.pk)
    accounts.close_officer(office.provider, key, actor=oleg, at=clock.moment, confirmed=True)
    assert not is_inside(client)
    accounts.reopen_officer(office.provider, key, actor=oleg, at=clock.moment)
    assert not is_inside(client)
    assert is_inside(inside(office.bekzat))


def test_the_last_role_takes_the_sessions_with_it(office: Office, clock: Clock) -> None:
    oleg, client = made_administrator(office), inside(office.bekzat)
    given = {"role": "executor", "from_day": "26.03.2019"}
    roles.give_role(office.provider, str(office.bekzat.pk), given, actor=oleg, at=clock.moment)
    for row, stays in zip(office.bekzat.roles.order_by("pk"), (True, False), strict=True):
        yesterday = {"last_day": "25.03.2019"}
        key = str(office.bekzat.pk)
        roles.end_role(office.provider, key, str(row.pk), yesterday, actor=oleg, at=clock.moment)
        assert is_inside(client) is stays


def test_the_first_password_is_changed_before_anything_else(office: Office, clock: Clock) -> None:
    oleg = made_administrator(office)
    officer, first = accounts.set_password(office.provider, str(office.bekzat.pk), {}, actor=oleg, at=clock.moment)
    client = inside(officer, password=first)
    for path in ("/", "/new/", "/cases/", "/password/code/", "/keys/"):
        assert client.get(path).headers["Location"] == "/password/"
    assert client.post("/new/", application()).headers["Location"] == "/password/"
    assert "Алдымен өзіңіздің құпиясөзіңізді таңдаңыз." in client.get("/password/").content.decode()
    own = {"old_password": first, "new_password": "жасыл-шатыр-47", "repeated_password": "жасыл-шатыр-47"}
    back_again = own | {"new_password": PASSWORD, "repeated_password": PASSWORD}
    assert client.post("/password/", back_again).status_code == 422, "the one before is not taken again"
    assert client.post("/password/", own).headers["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", r"/\elsewhere.example", "javascript:0"]
)
def test_the_door_leads_nowhere_else(office: Office, target: str) -> None:
    assert knock(Client(), "aigul", next=target).headers["Location"] == "/"
    assert knock(Client(), "aigul", next="/cases/").headers["Location"] == "/cases/"
