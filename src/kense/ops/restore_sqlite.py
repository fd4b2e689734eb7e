"""A backup in the place of a database of SQLite: another file under the same name."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from kense.ops.errors import StopError


def place() -> Path:
    """The file of the database."""
    return Path(connection.settings_dict["NAME"])


def has_data() -> bool:
    """Whether there is one."""
    return place().exists()


def check_free() -> None:
    """StopError when somebody has the database open. What its log still holds is brought into the file meanwhile."""
    connection.close()
    if not has_data():
        return
    try:
        with closing(sqlite3.connect(place(), timeout=2)) as old:
            # Leaving WAL needs the file for oneself alone; the server asks for it again.
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise StopError(f"Kense is running on {place()}, or another program has it open. Stop it first.") from None
    except sqlite3.DatabaseError:
        # What cannot be read as a database is what a backup is for.
        return


@contextmanager
def swapped_in(copy: Path) -> Iterator[None]:
    """Work on the copy; at the end it takes the place of the database. When anything goes wrong it does not."""
    file = place()
    _check_pages(copy)
    connection.settings_dict["NAME"] = copy
    try:
        yield
        _close(copy)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = file
    check_free()
    for log in ("-wal", "-shm"):
        file.with_name(file.name + log).unlink(missing_ok=True)
    os.replace(copy, file)


def _check_pages(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as opened:
            answer = opened.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise StopError(f"the database in the backup is damaged ({answer}). Take another backup; nothing was replaced.")


def _close(copy: Path) -> None:
    """Everything that was done to it into the file itself, and onto the disk."""
    connection.close()
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
    with copy.open("rb") as file:
        os.fsync(file.fileno())
