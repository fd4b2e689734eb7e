"""The lists with two thousand cases: every page is there, and none is far from what `make bench` allows with fifty times that."""

from time import process_time

import pytest
from django.db import connection

from tests.support.busy_desk import WHEN, BusyDesk

FAR_TOO_LONG = 1.0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the limit is that of SQLite")
def test_no_list_takes_long(db: None, quick_passwords: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kense.desk.officers.now", lambda: WHEN)
    desk = BusyDesk.made(2000, still_open=60)
    slow, answers = [], {}
    for name, ask in desk.asks():
        answers[name] = ask()
        began = process_time()
        ask()
        slow += [name] if process_time() - began > FAR_TOO_LONG else []
    assert slow == []
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code not in (200, 302)} == {}
