"""What holds for the whole API: who is let in, in which language it answers, how errors are told."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from kense.people.models import Attempts, Officer, Token
from tests.api.conftest import PREFIX, Api
from tests.support.office import Office, at

pytestmark = pytest.mark.django_db
ApiAt = Callable[[str], None]


def test_a_program_learns_who_it_is(clerk_api: Api) -> None:
    told = clerk_api.get("/me")
    assert told.status_code == 200
    assert told.json()["id"] == clerk_api.program.pk
    assert told.json()["office_name"]["kk"] == "«Көкжиек» колледжі"


def test_every_token_that_does_not_hold_gets_the_same_answer(clerk_api: Api, api_at: ApiAt) -> None:
    unknown = replace(clerk_api, token="kense_nobody").get("/me")
    none = Client().get(f"{PREFIX}/me")
    api_at("2036-01-01 12:00")
    expired = clerk_api.get("/me")
    api_at("2019-03-26 12:00")
    Token.objects.update(revoked_at=at("2019-03-26 11:00"))
    revoked = clerk_api.get("/me")
    Token.objects.update(revoked_at=None)
    Officer.objects.filter(pk=clerk_api.program.pk).update(is_active=False)
    closed = clerk_api.get("/me")
    told = [unknown, none, expired, revoked, closed]
    assert [one.status_code for one in told] == [401] * len(told)
    assert len({one.content for one in told}) == 1
    assert {one["WWW-Authenticate"] for one in told} == {'Bearer realm="kense"'}


def test_a_session_of_the_desk_does_not_let_in(office: Office) -> None:
    client = Client()
    client.force_login(office.aigul)
    assert client.get(f"{PREFIX}/me").status_code == 401


def test_a_token_does_not_open_the_desk(clerk_api: Api) -> None:
    page = clerk_api.client.get("/cases/", headers={"Authorization": f"Bearer {clerk_api.token}"})
    assert page.status_code == 302


def test_who_guesses_tokens_has_to_wait_and_others_do_not(clerk_api: Api, api_at: ApiAt) -> None:
    guessing = replace(clerk_api, token="kense_guessed")
    assert {guessing.get("/me").status_code for _ in range(10)} == {401}
    told = guessing.get("/me")
    assert told.status_code == 429
    assert int(told["Retry-After"]) > 0
    assert clerk_api.get("/me").status_code == 200
    assert "127.0.0.1" not in Attempts.objects.get(kind="token").subject
    api_at("2019-03-26 10:40")
    assert guessing.get("/me").status_code == 401


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("", "kk"),
        ("ru-KZ,ru;q=0.9,en;q=0.8", "ru"),
        ("de, en;q=0.5", "en"),
        ("ru;q=0.1, kk;q=0.2", "kk"),
        ("ru;q=0", "kk"),
    ],
)
def test_a_program_is_answered_in_the_language_it_asks_for(clerk_api: Api, asked: str, lang: str) -> None:
    told = clerk_api.get("/nothing", Accept_Language=asked)
    titles = {"kk": "Мұндай жазба жоқ", "ru": "Такого нет", "en": "There is no such thing"}
    assert told.json()["title"] == titles[lang]
    assert told["Content-Language"] == lang
    assert "Accept-Language" in told["Vary"]


def test_errors_outside_any_operation_are_problems_too(clerk_api: Api) -> None:
    nowhere = clerk_api.get("/nowhere")
    wrong_method = clerk_api.put("/me", {})
    outside = clerk_api.client.get("/api/v2/anything")
    assert [one.status_code for one in (nowhere, wrong_method, outside)] == [404, 405, 404]
    assert {one["Content-Type"] for one in (nowhere, wrong_method, outside)} == {"application/problem+json"}
    assert wrong_method["Allow"] == "GET"
    assert wrong_method.json()["type"] == "urn:kense:problem:method_not_allowed"


def test_what_fails_inside_is_a_problem_without_a_word_of_it(
    clerk_api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Сағынтай")

    monkeypatch.setattr("kense.api.access.desk_at_moment", fail)
    told = clerk_api.get("/me")
    assert told.status_code == 500
    assert told.json()["code"] == "server_error"
    assert "Сағынтай" not in told.content.decode()
    assert "The API failed" in caplog.text


def test_answers_are_kept_by_nobody_and_set_no_cookie(clerk_api: Api) -> None:
    told = clerk_api.get("/me")
    assert told["Cache-Control"] == "private, no-store"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert not told.cookies


def test_the_description_is_open_to_everybody(db: None) -> None:
    told = Client().get(f"{PREFIX}/openapi.json")
    assert told.status_code == 200
    assert told.json()["openapi"] == "3.1.0"
