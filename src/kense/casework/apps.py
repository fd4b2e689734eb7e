"""App registration."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """perform(), the only writer of a case."""

    name = "kense.casework"
    default_auto_field = "django.db.models.BigAutoField"
