"""What the environment and the data folder say: where data lie, which database, which secret key."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def data_folder() -> Path:
    """The folder of the installation's data: KENSE_DATA, else `data` where the command is run."""
    return Path(os.environ.get("KENSE_DATA", "data")).resolve()


def secret_key(data: Path) -> str:
    """The installation's key from KENSE_SECRET_KEY or its file; without either, one for this process alone."""
    given = os.environ.get("KENSE_SECRET_KEY")
    file = data / "secret.key"
    return given or (file.read_text().strip() if file.is_file() else secrets.token_urlsafe(50))


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
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
    }
