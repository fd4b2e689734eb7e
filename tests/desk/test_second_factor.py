"""The code of the phone: turned on, asked for, never taken twice; what helps when the phone is lost."""

import json
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.conf import LazySettings
from django.test import Client

from kense.casework import second_factor
from kense.casework.door import NOT_LET_IN, OF_ONE_SIDE, SIGNED_IN
from kense.ops.cli import main
from kense.people.models import Officer, RecoveryCode, SecondFactor
from kense.trail.chain import first_broken
from kense.trail.models import TrailEntry
from tests.desk.doors import Clock, hidden, inside, knock
from tests.support.calendar import made_administrator
from tests.support.office import PASSWORD, Office, application
from tests.support.said import everything_stored, refused

PATH = "/password/code/"
HALF = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


class Phone:
    """A phone that has been tied to an officer's account, and the recovery codes they wrote down."""

    def __init__(self, officer: Officer, clock: Clock) -> None:
        seed = second_factor.new_seed()
        self.key, self.clock = second_factor.key_of(officer, seed), clock
        fields = {"old_password": PASSWORD, "one_time_password": self.shows(-1), "seed_of_password": seed}
        self.recovery = second_factor.turn_on(officer, fields, at=clock.moment)

    def shows(self, steps: int = 0) -> str:
        """The code some half minutes from now."""
        return str(self.key.at(self.clock.moment + steps * HALF))


@pytest.fixture
def phone(office: Office, clock: Clock) -> Phone:
    """Aigul's."""
    return Phone(office.aigul, clock)


