"""Knocking at the desk's door in tests: from an address, at a moment, in a browser that is known or not."""

import re
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from kense.people.models import Officer
from tests.support.office import PASSWORD, at

MORNING = "2019-03-26 10:24"


class Clock:
    """The clock on the wall of everything a sign-in goes through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = at(MORNING)
        for module in ("views.session", "middleware", "officers", "shell"):
            monkeypatch.setattr(f"kense.desk.{module}.now", lambda: self.moment)

    def set(self, moment: str) -> datetime:
        """Move its hands."""
        self.moment = at(moment)
        return self.moment


def knock(client: Client, username: str, password: str = PASSWORD, address: str = "198.51.100.7", **fields: str) -> Any:
    """The answer to a user name and a password, from an address."""
    form = {"username": username, "password": password, **fields}
    return client.post("/door/", form, REMOTE_ADDR=address)


def inside(officer: Officer, **fields: str) -> Client:
    """A browser in which the officer has come in through the door."""
    client = Client()
    answer = knock(client, officer.username, **fields)
    assert answer.status_code == 302
    return client


def hidden(answer: Any, name: str) -> str:
    """What a hidden field of a page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return unescape(found[1]) if found else ""
