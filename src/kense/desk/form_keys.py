"""Keys of forms. The key makes what a form does happen once; it also tells, without a table, for whom the form was made."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from kense.people.selectors import Officer

_SALT = "kense.desk.form_keys"
_MARK = 12


def new_key(officer: Officer) -> str:
    """A key nobody had before, marked as this officer's."""
    fresh = secrets.token_hex(_MARK)
    return f"{fresh}-{_mark(fresh, officer.pk)}"


def is_key_of(key: str, officer_id: int | None) -> bool:
    """Whether the form with this key was made for this officer. What a page adds behind a key does not count."""
    fresh, _, rest = key.partition("-")
    return officer_id is not None and constant_time_compare(rest.partition("-")[0], _mark(fresh, officer_id))


def _mark(fresh: str, officer_id: int) -> str:
    return salted_hmac(_SALT, f"{fresh}:{officer_id}").hexdigest()[:_MARK]
