"""What the environment says about the database becomes the connection: read from a live one where that can be."""

from pathlib import Path

import pytest
from django.db import connection

from kense.config.environment import database


@pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30_000)]
)
def test_what_is_committed_on_sqlite_is_on_the_disk(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's")
def test_who_will_write_on_sqlite_waits_at_the_beginning() -> None:
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_several_servers_and_what_libpq_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    servers = "one.example.kz:5432,two.example.kz:5433"
    told = "target_session_attrs=read-write&sslmode=verify-full&sslrootcert=/etc/kense/ca.pem&connect_timeout=3"
    monkeypatch.setenv("DATABASE_URL", f"postgresql://kense:a%40b@{servers}/office?{told}")
    found = database(Path("data"))
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("office", "kense", "a@b")
    assert (found["HOST"], found["PORT"]) == ("one.example.kz,two.example.kz", "5432,5433")
    assert found["OPTIONS"] == {
        "target_session_attrs": "read-write",
        "sslmode": "verify-full",
        "sslrootcert": "/etc/kense/ca.pem",
        "connect_timeout": "3",
    }
    assert found["CONN_HEALTH_CHECKS"]


def test_without_an_address_the_data_folder_has_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert database(Path("data"))["NAME"] == Path("data/kense.sqlite3")
