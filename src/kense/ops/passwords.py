"""Passwords come from the environment or from the keyboard, never from the command line, where others could read them."""

import getpass
import os
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from kense.ops.errors import StopError
from kense.people.models import Officer


def read_password(variable: str, officer: Officer) -> str:
    """The password for a new officer, from the environment variable or asked twice. StopError for a weak one."""
    given = os.environ.get(variable)
    if given is None and not sys.stdin.isatty():
        raise StopError(f"there is no terminal to ask for a password: put it into the variable {variable}.", 2)
    password = given if given is not None else _asked(officer.username)
    with translation.override("en"):
        try:
            validate_password(password, officer)
        except ValidationError as error:
            raise StopError(f"the password is too weak: {' '.join(error.messages)} Choose another one.") from None
    return password


def _asked(username: str) -> str:
    password = getpass.getpass(f"Password for {username}: ")
    if getpass.getpass("The same password again: ") != password:
        raise StopError("the two passwords differ. Start the command again; nothing was changed.")
    return password
