"""Putting a backup in the place of an installation: everything is made ready and checked beside it, and swapped at the end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from kense.ops import backup_file, restore_postgres, restore_sqlite
from kense.ops.backup_file import DATABASES, KEY, Manifest
from kense.ops.errors import StopError
from kense.ops.installation import data_folder, is_behind
from kense.ops.trail_check import checked
from kense.ops.whole_file import sync_folder
from kense.papers import whole
from kense.people.selectors import providers
from kense.trail.export import ends


class Restored(NamedTuple):
    """What is in place now: the backup it is of, whether everything in it is right, and that in lines."""

    manifest: Manifest
    is_right: bool
    found: list[str]


def restore(path: Path, *, replace: bool) -> Restored:
    """Restore a backup. StopError when it cannot be; what was there before is then as it was."""
    manifest = backup_file.read(path)
    _check_fits(path, manifest)
    way = restore_sqlite if connection.vendor == "sqlite" else restore_postgres
    way.check_free()
    if not replace and (way.has_data() or (data_folder() / KEY).exists()):
        raise StopError(
            f"there are data already, in {way.place()} or {data_folder()}. Make a backup of them if they are needed; "
            "`kense restore FILE --replace` puts this backup in their place."
        )
    with _beside() as folder:
        backup_file.extract(path, manifest, folder)
        with way.swapped_in(folder / DATABASES[manifest.database]):
            is_right, found = _made_ready(manifest)
        if (folder / KEY).exists():
            os.replace(folder / KEY, data_folder() / KEY)
        sync_folder(data_folder())
    return Restored(manifest, is_right, found)


def _check_fits(path: Path, manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise StopError(
            f"{path} is of {names[manifest.database]}, and this installation is on {names[connection.vendor]}. Set or "
            "unset DATABASE_URL; data do not go from one to the other by a backup."
        )
    if DATABASES[manifest.database] not in manifest.parts:
        raise StopError(f"{path} has no database in it. Take another backup; nothing was touched.")
    if _numbers(manifest.product) > _numbers(version("kense")):
        raise StopError(
            f"{path} was made by Kense {manifest.product}; this is {version('kense')}. Install that version."
        )


def _numbers(product: str) -> list[int]:
    return [int(one) for one in product.split(".") if one.isdigit()]


@contextmanager
def _beside() -> Iterator[Path]:
    """A folder for what is made ready, on the same disk as what it is to replace."""
    data = data_folder()
    is_new = not data.exists()
    folder = data / f".restore-{os.getpid()}"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(mode=0o700)
        yield folder
    except OSError as error:
        raise StopError(f"{data} cannot be written: {error.strerror or error}. Nothing was replaced.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if is_new and not any(data.iterdir()):
            data.rmdir()


def _made_ready(manifest: Manifest) -> tuple[bool, list[str]]:
    """Bring the tables to this version and check what is in them. StopError when they cannot be worked with."""
    found = []
    try:
        if unknown := _unknown_migrations():
            raise StopError(
                f"the backup is of a newer version than {version('kense')}: it has {unknown[0]}. Install that version."
            )
        if is_behind():
            call_command("migrate", verbosity=0, interactive=False)
            found.append(f"The tables of {manifest.product} were brought to {version('kense')}.")
        _check_heads(manifest)
        answers = [checked(office, {}) for office in providers()]
        papers = whole.files()
    except DatabaseError as error:
        raise StopError(f"the database in the backup cannot be worked with: {error}. Nothing was replaced.") from None
    found += [f"Trail: {answer.words}" for answer in answers]
    found.append(f"Papers: {papers.checked} files; {_damaged(papers.damaged)}")
    return all(answer.is_whole for answer in answers) and not papers.damaged, found


def _damaged(codes: list[str]) -> str:
    return f"NOT as their hashes say: {', '.join(codes)}" if codes else "all as their hashes say"


def _unknown_migrations() -> list[str]:
    known = MigrationExecutor(connection).loader.disk_migrations
    applied = MigrationRecorder(connection).applied_migrations()
    apps = {app for app, _ in known}
    return [f"{app}.{name}" for app, name in applied if app in apps and (app, name) not in known]


def _check_heads(manifest: Manifest) -> None:
    """What the manifest says of the trails was read in the moment of the backup."""
    told = {head.office: (head.seq, head.hash.encode()) for head in manifest.heads}
    there = {office: tuple(end) for office, end in ends(list(providers())).items() if end.seq or office in told}
    if told != there:
        raise StopError("the trail in the backup does not end with what its manifest says. Nothing was replaced.")
