"""App registration."""

from contextlib import suppress

from django.apps import AppConfig
from django.core.signals import request_started
from django.db import DatabaseError

from kense.law import LawError, library


class ActsConfig(AppConfig):
    """The life of the acts in this installation."""

    name = "kense.acts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Published editions come from the database; each request sees those published before it began."""
        from kense.acts.store import EditionStore

        library.keep_in(EditionStore())
        request_started.connect(_refresh, dispatch_uid="editions")


def _refresh(**_: object) -> None:
    # Nothing stands around a request yet that would make a page of an error. Whoever needs the tables, or the edition
    # that cannot be read, comes upon the same one inside; who asks whether the server is alive needs neither.
    with suppress(DatabaseError, LawError):
        library.refresh()
