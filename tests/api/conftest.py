"""Programs at the desk: a client for each role, with a token of its own, at a moment of the test's choice."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from kense.people.models import Officer, OfficerRole, Provider, Token
from kense.people.tokens import digest_of, made_up
from tests.support.office import SINCE, Office, OtherOffice, at

PREFIX = "/api/v1"
USUAL_MOMENT = "2019-03-26 10:24"


@dataclass(frozen=True)
class Api:
    """A program with its token. Every command gets a key of its own unless one is given; `kept` are its headers."""

    program: Officer
    token: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, **headers: str) -> Any:
        """GET under /api/v1."""
        return self.client.get(PREFIX + path, headers=self._headers(headers))

    def post(self, path: str, body: Any = None, *, key: str = "", version: int | None = None, **headers: str) -> Any:
        """POST a JSON body; `version` goes into If-Match."""
        return self._send("post", path, body, key, version, headers)

    def put(self, path: str, body: Any = None, *, key: str = "", version: int | None = None, **headers: str) -> Any:
        """PUT a JSON body."""
        return self._send("put", path, body, key, version, headers)

    def delete(self, path: str, *, key: str = "", **headers: str) -> Any:
        """DELETE."""
        return self._send("delete", path, None, key, None, headers)

    def _send(self, method: str, path: str, body: Any, key: str, version: int | None, headers: dict[str, str]) -> Any:
        told = {"Idempotency-Key": key or made_up()}
        if version is not None:
            told["If-Match"] = f'"{version}"'
        data = b"" if body is None else json.dumps(body).encode()
        send = getattr(self.client, method)
        return send(PREFIX + path, data, content_type="application/json", headers=self._headers(told | headers))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | {name.replace("_", "-"): said for name, said in more.items()}


def made_program(answers: Officer, *roles: str) -> Api:
    """A program of an office, for which an officer answers, with the roles and with a token that lasts."""
    provider: Provider = answers.provider
    program = Officer(username=f"program-{answers.username}-{'-'.join(roles)}", provider=provider)
    program.surname, program.is_program, program.main_account = "Электронды журнал", True, answers
    program.set_unusable_password()
    program.save()
    for role in roles:
        OfficerRole.objects.create(officer=program, role=role, from_day=SINCE)
    token = made_up()
    made, expires = datetime(2018, 8, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
    Token.objects.create(program=program, digest=digest_of(token), made_at=made, expires_at=expires)
    return Api(program, token)


@pytest.fixture(autouse=True)
def api_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the moment at which programs ask; the last one given holds for all of them."""

    def set_to(when: str) -> None:
        monkeypatch.setattr("kense.api.access.now", lambda: at(when))

    set_to(USUAL_MOMENT)
    return set_to


@pytest.fixture
def clerk_api(office: Office) -> Api:
    """The counter's program; Aigul answers for it."""
    return made_program(office.aigul, "office")


@pytest.fixture
def head_api(office: Office) -> Api:
    """The head's program; Nurlan answers for it."""
    return made_program(office.nurlan, "head")


@pytest.fixture
def executor_api(office: Office) -> Api:
    """An executor's program; Dauren answers for it."""
    return made_program(office.dauren, "executor")


@pytest.fixture
def controller_api(office: Office) -> Api:
    """A program that watches; Tolegen answers for it."""
    return made_program(office.tolegen, "controller")


@pytest.fixture
def admin_api(office: Office) -> Api:
    """A program that keeps the installation; Nurlan answers for it."""
    return made_program(office.nurlan, "administrator")


@pytest.fixture
def lawyer_api(office: Office) -> Api:
    """A program that keeps the acts; Nurlan answers for it."""
    return made_program(office.nurlan, "lawyer")


@pytest.fixture
def foreign_api(other_office: OtherOffice) -> Api:
    """The counter's program of another office; Saule answers for it."""
    return made_program(other_office.saule, "office")
