"""A backup in the place of a database of PostgreSQL: what was there stands in a schema beside until all is well."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, connection

from kense.ops import postgres_programs
from kense.ops.errors import StopError

_BEFORE = "kense_before_restore"
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def place() -> str:
    """The name of the database."""
    return f"the database {connection.settings_dict['NAME']}"


def has_data() -> bool:
    """Whether there is any table in it."""
    return bool(connection.introspection.table_names())


def check_free() -> None:
    """StopError when somebody else works on the database, or an earlier restore was cut off."""
    if _answer(_OTHERS):
        raise StopError(f"somebody else is connected to {place()}. Stop every server of this installation first.")
    if _answer("SELECT count(*) FROM pg_namespace WHERE nspname = %s", _BEFORE):
        raise StopError(
            f"an earlier restore was cut off; what was there before it is in the schema {_BEFORE} of {place()}. Look which of "
            f"the two is right; then either DROP SCHEMA {_BEFORE} CASCADE, or DROP SCHEMA public CASCADE and ALTER SCHEMA {_BEFORE} "
            "RENAME TO public."
        )


@contextmanager
def swapped_in(dump: Path) -> Iterator[None]:
    """Work on the restored tables; what was there before goes at the end, or comes back when anything goes wrong."""
    script = dump.with_suffix(".sql")
    words = ("--no-owner", "--no-privileges", "--schema=public", f"--file={script}", str(dump))
    postgres_programs.run("pg_restore", *words)
    aside = f"ALTER SCHEMA public RENAME TO {_BEFORE}; CREATE SCHEMA public"
    connection.close()
    postgres_programs.run_on_database(
        *("psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        *("--output=/dev/null", f"--command={aside}", f"--file={script}"),
    )
    try:
        yield
    except BaseException:
        _execute(f"DROP SCHEMA public CASCADE; ALTER SCHEMA {_BEFORE} RENAME TO public")
        raise
    _execute(f"DROP SCHEMA {_BEFORE} CASCADE")


def _execute(statements: str) -> None:
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN; {statements}; COMMIT")


def _answer(question: str, *values: str) -> int:
    try:
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            return int(cursor.fetchone()[0])
    except OperationalError as error:
        raise StopError(f"the database does not answer: {error}. Start it, or correct DATABASE_URL.") from None
