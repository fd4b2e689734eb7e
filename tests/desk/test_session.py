"""A form that comes when the session has ended: kept through the sign-in for its officer, and never performed by itself."""

import re
from html import unescape

import pytest
from django.test import Client

from kense.cases.models import Case, Draft
from kense.desk.form_keys import is_key_of, new_key
from kense.people.models import Officer
from tests.support.office import PASSWORD, Office, OtherOffice, application, at, reloaded

SAME_SITE = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 10:24 for everybody."""
    monkeypatch.setattr("kense.desk.officers.now", lambda: at("2019-03-26 10:24"))


def signed_in(officer: Officer) -> Client:
    """A browser that checks tokens as a real server does."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, officer)
    return client


def sign_in(client: Client, officer: Officer, **fields: str) -> str:
    page = client.get("/door/").content.decode()
    form = {"username": officer.username, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)} | fields
    return client.post("/door/", form, headers=SAME_SITE, follow=True).content.decode()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def token_in(page: str) -> str:
    return hidden(page, "csrfmiddlewaretoken")


def session_ends(client: Client) -> None:
    del client.cookies["sessionid"]


def form_of(client: Client, path: str = "/new/") -> dict[str, str]:
    page = client.get(path).content.decode()
    return {"csrfmiddlewaretoken": token_in(page), "key": hidden(page, "key")}


def test_an_intake_comes_back_as_typed_and_is_pressed_again(office: Office) -> None:
    client = signed_in(office.aigul)
    form = application() | form_of(client) | {"do": "register"}
    session_ends(client)
    door = client.post("/new/", form, headers=SAME_SITE)
    assert door.status_code == 403
    assert "Сеанс аяқталды" in door.content.decode()
    assert not Case.objects.exists()

    page = sign_in(client, office.aigul, kept=hidden(door.content.decode(), "kept"))
    assert 'value="Сағынтай"' in page
    assert hidden(page, "key") == form["key"]
    assert not Case.objects.exists(), "signing in performs nothing"
    assert client.post("/new/", form | {"csrfmiddlewaretoken": token_in(page)}).status_code == 302
    assert Case.objects.count() == 1


def test_a_wrong_password_does_not_lose_it(office: Office) -> None:
    client = signed_in(office.aigul)
    form = application() | form_of(client) | {"do": "register"}
    session_ends(client)
    kept = hidden(client.post("/new/", form, headers=SAME_SITE).content.decode(), "kept")
    again = sign_in(client, office.aigul, kept=kept, password="not the password")
    assert hidden(again, "kept")
    assert 'value="Сағынтай"' in sign_in(client, office.aigul, kept=hidden(again, "kept"))


def test_another_officer_does_not_see_it(office: Office) -> None:
    client = signed_in(office.aigul)
    form = application() | form_of(client) | {"do": "register"}
    session_ends(client)
    kept = hidden(client.post("/new/", form, headers=SAME_SITE).content.decode(), "kept")
    page = sign_in(client, office.bekzat, kept=kept)
    assert "Сағынтай" not in page
    assert not Draft.objects.exists()


def test_any_form_of_the_desk_comes_back_to_be_sent_again(office: Office) -> None:
    case = office.registered()
    client = signed_in(office.nurlan)
    form = form_of(client, f"/cases/{case.code}/") | {
        "version": str(case.version),
        "assignee": str(office.dauren.pk),
        "note": "Мерзімінде қаралсын",
    }
    session_ends(client)
    path = f"/cases/{case.code}/do/assign/"
    door = client.post(path, form, headers=SAME_SITE).content.decode()
    page = sign_in(client, office.nurlan, kept=hidden(door, "kept"))
    assert "Мерзімінде қаралсын" in page
    assert f'action="{path}"' in page
    assert reloaded(case).action == case.action
    answer = client.post(path, form | {"csrfmiddlewaretoken": token_in(page)}, headers=SAME_SITE)
    assert answer.status_code == 302
    assert reloaded(case).holder == office.dauren