def second_step(client: Client, code: str, username: str = "aigul", **fields: str) -> Any:
    """The answer to a code, after the right password."""
    door = knock(client, username, **fields)
    assert door.status_code == 200
    assert not client.session.get("_auth_user_id")
    form = {name: hidden(door, name) for name in ("half_in", "next", "kept")}
    return client.post("/door/code/", form | {"one_time_password": code})


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, the last six digits."""
    key = pyotp.TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    vectors = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {moment: key.at(moment) for moment in vectors} == vectors


def test_it_is_turned_on_with_a_confirming_code_and_asked_for_from_then_on(office: Office, clock: Clock) -> None:
    here, elsewhere = inside(office.aigul), inside(office.aigul)
    page = here.get(PATH)
    shown = page.content.decode().split('id="key">')[1].split("<")[0].replace(" ", "")
    form = {"do": "on", "old_password": PASSWORD, "seed_of_password": hidden(page, "seed_of_password")}
    assert here.post(PATH, form | {"one_time_password": "000000"}).status_code == 422
    assert (
        here.post(
            PATH, form | {"one_time_password": pyotp.TOTP(shown).at(clock.moment), "old_password": "x"}
        ).status_code
        == 422
    )
    assert not SecondFactor.objects.exists()
    done = here.post(PATH, form | {"one_time_password": pyotp.TOTP(shown).at(clock.moment)})
    assert done.content.decode().count("<li><code>") == second_factor.RECOVERY_CODES
    assert (here.get(PATH).status_code, elsewhere.get(PATH).status_code) == (200, 302)
    assert "<li><code>" not in here.get(PATH).content.decode()
    stored = json.dumps(everything_stored(), default=str, ensure_ascii=False)
    codes = [one.split("<")[0] for one in done.content.decode().split("<li><code>")[1:]]
    assert not any(secret in stored for secret in (shown, *codes))
    answer = second_step(Client(), pyotp.TOTP(shown).at(clock.moment + HALF), next="/cases/")
    assert answer.headers["Location"] == "/cases/"


@pytest.mark.parametrize(("steps", "lets_in"), [(-2, False), (-1, False), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_ahead_or_behind(phone: Phone, steps: int, lets_in: bool) -> None:
    """The code of half a minute ago turned it on: no code is taken twice."""
    assert second_step(Client(), phone.shows(steps)).status_code == (302 if lets_in else 422)


def test_no_code_is_taken_twice_nor_one_before_it(phone: Phone, clock: Clock) -> None:
    clock.moment += 4 * HALF
    assert second_step(Client(), phone.shows()).status_code == 302
    assert [second_step(Client(), phone.shows(step)).status_code for step in (0, -1)] == [422, 422]
    assert second_step(Client(), f" {phone.shows(1)[:3]} {phone.shows(1)[3:]} ").status_code == 302


def test_each_recovery_code_lets_in_once(office: Office, phone: Phone) -> None:
    code = phone.recovery[3]
    assert second_step(Client(), code.upper().replace("-", " ")).status_code == 302
    assert second_step(Client(), code).status_code == 422
    assert second_factor.codes_left(office.aigul) == second_factor.RECOVERY_CODES - 1
    by = TrailEntry.objects.filter(operation=SIGNED_IN).values_list("facts__by", flat=True)
    assert list(by) == ["recovery_code"]
    assert code.replace("-", "") not in str(list(RecoveryCode.objects.values()))


def test_codes_cannot_be_guessed_at_the_door_either(phone: Phone, clock: Clock) -> None:
    for _ in range(OF_ONE_SIDE):
        assert second_step(Client(), "000000").status_code == 422
    assert second_step(Client(), phone.shows()).status_code == 429
    assert TrailEntry.objects.filter(operation=NOT_LET_IN, facts__why="code").count() == OF_ONE_SIDE
    clock.moment += timedelta(minutes=15)
    assert second_step(Client(), phone.shows()).status_code == 302


def test_the_half_way_in_is_sealed_and_short(office: Office, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    half = hidden(knock(client, "aigul"), "half_in")
    for forged in ("", "made up", half[:-2] + "xx"):
        assert client.post("/door/code/", {"half_in": forged, "one_time_password": phone.shows()}).status_code == 403
    monkeypatch.setattr("kense.desk.views.session._CODE_WITHIN", timedelta(seconds=-1))
    assert client.post("/door/code/", {"half_in": half, "one_time_password": phone.shows()}).status_code == 403
    monkeypatch.undo()
    office.aigul.set_password("жасыл-шатыр-47")
    office.aigul.save()
    assert client.post("/door/code/", {"half_in": half, "one_time_password": phone.shows()}).status_code == 403
    assert client.get("/door/code/").headers["Location"] == "/door/"


def test_a_kept_form_passes_both_steps(office: Office, phone: Phone) -> None:
    client = Client()
    client.force_login(office.aigul)
    form = application() | {"key": hidden(client.get("/new/"), "key"), "do": "register"}
    client.logout()
    kept = hidden(client.post("/new/", form), "kept")
    assert second_step(client, "000000", kept=kept).status_code == 422
    page = client.get(second_step(client, phone.shows(), kept=kept).headers["Location"])
    assert 'value="Сағынтай"' in page.content.decode()


def test_it_is_turned_off_with_password_and_code_alone(office: Office, phone: Phone) -> None:
    client = Client()
    second_step(client, phone.shows())
    form = {"do": "off", "old_password": PASSWORD, "one_time_password": phone.shows(1)}
    for wrong in ({"old_password": "x"}, {"one_time_password": "000000"}, {"one_time_password": phone.shows()}):
        assert client.post(PATH, form | wrong).status_code == 422
    assert client.post(PATH, form | {"do": "on", "seed_of_password": "made up"}).status_code == 422
    assert SecondFactor.objects.get().officer == office.aigul
    assert client.post(PATH, form).status_code == 302
    assert client.get(PATH).status_code == 200, "this session goes on"
    assert knock(Client(), "aigul").status_code == 302


def test_new_recovery_codes_make_the_earlier_ones_void(office: Office, phone: Phone, clock: Clock) -> None:
    fields = {"old_password": PASSWORD, "one_time_password": phone.shows()}
    fresh = second_factor.make_codes(office.aigul, fields, at=clock.moment)
    assert second_step(Client(), phone.recovery[0]).status_code == 422
    assert second_step(Client(), fresh[0]).status_code == 302


def test_the_administrator_takes_off_what_an_officer_lost(office: Office, phone: Phone, clock: Clock) -> None:
    oleg, working = made_administrator(office), Client()
    second_step(working, phone.shows())
    admin = inside(oleg)
    path = f"/office/officers/{office.aigul.pk}/"
    assert "Кодты алып тастау" in admin.get(path).content.decode()
    assert inside(office.nurlan).post(path, {"do": "code"}).status_code == 403
    assert admin.post(path, {"do": "code"}).status_code == 302
    assert working.get("/keys/").status_code == 302, "sessions end"
    assert knock(Client(), "aigul").status_code == 302
    entry = TrailEntry.objects.get(operation=second_factor.TAKEN_OFF)
    assert (entry.officer, entry.facts) == (oleg, {"officer": office.aigul.pk})
    assert first_broken(office.provider.pk) is None
    Phone(oleg, clock)
    with refused("own_account"):
        second_factor.take_off(office.provider, str(oleg.pk), actor=oleg, at=clock.moment)


def test_the_only_administrator_has_it_taken_off_on_the_server(
    office: Office, phone: Phone, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [main(["officer", "without-code", name]) for name in ("aigul", "aigul", "nobody")] == [0, 1, 1]
    assert "signs in without a code as it is" in capsys.readouterr().err
    assert knock(Client(), "aigul").status_code == 302
    entry = TrailEntry.objects.get(operation=second_factor.TAKEN_OFF)
    assert entry.facts == {"officer": office.aigul.pk, "on": "server"}


def test_an_office_may_demand_it_of_everybody(office: Office, clock: Clock) -> None:
    oleg, working = made_administrator(office), inside(office.bekzat)
    assert inside(office.nurlan).post("/office/code/", {"demanded": "1"}).status_code == 403
    assert inside(oleg).post("/office/code/", {"demanded": "1"}).status_code == 302
    assert working.get("/new/").status_code == 200, "what is being typed is not taken away"
    client = inside(office.bekzat)
    assert {client.get(path).headers["Location"] for path in ("/", "/new/", "/password/")} == {PATH}
    page = client.get(PATH)
    shown = page.content.decode().split('id="key">')[1].split("<")[0].replace(" ", "")
    form = {"do": "on", "old_password": PASSWORD, "seed_of_password": hidden(page, "seed_of_password")}
    client.post(PATH, form | {"one_time_password": pyotp.TOTP(shown).at(clock.moment)})
    assert client.get("/new/").status_code == 200
    off = {"do": "off", "old_password": PASSWORD, "one_time_password": pyotp.TOTP(shown).at(clock.moment + HALF)}
    client.post(PATH, off)
    assert client.get("/new/").headers["Location"] == PATH, "turned off, it is to be turned on anew"


def test_without_the_installations_key_the_tables_are_of_no_use(phone: Phone, settings: LazySettings) -> None:
    settings.SECRET_KEY = "another key, as a thief of the tables alone would have to guess it"
    assert second_step(Client(), phone.shows()).status_code == 422
    assert second_step(Client(), phone.recovery[0]).status_code == 422
