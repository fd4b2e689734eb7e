"""App registration."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Papers that leave the office."""

    name = "kense.papers"
    default_auto_field = "django.db.models.BigAutoField"