def test_a_check_in_the_background_gets_a_note_and_touches_nothing_else(office: Office) -> None:
    client = signed_in(office.aigul)
    form = application() | form_of(client) | {"do": "check"}
    session_ends(client)
    answer = client.post("/new/", form, headers=SAME_SITE | {"HX-Request": "true", "HX-Trigger": "the-form"})
    assert answer.headers["HX-Reswap"] == "none"
    page = answer.content.decode()
    assert 'id="session-note" hx-swap-oob' in page
    assert 'form="the-form"' in page
    assert "Сағынтай" not in page
    polled = client.get("/", headers={"HX-Request": "true"})
    assert polled.headers["HX-Reswap"] == "none"


def test_after_signing_in_elsewhere_an_old_page_keeps_its_form(office: Office) -> None:
    client = signed_in(office.aigul)
    form = application() | form_of(client) | {"do": "register"}
    session_ends(client)
    sign_in(client, office.aigul)
    answer = client.post("/new/", form, headers=SAME_SITE, follow=True)
    assert 'value="Сағынтай"' in answer.content.decode()
    assert not Case.objects.exists()


def test_an_old_page_of_another_officer_is_neither_performed_nor_shown(
    office: Office, other_office: OtherOffice
) -> None:
    client = signed_in(office.aigul)
    form = application() | form_of(client) | {"do": "register"}
    session_ends(client)
    sign_in(client, other_office.saule)
    answer = client.post("/new/", form, headers=SAME_SITE)
    assert answer.status_code == 403
    assert "Сағынтай" not in answer.content.decode()
    assert not Case.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "origin", [{}, {"Origin": "https://elsewhere.example"}, {"Referer": "https://elsewhere.example/"}]
)
def test_a_form_of_another_site_is_neither_performed_nor_kept(office: Office, origin: dict[str, str]) -> None:
    client = signed_in(office.aigul)
    forged = application() | {"do": "register", "key": new_key(office.aigul), "csrfmiddlewaretoken": "x" * 64}
    for _ in range(2):
        answer = client.post("/new/", forged, headers=origin)
        assert answer.status_code == 403
        assert "Сағынтай" not in answer.content.decode()
        assert not hidden(answer.content.decode(), "kept")
        session_ends(client) if "sessionid" in client.cookies else None
    assert not Case.objects.exists()
    assert not Draft.objects.exists()


def test_a_seal_that_is_not_ours_opens_nothing(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    assert "Бүгін" in sign_in(client, office.aigul, kept="made up")


def test_a_key_tells_its_officer(office: Office) -> None:
    key = new_key(office.aigul)
    assert is_key_of(key, office.aigul.pk)
    assert is_key_of(f"{key}-assign", office.aigul.pk)
    assert not is_key_of(key, office.bekzat.pk)
    assert not is_key_of("", office.aigul.pk)
    assert not is_key_of(key, None)


def test_two_presses_of_the_sign_in_end_inside(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/door/").content.decode()
    form = {"username": office.aigul.username, "password": PASSWORD, "csrfmiddlewaretoken": token_in(page)}
    client.post("/door/", form, headers=SAME_SITE)
    answer = client.post("/door/", form, headers=SAME_SITE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_door_that_stood_open_for_long_is_shown_anew(office: Office) -> None:
    client = Client(enforce_csrf_checks=True)
    form = {"username": office.aigul.username, "password": PASSWORD, "csrfmiddlewaretoken": "x" * 64}
    answer = client.post("/door/", form, headers=SAME_SITE)
    page = answer.content.decode()
    assert f'value="{office.aigul.username}"' in page
    assert PASSWORD not in page


def test_signing_out_twice_is_harmless(office: Office) -> None:
    client = signed_in(office.aigul)
    token = token_in(client.get("/new/").content.decode())
    for _ in range(2):
        answer = client.post("/door/out/", {"csrfmiddlewaretoken": token}, headers=SAME_SITE)
        assert answer.headers["Location"] == "/door/"
