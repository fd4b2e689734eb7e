"""App registration."""

from django.apps import AppConfig
from django.core.signals import request_started

from kense.law import library


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
    library.refresh()
