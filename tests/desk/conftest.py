"""An officer's browser without a browser: Django's client, signed in, at a moment of the test's choice."""

from collections.abc import Callable

import pytest
from django.test import Client

from kense.people.models import Officer
from tests.support.office import at

AtDesk = Callable[..., Client]


@pytest.fixture
def at_desk(monkeypatch: pytest.MonkeyPatch) -> AtDesk:
    """Signs an officer in at a wall-clock moment; the last moment given holds for everybody."""

    def signed_in(officer: Officer, when: str = "2019-03-26 10:24", lang: str = "kk") -> Client:
        monkeypatch.setattr("kense.desk.officers.now", lambda: at(when))
        client = Client()
        client.force_login(officer)
        client.cookies["django_language"] = lang
        return client

    return signed_in
