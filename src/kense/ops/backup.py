"""Making a backup while others go on working: a snapshot of the database at one moment, and the installation's key."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, transaction

from kense.ops import postgres_programs
from kense.ops.backup_file import DATABASES, KEY, Head, Manifest, part_of, write
from kense.ops.errors import StopError
from kense.ops.installation import data_folder, state
from kense.ops.whole_file import check_new, whole_file

_HEADS = "SELECT provider_id, seq, hash FROM trail_trailhead ORDER BY provider_id"


def make(path: Path, at: datetime) -> Manifest:
    """Write a backup of the installation into a new file. Returns what is in it; StopError when it could not be made."""
    check_new(path)
    if state() == "none":
        raise StopError(
            f"no installation in {data_folder()}: there is nothing to back up. Set KENSE_DATA to its folder."
        )
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as temporary:
        folder, kind = Path(temporary), connection.vendor
        snapshot = folder / DATABASES[kind]
        heads = _sqlite(snapshot) if kind == "sqlite" else _postgres(snapshot)
        if (key := data_folder() / KEY).is_file():
            shutil.copyfile(key, folder / KEY)
        parts = {file.name: file for file in sorted(folder.iterdir())}
        told = {name: part_of(file) for name, file in parts.items()}
        manifest = Manifest.model_validate(
            {"product": version("kense"), "at": at.isoformat(), "database": kind, "heads": heads, "parts": told}
        )
        with whole_file(path) as file:
            write(file, manifest, parts)
    return manifest


def _sqlite(target: Path) -> list[Head]:
    """The driver copies all pages under one read lock, which in WAL keeps nobody from writing."""
    source = Path(connection.settings_dict["NAME"])
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
            return _heads(new.execute(_HEADS))
    except sqlite3.Error as error:
        raise StopError(f"{source} cannot be copied: {error}.") from None


def _postgres(target: Path) -> list[Head]:
    """`pg_dump` sees what the transaction that reads the heads sees."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(_HEADS)
        heads = _heads(cursor.fetchall())
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        postgres_programs.run_on_database("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    return heads


def _heads(rows: Iterable[Any]) -> list[Head]:
    return [Head(office=office, seq=seq, hash=hashed) for office, seq, hashed in rows]
