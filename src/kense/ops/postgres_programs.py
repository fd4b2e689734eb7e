"""PostgreSQL's own programs, working on the database of this installation."""

import os
import shutil
import subprocess
from collections.abc import Mapping

from django.db import connection

from kense.ops.errors import StopError


def run(program: str, *words: str, environment: Mapping[str, str] | None = None) -> None:
    """Run one of them to its end. StopError with what it says, or when it is not installed."""
    if shutil.which(program) is None:
        raise StopError(
            f"{program} is not installed here. Install PostgreSQL's client programs (on Debian and Ubuntu the package "
            "postgresql-client), of the server's version or a newer one."
        )
    done = subprocess.run(
        [program, *words], env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StopError(f"{program}: {' '.join((done.stderr or done.stdout).split()) or 'stopped without a word'}")


def run_on_database(program: str, *words: str) -> None:
    """The same with one that connects to the database."""
    from psycopg.conninfo import make_conninfo

    told = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    address = {name: str(told[key]) for name, key in names.items() if told[key]}
    asked = make_conninfo("", **address, **told["OPTIONS"])
    # The password is in the environment: every user of the machine can read the words of a command.
    secret = {"PGPASSWORD": told["PASSWORD"]} if told["PASSWORD"] else {}
    run(program, f"--dbname={asked}", "--no-password", *words, environment=secret)
