"""The installation in the data folder: whether there is one, of which kind, and making its folder, key and tables."""

import os
import secrets
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from kense.ops.errors import StopError
from kense.people.models import Provider

State = Literal["none", "demonstration", "real"]


def data_folder() -> Path:
    """The folder of the installation's data."""
    return Path(settings.DATA)


def state() -> State:
    """Whether there is an installation, and whether its persons are invented. Asking leaves nothing behind."""
    if not _database_exists():
        return "none"
    try:
        if Provider._meta.db_table not in connection.introspection.table_names():
            return "none"
    except OperationalError as error:
        raise StopError(f"the database does not answer: {error}. Start it, or correct DATABASE_URL.") from None
    kinds = set(Provider.objects.values_list("is_demonstration", flat=True))
    if len(kinds) > 1:
        raise StopError(
            "the database holds real and demonstration offices together. Restore the real one from its backup."
        )
    return "none" if not kinds else "demonstration" if True in kinds else "real"


def office() -> Provider:
    """The provider of this installation. StopError where there is none, or where it would have to be named."""
    found = list(Provider.objects.all()[:2]) if state() != "none" else []
    if not found:
        raise StopError(f"no installation in {data_folder()}. Make one with `kense setup`, or set KENSE_DATA.")
    if len(found) > 1:
        raise StopError("this installation serves several providers; the command line works where there is one.")
    return found[0]


def prepare() -> None:
    """The data folder, readable by its owner alone, the secret key and the tables; what is there already stays."""
    data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    _make_secret_key(data_folder() / "secret.key")
    call_command("migrate", verbosity=0, interactive=False)


def is_behind() -> bool:
    """Whether the tables are older than this version of the product."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _database_exists() -> bool:
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


def _make_secret_key(file: Path) -> None:
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(50))
