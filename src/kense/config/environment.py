"""What the environment and the data folder say: where data lie, which database, which secret key."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def data_folder() -> Path:
    """The folder of the installation's data: KENSE_DATA, else `data` where the command is run."""
    return Path(os.environ.get("KENSE_DATA", "data")).resolve()


def secret_key(data: Path) -> str:
    """The installation's key from KENSE_SECRET_KEY or its file; without either, one for this process alone."""
    given = os.environ.get("KENSE_SECRET_KEY")
    file = data / "secret.key"
    return given or (file.read_text().strip() if file.is_file() else secrets.token_urlsafe(50))


def hosts(public_url: str) -> list[str]:
    """The names the desk answers to: those in KENSE_HOSTS, by commas, and that of the public address."""
    told = os.environ.get("KENSE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    public = urlsplit(public_url).hostname
    return [one.strip() for one in [*told, public or ""] if one.strip()]


def is_https(public_url: str) -> bool:
    """Whether officers reach the desk by https: KENSE_HTTPS (1 or 0), else as the public address says."""
    told = os.environ.get("KENSE_HTTPS", "")
    return told == "1" if told else public_url.startswith("https://")


def proxies(https: bool) -> list[str]:
    """The addresses of proxies that are believed who asks and how: KENSE_PROXIES, by commas.

    This server speaks no TLS itself, so with https there is a proxy; where none is named, on this machine.
    """
    told = os.environ.get("KENSE_PROXIES", "127.0.0.1,::1" if https else "")
    return [one.strip() for one in told.split(",") if one.strip()]


def database(data: Path) -> dict[str, Any]:
    """PostgreSQL where DATABASE_URL says so, else SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL")
    return _postgres(url) if url else _sqlite(data)


def _sqlite(data: Path) -> dict[str, Any]:
    # Immediate transactions are what ends «database is locked»: a reader that turns writer fails at once otherwise.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "kense.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    """What libpq takes from an address goes to it: several hosts to try in turn, TLS, everything else it knows."""
    # Only where it is asked for: on SQLite the driver need not be installed.
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": told.pop("dbname", "") or "",
        "USER": told.pop("user", "") or "",
        "PASSWORD": told.pop("password", "") or "",
        "HOST": told.pop("host", "") or "",
        "PORT": str(told.pop("port", "") or ""),
        "OPTIONS": told,
        "CONN_MAX_AGE": None,
        # A server that was restarted, or another that took its place, is found at the next request, not by a failed one.
        "CONN_HEALTH_CHECKS": True,
    }
